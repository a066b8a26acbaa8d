package guard

import (
	"net"
	"net/netip"
	"strings"
)

// address is what is listened on.
type address struct {
	host string // lower case, without brackets; empty: every address of the computer
	port string // empty or "0": not known beforehand
	// loopback: nobody but this computer reaches it.
	loopback bool
}

func parseAddress(text string) (address, error) {
	if text == "" {
		text = "127.0.0.1:"
	}

	host, port, err := net.SplitHostPort(text)
	if err != nil {
		return address{}, badAddress(text, err)
	}

	host = strings.ToLower(host)
	if ip, err := netip.ParseAddr(host); err == nil {
		return address{host: ip.Unmap().WithZone("").String(), port: port, loopback: ip.Unmap().IsLoopback()}, nil
	}

	return address{host: host, port: port, loopback: host == "localhost"}, nil
}

// everywhere tells that every address of the computer is listened on.
func (a address) everywhere() bool {
	ip, err := netip.ParseAddr(a.host)

	return a.host == "" || err == nil && ip.IsUnspecified()
}

// caller is the address that wrong passwords are counted for: one for
// everybody at this computer (local), else the IPv4 address or the /64 of IPv6,
// which is what one line of a provider has.
func caller(remote string) (key string, local bool) {
	host, _, err := net.SplitHostPort(remote)
	if err != nil {
		return remote, false
	}

	ip, err := netip.ParseAddr(host)
	if err != nil {
		return host, false
	}

	ip = ip.Unmap().WithZone("")
	switch {
	case ip.IsLoopback():
		return "loopback", true
	case ip.Is4(), ip.IsLinkLocalUnicast(): // all neighbours share one fe80::/64
		return ip.String(), false
	default:
		return netip.PrefixFrom(ip, 64).Masked().String(), false
	}
}
