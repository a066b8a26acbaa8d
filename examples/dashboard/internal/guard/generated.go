package guard

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"log/slog"
	"math/big"
	"net"
	"slices"
	"sync"
	"time"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

const (
	// CA/Browser Forum baseline requirements 6.3.2: browsers take no more than 398 days.
	certificateLife = 397 * 24 * time.Hour
	renewBefore     = 30 * 24 * time.Hour
	clockSkew       = time.Hour // other computers' clocks
)

// generated is a certificate that vouches for itself; a person compares its
// fingerprint once.
type generated struct {
	cert, key string
	names     []string
	addresses []net.IP
	now       func() time.Time
	log       *slog.Logger

	mu      sync.Mutex
	current *tls.Certificate
}

func openGenerated(o Options, addr address, h hosts) (certificate, error) {
	g := &generated{now: o.Now, log: o.Logger}
	g.cert, g.key = generatedFiles(o.StateDir)
	g.names, g.addresses = subjects(addr, h)

	if pair, err := tls.LoadX509KeyPair(g.cert, g.key); err == nil {
		g.current = &pair
	}

	if _, err := g.get(nil); err != nil {
		return nil, badCertificate(
			lang.Of("no certificate can be kept in "+o.StateDir, "в "+o.StateDir+" не може да се запази сертификат"),
			lang.Of("give a folder that can be written to", "задайте папка, в която може да се записва"), err)
	}

	return g, nil
}

// get makes the certificate anew a month before it ends, and when it lacks a
// name or an address; when that fails the old one is better than none.
func (g *generated) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	g.mu.Lock()
	defer g.mu.Unlock()

	if g.current != nil && g.fits(g.current.Leaf) {
		return g.current, nil
	}

	fresh, err := g.renew()
	if err != nil && g.current == nil {
		return nil, err
	}

	if err != nil {
		g.log.Error("the certificate of the dashboard cannot be renewed", "error", err)

		return g.current, nil
	}

	g.current = fresh
	g.log.Info("a certificate for the dashboard was made", "file", g.cert, "until", fresh.Leaf.NotAfter)

	return fresh, nil
}

func (g *generated) fits(leaf *x509.Certificate) bool {
	if g.now().Before(leaf.NotBefore) || g.now().After(leaf.NotAfter.Add(-renewBefore)) {
		return false
	}

	named := !slices.ContainsFunc(g.names, func(n string) bool { return !slices.Contains(leaf.DNSNames, n) })

	return named && !slices.ContainsFunc(g.addresses, func(ip net.IP) bool {
		return !slices.ContainsFunc(leaf.IPAddresses, ip.Equal)
	})
}

func (g *generated) renew() (*tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}

	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 127))
	if err != nil {
		return nil, err
	}

	from := g.now().Add(-clockSkew)
	// No CA: a stolen key must not be able to vouch for other names.
	form := &x509.Certificate{
		SerialNumber: serial, Subject: pkix.Name{CommonName: "skladmost dashboard"}, BasicConstraintsValid: true,
		NotBefore: from, NotAfter: from.Add(certificateLife),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		DNSNames: g.names, IPAddresses: g.addresses,
	}

	der, err := x509.CreateCertificate(rand.Reader, form, form, key.Public(), key)
	if err != nil {
		return nil, err
	}

	return g.keep(der, key)
}

// keep writes the key first: a certificate without its key is made anew at the
// next start, and never the wrong one served.
func (g *generated) keep(der []byte, key *ecdsa.PrivateKey) (*tls.Certificate, error) {
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, err
	}

	certPEM := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	keyPEM := pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret})

	if err := errors.Join(keepFile(g.key, keyPEM), keepFile(g.cert, certPEM)); err != nil {
		return nil, err
	}

	pair, err := tls.X509KeyPair(certPEM, keyPEM)

	return &pair, err
}
