package fiscaltest

import (
	"errors"
	"slices"
	"strconv"
)

// The status bits that all makers share, as byte and bit.
const (
	bitSyntax, bitCommand, bitGeneral = 0x00, 0x01, 0x05
	bitOverflow, bitNotAllowed        = 0x10, 0x11
	bitStornoOpen                     = 0x14 // Datecs A
	bitPassword                       = 0x16 // Daisy
	bitThreeWrong                     = 0x15 // Incotex
	bitNoPaper                        = 0x20
	bitFiscalOpen, bitServiceOpen     = 0x23, 0x25
)

// status is what the device reports with every reply.
func (d *ISL) status(err error) []byte {
	s := statusBytes(slices.Clone(d.resting))
	if d.open != nil {
		s.set(bitFiscalOpen)
		if d.group == DatecsA && d.open.storno != nil {
			s.set(bitStornoOpen)
		}
	}
	if d.service {
		s.set(bitServiceOpen)
	}
	if d.noPaper {
		s.set(bitNoPaper)
		s.set(bitGeneral)
	}
	for _, bit := range d.bits(err) {
		s.set(bit)
		s.set(bitGeneral)
	}
	if d.group == Incotex {
		s[3] |= incotexError(err)
	}
	return s
}

// incotexError is the error number in byte 3 of Incotex.
func incotexError(err error) byte {
	o, refused := errors.AsType[*objection](err)
	if !refused {
		return 0
	}
	switch o.kind {
	case overflow:
		return 8
	case zeroInput:
		return 9
	case tooMany:
		return 12
	case negative:
		return 14
	case nothingSold:
		return 18
	default:
		return 3
	}
}

type statusBytes []byte

func (s statusBytes) set(bit int) {
	if at := bit >> 4; at < len(s) {
		s[at] |= 1 << (bit & 15)
	}
}

// bits says a refusal in status bits. An overflow is not allowed as well.
func (d *ISL) bits(err error) []int {
	o, refused := errors.AsType[*objection](err)
	if !refused {
		return nil
	}
	switch o.kind {
	case badSyntax:
		return []int{bitSyntax}
	case badCommand:
		return []int{bitCommand}
	case overflow:
		return []int{bitOverflow, bitNotAllowed}
	case outOfPaper:
		return []int{bitNoPaper}
	case wrongPassword:
		if d.group == Daisy {
			return []int{bitPassword, bitNotAllowed}
		}
	case otherError:
		if o.code >= 0 {
			return []int{o.code}
		}
	default:
	}
	return []int{bitNotAllowed}
}

// failure is the data of a reply: nothing when a command is refused, with Datecs X the
// ErrorCode. Its document lists no codes; these are our own.
func (d *ISL) failure(answer string, err error) string {
	o, refused := errors.AsType[*objection](err)
	switch {
	case !refused:
		return answer
	case !d.long:
		return o.answer
	case o.kind == badCommand:
		return ""
	case o.kind == otherError && o.code < 0:
		return strconv.Itoa(o.code) + "\t"
	}
	return strconv.Itoa(-111000-int(o.kind)) + "\t"
}

// statusData are the status bytes inside the reply to 4A.
func (d *ISL) statusData() []byte {
	switch {
	case d.long:
		return slices.Concat([]byte("0\t"), d.status(nil), []byte("\t"))
	case d.group == Incotex: // its document: no data
		return nil
	}
	return d.status(nil)
}
