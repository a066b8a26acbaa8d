package isl

import (
	"fmt"
	"slices"

	"github.com/skladmost/skladmost/fiscal"
)

// flag is what one status bit says.
type flag struct {
	at, bit int // byte and bit, both from 0
	code    string
	text    string
}

func (f flag) message() fiscal.Message {
	kind := fiscal.Info
	switch {
	case f.code == "":
	case f.code[0] == 'E':
		kind = fiscal.Failure
	default:
		kind = fiscal.Warning
	}
	return fiscal.Message{Kind: kind, Code: f.code, Text: f.text}
}

// The open receipts, the same for all makers (byte 2).
const (
	openByte      = 2
	openFiscal    = 1 << 3
	openNonFiscal = 1 << 5
)

// messages are the bits that are set. The OR of all errors (E199, E299) is left out
// where the error itself is named: it would only hide what it was.
func (p profile) messages(status []byte) []fiscal.Message {
	var out []fiscal.Message
	for _, f := range p.flags {
		if f.at < len(status) && status[f.at]&(1<<f.bit) != 0 {
			out = append(out, f.message())
		}
	}
	if p.errorByte && len(status) > 3 && status[3]&0x7F != 0 {
		out = append(out, fiscal.Message{
			Kind: fiscal.Failure, Code: "E999",
			Text: fmt.Sprintf("error %d of the device, see its manual", status[3]&0x7F),
		})
	}
	named := func(m fiscal.Message) bool {
		return m.Kind == fiscal.Failure && m.Code != "E199" && m.Code != "E299"
	}
	if !slices.ContainsFunc(out, named) {
		return out
	}
	return slices.DeleteFunc(out, func(m fiscal.Message) bool { return m.Code == "E199" || m.Code == "E299" })
}

// failures are the messages that say why a command was not done.
func failures(all []fiscal.Message) []fiscal.Message {
	return slices.DeleteFunc(slices.Clone(all), func(m fiscal.Message) bool { return m.Kind != fiscal.Failure })
}

// orElse is a failure of ours where the device names none.
func orElse(failures []fiscal.Message, code, text string) []fiscal.Message {
	if len(failures) > 0 {
		return failures
	}
	return []fiscal.Message{{Kind: fiscal.Failure, Code: code, Text: text}}
}
