package zfp

import (
	"bytes"
	"errors"
	"fmt"

	"golang.org/x/text/encoding/charmap"
)

// ErrFrame is wrapped by every error of [EncodeFrame], [DecodeFrame] and [EncodeText].
var ErrFrame = errors.New("zfp: not a valid frame")

// Frame is one packed message of the protocol (§1.1 and §1.2 of the description): a
// command, the answer to a question, or the acknowledgement of a command.
type Frame struct {
	// Ack makes the frame an acknowledgement: it has no Cmd, and its Data are the two
	// error characters, "00" when all is well.
	Ack bool
	// NBL is the number of the message, 20 to 9F. The reply repeats that of the command.
	NBL byte
	// Cmd is the command, 20 to 7F.
	Cmd byte
	// Data is text in windows-1251, see [EncodeText]. Nothing in it is below 20.
	Data []byte
}

// The bytes that frames and the answers without a frame begin and end with.
const (
	stx   = 0x02
	etx   = 0x0A
	ack   = 0x06
	nack  = 0x15
	retry = 0x0E
	ping  = 0x09
)

const (
	firstNBL, lastNBL = 0x20, 0x9F
	firstCmd, lastCmd = 0x20, 0x7F
	// lenBase is LEN of a message without data: 20 and the three bytes LEN, NBL, CMD.
	lenBase = 0x23
	// maxData is what LEN up to 9F leaves for the data of a command.
	maxData = 0x9F - lenBase
	// maxReply is what one byte of LEN can say. The answer about an open receipt is
	// longer than the description's 9F allows.
	maxReply = 0xFF - lenBase
	// The bytes around the data: STX, LEN, NBL and CMD before, two CS and ETX behind.
	headLen, tailLen = 4, 3
	// ackLen is the length of an acknowledgement: ACK, NBL, two STE, two CS, ETX.
	ackLen = 7
)

// EncodeFrame writes a frame. NBL or Cmd out of range, data of more than 124 bytes and
// data with control bytes are errors that wrap [ErrFrame].
func EncodeFrame(f Frame) ([]byte, error) {
	if len(f.Data) > maxData {
		return nil, fmt.Errorf("%w: %d bytes of data; at most %d fit", ErrFrame, len(f.Data), maxData)
	}
	if err := f.check(); err != nil {
		return nil, err
	}
	b := []byte{stx, byte(lenBase + len(f.Data)), f.NBL, f.Cmd} //nolint:gosec // at most 9F
	if f.Ack {
		b = []byte{ack, f.NBL}
	}
	b = append(b, f.Data...)
	sum := checksum(b[1:])
	return append(b, sum[0], sum[1], etx), nil
}

// DecodeFrame reads exactly one frame. Whatever is not one, to the last byte, is an
// error that wraps [ErrFrame]. The Frame shares no memory with b.
func DecodeFrame(b []byte) (Frame, error) {
	f, body, err := split(b)
	if err != nil {
		return Frame{}, err
	}
	if sum := checksum(body); !bytes.Equal(sum[:], b[len(b)-tailLen:len(b)-1]) {
		return Frame{}, fmt.Errorf("%w: checksum %q instead of %q", ErrFrame, b[len(b)-tailLen:len(b)-1], sum)
	}
	if err := f.check(); err != nil {
		return Frame{}, err
	}
	f.Data = bytes.Clone(f.Data)
	return f, nil
}

// split finds the fields; body is what the checksum covers.
func split(b []byte) (f Frame, body []byte, err error) {
	switch {
	case len(b) < ackLen || b[len(b)-1] != etx:
		return f, nil, fmt.Errorf("%w: %d bytes without an end", ErrFrame, len(b))
	case b[0] == ack && len(b) == ackLen:
		return Frame{Ack: true, NBL: b[1], Data: b[2:4]}, b[1:4], nil
	case b[0] != stx:
		return f, nil, fmt.Errorf("%w: it begins with %02X", ErrFrame, b[0])
	}
	data := b[headLen : len(b)-tailLen]
	if len(data) > maxReply || int(b[1]) != lenBase+len(data) {
		return f, nil, fmt.Errorf("%w: LEN %02X for %d bytes of data", ErrFrame, b[1], len(data))
	}
	return Frame{NBL: b[2], Cmd: b[3], Data: data}, b[1 : len(b)-tailLen], nil
}

// check is what a frame must keep to in both directions.
func (f Frame) check() error {
	switch {
	case f.NBL < firstNBL || f.NBL > lastNBL:
		return fmt.Errorf("%w: message number %02X; it must be 20 to 9F", ErrFrame, f.NBL)
	case f.Ack && (f.Cmd != 0 || len(f.Data) != 2):
		return fmt.Errorf("%w: an acknowledgement has no command and two error characters", ErrFrame)
	case !f.Ack && (f.Cmd < firstCmd || f.Cmd > lastCmd):
		return fmt.Errorf("%w: command %02X; it must be 20 to 7F", ErrFrame, f.Cmd)
	}
	for i, c := range f.Data {
		if c < ' ' {
			return fmt.Errorf("%w: control byte %02X at %d of the data would break it", ErrFrame, c, i)
		}
	}
	return nil
}

// checksum is the XOR of the bytes as two characters, the high nibble first.
func checksum(body []byte) [2]byte {
	var x byte
	for _, c := range body {
		x ^= c
	}
	return [2]byte{0x30 + x>>4, 0x30 + x&0x0F}
}

// EncodeText is s in windows-1251. A character that the code page does not have is an
// error that wraps [ErrFrame]; what people wrote goes through fiscal.FitText first.
func EncodeText(s string) ([]byte, error) {
	b, err := charmap.Windows1251.NewEncoder().String(s)
	if err != nil {
		return nil, fmt.Errorf("%w: %q has characters that windows-1251 does not have", ErrFrame, s)
	}
	return []byte(b), nil
}

// decodeText is a reply as text.
func decodeText(b []byte) string {
	s, err := charmap.Windows1251.NewDecoder().Bytes(b)
	if err != nil {
		return string(b)
	}
	return string(s)
}
