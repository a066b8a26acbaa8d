package isl

import (
	"bytes"
	"fmt"
)

// DecodeFrame reads one whole frame, from 01 to 03, of either framing: a request or an
// answer. Data and Status point into b. Errors wrap [ErrFrame].
//
// The framing follows from length and check sum. One shape fits both: a long request
// with 6 bytes of data, whose LEN 0030 and command read like LEN 30, SEQ 30, CMD 33
// and "0". It is taken as long, because no subtotal (33) has such data.
func DecodeFrame(b []byte) (Frame, error) {
	if len(b) < 1+Short.head()+1+4+1 || b[0] != preamble || b[len(b)-1] != terminator {
		return Frame{}, fmt.Errorf("isl: %d bytes that are not from 01 to 03: %w", len(b), ErrFrame)
	}
	end := len(b) - 5 // the check sum begins here
	body := b[1:end]
	if body[len(body)-1] != postamble {
		return Frame{}, fmt.Errorf("isl: no 05 before the check sum: %w", ErrFrame)
	}
	if got, ok := readHex(b[end:]); !ok || got != sum(body) {
		return Frame{}, fmt.Errorf("isl: check sum %q, the bytes sum to %04X: %w", b[end:end+4], sum(body), ErrFrame)
	}
	f, ok := decodeLong(body)
	if !ok {
		f, ok = decodeShort(body)
	}
	if !ok {
		return Frame{}, fmt.Errorf("isl: LEN does not fit a frame of %d bytes: %w", len(b), ErrFrame)
	}
	f.Data, f.Status = split(f.Data)
	if err := f.check(); err != nil {
		return Frame{}, err
	}
	return f, nil
}

// decodeLong and decodeShort leave the status bytes in Data.
func decodeLong(body []byte) (Frame, bool) {
	if len(body) < Long.head()+1 {
		return Frame{}, false
	}
	size, okSize := readHex(body)
	cmd, okCmd := readHex(body[5:])
	if !okSize || !okCmd || cmd > 0xFF || int(size) != len(body)+offset {
		return Frame{}, false
	}
	return Frame{Framing: Long, Seq: body[4], Cmd: byte(cmd), Data: body[9 : len(body)-1]}, true
}

func decodeShort(body []byte) (Frame, bool) {
	if int(body[0]) != len(body)+offset {
		return Frame{}, false
	}
	return Frame{Seq: body[1], Cmd: body[2], Data: body[3 : len(body)-1]}, true
}

// split parts the data of an answer from its status. No data contains 04.
func split(b []byte) (data, status []byte) {
	data, status, found := bytes.Cut(b, []byte{separator})
	if !found || len(status) == 0 {
		return b, nil
	}
	return data, status
}

// readHex reads what appendHex wrote.
func readHex(b []byte) (uint16, bool) {
	var n uint16
	for _, c := range b[:4] {
		if c < nibble || c > nibble+0xF {
			return 0, false
		}
		n = n<<4 | uint16(c-nibble)
	}
	return n, true
}
