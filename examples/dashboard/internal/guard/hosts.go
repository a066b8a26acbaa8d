package guard

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// hosts are the values of the Host header that the page answers to. A name of a
// stranger that leads to this computer (DNS rebinding) makes a browser take the
// stranger's script for ours; only the Host header shows it.
type hosts struct {
	addr  address
	names []string // lower case; with a port where that is fixed
}

func newHosts(addr address, further []string) hosts {
	h := hosts{addr: addr}
	for _, name := range further {
		if name = strings.ToLower(strings.TrimSpace(name)); name != "" {
			h.names = append(h.names, name)
		}
	}

	return h
}

// host lets only requests pass that call us by a name of ours.
func (g *Guard) host(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// An absolute address in the request line is for proxies, which this is none.
		if r.URL.Host != "" || !g.hosts.allow(r) {
			g.opts.Refused(w, r, http.StatusMisdirectedRequest, ReasonHost)

			return
		}

		next.ServeHTTP(w, r)
	})
}

func (h hosts) allow(r *http.Request) bool {
	asked := strings.ToLower(r.Host)

	local, _ := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	ip, port := h.arrived(local)

	name, askedPort := splitHost(asked)
	if name == "" {
		return false
	}

	for _, further := range h.names {
		if asked == further || name == further && (askedPort == "" || askedPort == port) {
			return true
		}
	}

	return h.ours(name, ip) && portFits(askedPort, port, r.TLS != nil)
}

// arrived is the address and the port that a connection came to.
func (h hosts) arrived(local net.Addr) (netip.Addr, string) {
	if tcp, ok := local.(*net.TCPAddr); ok {
		at := tcp.AddrPort()
		_, port, _ := net.SplitHostPort(local.String())

		return at.Addr().Unmap().WithZone(""), port
	}

	return netip.Addr{}, h.addr.port
}

// ours are the names of this computer for itself, the address listened on and
// the address that the connection came to, which no stranger's name can be.
func (h hosts) ours(name string, arrived netip.Addr) bool {
	ip, err := netip.ParseAddr(name)
	if err != nil {
		return name == "localhost" || h.addr.host != "" && name == h.addr.host
	}

	if ip == arrived || ip == netip.IPv6Loopback() || ip == netip.AddrFrom4([4]byte{127, 0, 0, 1}) {
		return true
	}

	return ip.String() == h.addr.host && !h.addr.everywhere()
}

// splitHost takes the brackets off an IPv6 address; a name that is no host at
// all is empty.
func splitHost(host string) (name, port string) {
	name, port, err := net.SplitHostPort(host)
	if err != nil { // no port
		name, port = host, ""
		if strings.HasPrefix(name, "[") && strings.HasSuffix(name, "]") {
			return name[1 : len(name)-1], ""
		}

		if strings.Contains(name, ":") {
			return "", ""
		}
	}

	return name, port
}

func portFits(asked, port string, secure bool) bool {
	switch {
	case asked == port, port == "", port == "0":
		return true
	case asked != "":
		return false
	case secure:
		return port == "443"
	default:
		return port == "80"
	}
}
