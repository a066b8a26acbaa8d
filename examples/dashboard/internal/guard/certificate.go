package guard

import (
	"crypto/sha256"
	"crypto/tls"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

// certificate gives the one to use now.
type certificate interface {
	get(hello *tls.ClientHelloInfo) (*tls.Certificate, error)
}

// openCertificate gives nil when none is needed.
func openCertificate(o Options, addr address, h hosts) (certificate, error) {
	switch {
	case (o.CertFile == "") != (o.KeyFile == ""):
		return nil, badCertificate(
			lang.Of("only one of certificate and key is given", "зададен е само сертификатът или само ключът"),
			lang.Of("give both files, or neither", "задайте и двата файла или нито един"), nil)
	case o.CertFile != "":
		return openOwn(o)
	case addr.loopback:
		return nil, nil //nolint:nilnil // no certificate is an answer here
	case o.StateDir == "":
		return nil, badCertificate(
			lang.Of("there is no folder for a generated certificate", "няма папка за създадения сертификат"),
			lang.Of("give a folder, or a certificate and its key", "задайте папка или сертификат и ключ"), nil)
	default:
		return openGenerated(o, addr, h)
	}
}

func fingerprint(c certificate) string {
	got, err := c.get(nil)
	if err != nil || len(got.Certificate) == 0 {
		return ""
	}

	sum := sha256.Sum256(got.Certificate[0])

	return strings.ReplaceAll(fmt.Sprintf("% X", sum[:]), " ", ":")
}

// own is the certificate of CertFile. Whoever renews it replaces the files; the
// service need not be started again.
type own struct {
	cert, key string
	log       *slog.Logger

	mu      sync.Mutex
	loaded  *tls.Certificate
	changed [2]time.Time
}

func openOwn(o Options) (certificate, error) {
	c := &own{cert: o.CertFile, key: o.KeyFile, log: o.Logger}
	if err := c.load(); err != nil {
		return nil, badCertificate(
			lang.Of("the certificate "+o.CertFile+" or its key "+o.KeyFile+" cannot be used",
				"сертификатът "+o.CertFile+" или ключът "+o.KeyFile+" не може да се използва"),
			lang.Of("give a certificate and its key in PEM", "задайте сертификат и ключа му във формат PEM"), err)
	}

	if o.Now().After(c.loaded.Leaf.NotAfter) {
		o.Logger.Warn("the certificate of the dashboard is over", "file", o.CertFile, "since", c.loaded.Leaf.NotAfter)
	}

	return c, nil
}

func (c *own) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	c.mu.Lock()
	defer c.mu.Unlock()

	if c.changed != changeTimes(c.cert, c.key) {
		if err := c.load(); err != nil { // half copied, perhaps: the next caller tries again
			c.log.Warn("the new certificate of the dashboard cannot be used", "error", err)
		}
	}

	return c.loaded, nil
}

func (c *own) load() error {
	changed := changeTimes(c.cert, c.key)

	pair, err := tls.LoadX509KeyPair(c.cert, c.key)
	if err == nil {
		c.loaded, c.changed = &pair, changed
	}

	return err
}

func changeTimes(files ...string) (times [2]time.Time) {
	for i, file := range files {
		if info, err := os.Stat(file); err == nil {
			times[i] = info.ModTime()
		}
	}

	return times
}

// The files of a generated certificate; the first may be given to the other
// computers, the second to nobody.
func generatedFiles(folder string) (cert, key string) {
	return filepath.Join(folder, "dashboard-cert.pem"), filepath.Join(folder, "dashboard-key.pem")
}
