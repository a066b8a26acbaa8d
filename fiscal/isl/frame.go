package isl

import (
	"errors"
	"fmt"
)

// ErrFrame is wrapped by every error about a frame: a SEQ outside 20–7F, too much
// data, a control byte in the data, a wrong length or check sum.
var ErrFrame = errors.New("not an ISL frame")

// Framing is the shape of a frame. The zero Framing is Short.
type Framing int

// The framings.
const (
	// Short has one byte for LEN and one for CMD, and 6 status bytes: Datecs groups A
	// and B, Daisy, Eltrade, Incotex.
	Short Framing = iota
	// Long has four for each, written like the check sum, and 8 status bytes: Datecs X.
	Long
)

// Frame is one wrapped message. A request has no Status, an answer has 6 or 8 bytes.
type Frame struct {
	Framing Framing
	// Seq is 20–7F, one more for each request; an answer repeats it.
	Seq byte
	// Cmd is the command, 20–FF; an answer repeats it.
	Cmd byte
	// Data is windows-1251 text; TAB and LF are its only control bytes.
	Data []byte
	// Status of the device, in answers only; every byte is 80–FF.
	Status []byte
}

// The bytes of a frame.
const (
	preamble   = 0x01
	terminator = 0x03
	separator  = 0x04
	postamble  = 0x05
	nak        = 0x15
	syn        = 0x16
	offset     = 0x20 // is added to LEN
	nibble     = 0x30 // is added to each hexadecimal digit of the check sum
	firstSeq   = 0x20
	lastSeq    = 0x7F
	maxRequest = 213 // bytes of data, by the documents
	maxShort   = 212 // in an answer, where LEN is one byte and counts 11 bytes more
	maxLong    = 512 // in an answer; newer Datecs X send more than the 218 of the document
)

// EncodeFrame is the short frame of a request.
func EncodeFrame(seq, cmd byte, data []byte) ([]byte, error) {
	return Frame{Seq: seq, Cmd: cmd, Data: data}.Encode()
}

// Encode is the frame as bytes. Errors wrap [ErrFrame].
func (f Frame) Encode() ([]byte, error) { return f.Append(nil) }

// Append adds the frame to dst. Errors wrap [ErrFrame] and leave dst as it was.
func (f Frame) Append(dst []byte) ([]byte, error) {
	if err := f.check(); err != nil {
		return dst, err
	}
	dst = append(dst, preamble)
	start := len(dst)
	size := f.size() + offset
	if f.Framing == Long {
		dst = appendHex(dst, uint16(size)) //nolint:gosec // check has limited it
		dst = append(dst, f.Seq)
		dst = appendHex(dst, uint16(f.Cmd))
	} else {
		dst = append(dst, byte(size), f.Seq, f.Cmd) //nolint:gosec // check has limited it
	}
	dst = append(dst, f.Data...)
	if len(f.Status) > 0 {
		dst = append(dst, separator)
		dst = append(dst, f.Status...)
	}
	dst = append(dst, postamble)
	dst = appendHex(dst, sum(dst[start:]))
	return append(dst, terminator), nil
}

// size is what LEN counts: everything between 01 and the check sum.
func (f Frame) size() int {
	n := f.Framing.head() + len(f.Data) + 1
	if len(f.Status) > 0 {
		n += 1 + len(f.Status)
	}
	return n
}

// head is the length of LEN, SEQ and CMD.
func (f Framing) head() int {
	if f == Long {
		return 4 + 1 + 4
	}
	return 1 + 1 + 1
}

func (f Framing) statusLen() int {
	if f == Long {
		return 8
	}
	return 6
}

func (f Frame) check() error {
	limit := maxRequest
	switch {
	case len(f.Status) > 0 && f.Framing == Long:
		limit = maxLong
	case len(f.Status) > 0:
		limit = maxShort
	}
	switch {
	case f.Framing != Short && f.Framing != Long:
		return fmt.Errorf("isl: framing %d does not exist: %w", f.Framing, ErrFrame)
	case f.Seq < firstSeq || f.Seq > lastSeq:
		return fmt.Errorf("isl: SEQ %02X is not 20 to 7F: %w", f.Seq, ErrFrame)
	case f.Cmd < offset:
		return fmt.Errorf("isl: CMD %02X is not 20 to FF: %w", f.Cmd, ErrFrame)
	case len(f.Data) > limit:
		return fmt.Errorf("isl: CMD %02X: %d bytes of data, a frame carries %d: %w", f.Cmd, len(f.Data), limit, ErrFrame)
	case len(f.Status) > 0 && len(f.Status) != f.Framing.statusLen():
		return fmt.Errorf("isl: CMD %02X: %d status bytes instead of %d: %w", f.Cmd, len(f.Status), f.Framing.statusLen(), ErrFrame)
	}
	for i, b := range f.Data {
		if b < offset && b != '\t' && b != '\n' {
			return fmt.Errorf("isl: CMD %02X: control byte %02X at %d of the data: %w", f.Cmd, b, i, ErrFrame)
		}
	}
	for _, b := range f.Status {
		if b < 0x80 {
			return fmt.Errorf("isl: CMD %02X: status byte %02X is not 80 to FF: %w", f.Cmd, b, ErrFrame)
		}
	}
	return nil
}

// sum is the check sum: all bytes from LEN to 05.
func sum(b []byte) uint16 {
	var n uint16
	for _, c := range b {
		n += uint16(c)
	}
	return n
}

// appendHex writes a number as four hexadecimal digits with 30 added to each.
func appendHex(dst []byte, n uint16) []byte {
	return append(dst, nibble+byte(n>>12), nibble+byte(n>>8&0xF), nibble+byte(n>>4&0xF), nibble+byte(n&0xF))
}
