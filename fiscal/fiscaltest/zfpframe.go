package fiscaltest

import (
	"bufio"
	"errors"
	"io"
	"net"
	"slices"
	"time"
)

// The bytes of ZFP:
//
//	02 LEN NBL CMD DATA CS×2 0A  both ways
//	06 NBL STE×2 CS×2 0A         done, or refused
//
// LEN counts LEN, NBL, CMD and DATA, and 20H; CS is their XOR as two digits of four
// bits + 30H.
const (
	zfpSTX, zfpETX, zfpACK, zfpNACK byte = 0x02, 0x0A, 0x06, 0x15
	zfpRETRY, zfpPing, zfpHello     byte = 0x0E, 0x09, 0x04
	zfpHighest                           = 0x9F // of LEN and NBL
)

// zfpFrame is a command from the host.
type zfpFrame struct {
	nbl, cmd  byte
	data, raw []byte
}

// session serves one connection until it breaks.
func (d *ZFP) session(conn net.Conn) {
	in := bufio.NewReader(conn)
	for {
		b, err := in.ReadByte()
		switch {
		case err != nil:
			return
		case b == zfpPing:
			err = d.ping(conn)
		case b == zfpHello:
			_, err = conn.Write([]byte{zfpHello})
		case b == zfpSTX:
			err = d.message(conn, in)
		}
		if err != nil {
			return
		}
	}
}

// message reads what follows the 02 and answers it.
func (d *ZFP) message(conn net.Conn, in *bufio.Reader) error {
	deadline := time.Now().Add(patience) //nolint:forbidigo // the clock of sockets
	_ = conn.SetReadDeadline(deadline)
	f, err := readZFP(in)
	_ = conn.SetReadDeadline(time.Time{})
	if timeout, ok := errors.AsType[net.Error](err); ok && timeout.Timeout() {
		err = errFrame
	}
	switch {
	case errors.Is(err, errFrame):
		_, err = conn.Write([]byte{zfpNACK})
		return err
	case err != nil:
		return err
	}
	return d.answer(conn, f)
}

func readZFP(in *bufio.Reader) (zfpFrame, error) {
	size, err := in.ReadByte()
	if err != nil {
		return zfpFrame{}, err
	}
	if size < islOffset+3 || size > zfpHighest {
		return zfpFrame{}, errFrame
	}
	body := make([]byte, size-islOffset)
	body[0] = size
	tail := make([]byte, 3)
	for _, part := range [][]byte{body[1:], tail} {
		if _, err := io.ReadFull(in, part); err != nil {
			return zfpFrame{}, err
		}
	}
	f := zfpFrame{nbl: body[1], cmd: body[2], data: body[3:], raw: slices.Concat([]byte{zfpSTX}, body, tail)}
	if string(tail[:2]) != string(xorDigits(body)) || tail[2] != zfpETX ||
		f.nbl < islOffset || f.nbl > zfpHighest || f.cmd < islOffset || f.cmd > 0x7F {
		return zfpFrame{}, errFrame
	}
	return f, nil
}

// xorDigits is the checksum of both kinds of frames.
func xorDigits(b []byte) []byte {
	var sum byte
	for _, c := range b {
		sum ^= c
	}
	return []byte{'0' + sum>>4, '0' + sum&15}
}

// acknowledged is the frame that a command is done (00) or refused with.
func (f zfpFrame) acknowledged(device, command byte) []byte {
	body := []byte{f.nbl, '0' + device, '0' + command}
	return slices.Concat([]byte{zfpACK}, body, xorDigits(body), []byte{zfpETX})
}

// answered is the frame that brings data.
func (f zfpFrame) answered(data []byte) []byte {
	body := slices.Concat([]byte{byte(islOffset + 3 + len(data)), f.nbl, f.cmd}, data) //nolint:gosec // it fits
	return slices.Concat([]byte{zfpSTX}, body, xorDigits(body), []byte{zfpETX})
}
