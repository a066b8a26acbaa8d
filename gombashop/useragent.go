package gombashop

import "strings"

// userAgent puts the program's name before the SDK's.
func userAgent(name, version string) string {
	const own = "skladmost-gombashop/1"
	switch {
	case name == "":
		return own
	case version == "":
		return name + " " + own
	default:
		return name + "/" + version + " " + own
	}
}

// headerSafe tells whether s may stand in a header: printable ASCII only.
func headerSafe(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r < 0x20 || r > 0x7e })
}
