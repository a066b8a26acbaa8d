package gombashop

import (
	"net/netip"
	"net/url"
	"strings"
)

// checkBase gives the base URL without a slash at its end. Its errors never
// repeat user information or a query, which may hold secrets.
func checkBase(raw string, insecure bool) (string, error) {
	u, err := url.Parse(strings.TrimSpace(raw))
	switch {
	case err != nil:
		return "", invalid("base URL", "it cannot be read; write it like https://shop.example/api/microinvest/v1")
	case u.User != nil:
		return "", invalid("base URL", "it holds a user name or password; give credentials to the Authenticator")
	case u.Host == "" || u.Hostname() == "":
		return "", invalid("base URL", "it names no host; write it like https://shop.example/api/microinvest/v1")
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "":
		return "", invalid("base URL", "it holds a query or a fragment; leave everything from ? or # out")
	case u.Scheme == "http" && !insecure && !loopback(u.Hostname()):
		return "", invalid("base URL", "%s is plain http; use https, or WithInsecureHTTP within a network that you trust", clean(u.Host))
	case u.Scheme != "https" && u.Scheme != "http":
		return "", invalid("base URL", "%q is not a scheme of the web; it begins with https://", clean(u.Scheme))
	}
	return strings.TrimRight(u.String(), "/"), nil
}

func loopback(host string) bool {
	addr, err := netip.ParseAddr(host)
	return strings.EqualFold(host, "localhost") || (err == nil && addr.IsLoopback())
}
