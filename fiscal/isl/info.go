package isl

import (
	"strconv"
	"strings"

	"github.com/skladmost/skladmost/fiscal"
)

// deviceInfo is who the device is (5A).
type deviceInfo struct {
	serial, memory  string
	model, firmware string
	// texts and comments are the limits, in characters.
	texts, comments int
}

// readInfo asks for the description and, where the maker has them, the constants.
func (s *session) readInfo() (deviceInfo, error) {
	a, err := s.ask(cmdInfo, "1")
	if err != nil {
		return deviceInfo{}, err
	}
	info, ok := parseInfo(s.p, a.text())
	if !ok {
		return deviceInfo{}, badReply(a)
	}
	info.texts, info.comments = s.p.texts, s.p.comments
	if s.p.maker == DatecsX {
		info.comments = columnsX(info.model) - 2
	}
	if !s.p.hasConstants {
		return info, nil
	}
	return info, s.readConstants(&info)
}

// parseInfo looks for the serial number, two letters and six digits or more, and for
// the fiscal memory beside it: after it, and before it in one edition of Datecs B's
// document.
func parseInfo(p profile, text string) (deviceInfo, bool) {
	f := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == '\t' })
	for i, part := range f {
		f[i] = strings.TrimSpace(part)
	}
	for i, part := range f {
		if !isSerial(part) || i == 0 {
			continue
		}
		info := deviceInfo{serial: part}
		switch {
		case i+1 < len(f) && isMemory(f[i+1]):
			info.memory = f[i+1]
		case isMemory(f[i-1]):
			info.memory = f[i-1]
		}
		info.model, info.firmware = modelOf(p, f)
		return info, info.memory != ""
	}
	return deviceInfo{}, false
}

func isSerial(s string) bool {
	return len(s) >= 8 && s[0] >= 'A' && s[0] <= 'Z' && s[1] >= 'A' && s[1] <= 'Z' && digits(s[2:], 10)
}

func isMemory(s string) bool { return len(s) == 8 && digits(s, 8) }

// modelOf reads the first fields: "name,firmware date time" of Datecs, "name,-,firmware"
// of Eltrade, "name firmware date time" of Daisy, "firmware date time" of Incotex.
func modelOf(p profile, f []string) (model, firmware string) {
	words := strings.Fields(f[0])
	switch {
	case p.maker == Incotex:
		return "EFD", f[0]
	case p.maker == Daisy && len(words) > 3:
		return words[0], words[1]
	case p.maker == Daisy:
		return "", f[0]
	case p.maker == Eltrade && len(f) > 6:
		return f[0], f[2]
	case len(f) > 1 && f[0] == "0": // the error code of Datecs X
		return f[1], f[2]
	case len(f) > 1:
		return f[0], f[1]
	}
	return f[0], ""
}

// columnsX are the print columns of the Datecs X models; a comment has two fewer.
func columnsX(model string) int {
	switch model {
	case "FP-700X", "FP-700XR", "FP-700XE", "FMP-350X":
		return 48
	case "FMP-55X":
		return 32
	}
	return 42
}

// readConstants takes the limits of comments (P10) and names (P11). A device that keeps
// them to itself gets those of the table.
func (s *session) readConstants(info *deviceInfo) error {
	a, err := s.ask(cmdConstants, "")
	if err != nil {
		return err
	}
	f := a.fields(",")
	if len(f) < 11 || len(s.refusal(a)) > 0 {
		return nil
	}
	for _, c := range []struct {
		text  string
		limit *int
	}{{f[9], &info.comments}, {f[10], &info.texts}} {
		if n, err := strconv.Atoi(c.text); err == nil && n > 0 && n <= 100 {
			*c.limit = n
		}
	}
	return nil
}

// sameDevice refuses to go on with another device than the one that was opened.
func (p *Printer) sameDevice(op string, info deviceInfo) error {
	if info.serial == p.info.serial && info.memory == p.info.memory {
		return nil
	}
	return &fiscal.Error{
		Op: op, Device: p.info.serial, Kind: fiscal.ErrOffline,
		Text:   "another device answers: " + info.serial + " instead of " + p.info.serial,
		Remedy: "connect the right device, or open the printer anew",
	}
}
