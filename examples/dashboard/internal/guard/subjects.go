package guard

import "net"

// subjects are what the certificate is made out to: this computer, the address
// listened on (all of the computer's where it is every one) and the further hosts.
func subjects(addr address, h hosts) (names []string, addresses []net.IP) {
	add := func(name string) {
		if ip := net.ParseIP(name); ip != nil {
			addresses = append(addresses, ip)
		} else if name != "" {
			names = append(names, name)
		}
	}

	for _, name := range []string{"localhost", "127.0.0.1", "::1"} {
		add(name)
	}

	if !addr.everywhere() {
		add(addr.host)
	} else if all, err := net.InterfaceAddrs(); err == nil {
		addresses = append(addresses, reachable(all)...)
	}

	for _, host := range h.names {
		name, _ := splitHost(host)
		add(name)
	}

	return names, addresses
}

// reachable leaves IPv6 out: those addresses change by the day, and the fingerprint
// would with them.
func reachable(all []net.Addr) []net.IP {
	var ips []net.IP

	for _, one := range all {
		if network, ok := one.(*net.IPNet); ok && network.IP.IsGlobalUnicast() && network.IP.To4() != nil {
			ips = append(ips, network.IP)
		}
	}

	return ips
}
