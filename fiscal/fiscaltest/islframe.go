package fiscaltest

import (
	"bufio"
	"errors"
	"io"
	"net"
	"slices"
	"time"
)

// The bytes of an ISL frame:
//
//	01 LEN SEQ CMD DATA 05 BCC×4 03            from the host
//	01 LEN SEQ CMD DATA 04 STATUS 05 BCC×4 03  from the device
//
// LEN and CMD are one byte each; with Datecs X they are four digits of four bits, as
// the BCC is everywhere.
const (
	islSOH, islETX, islEOT, islENQ byte = 0x01, 0x03, 0x04, 0x05
	islNAK, islSYN                 byte = 0x15, 0x16
	islOffset                           = 0x20
)

// errFrame is a frame that gets a NAK.
var errFrame = errors.New("fiscaltest: not a frame")

// islFrame is a command from the host.
type islFrame struct {
	seq, cmd  byte
	data, raw []byte
}

// patience is how long a device waits for the rest of a frame.
const patience = 500 * time.Millisecond

// receive reads the next frame and skips what comes before it. errFrame = send NAK.
func (p islProtocol) receive(conn net.Conn, in *bufio.Reader) (islFrame, error) {
	for {
		b, err := in.ReadByte()
		if err != nil {
			return islFrame{}, err
		}
		if b == islSOH {
			break
		}
	}
	deadline := time.Now().Add(patience) //nolint:forbidigo // the clock of sockets
	_ = conn.SetReadDeadline(deadline)
	defer func() { _ = conn.SetReadDeadline(time.Time{}) }()
	f, err := p.rest(in)
	if timeout, ok := errors.AsType[net.Error](err); ok && timeout.Timeout() {
		return f, errFrame
	}
	return f, err
}

// rest reads what follows the 01.
func (p islProtocol) rest(in *bufio.Reader) (islFrame, error) {
	head := make([]byte, p.lenBytes())
	if _, err := io.ReadFull(in, head); err != nil {
		return islFrame{}, err
	}
	size := p.decoded(head) - islOffset
	data := size - p.overhead()
	if data < 0 || data > p.maxData {
		return islFrame{}, errFrame
	}
	tail := make([]byte, size-len(head)+5)
	if _, err := io.ReadFull(in, tail); err != nil {
		return islFrame{}, err
	}
	counted := slices.Concat(head, tail[:len(tail)-5])
	sum := tail[len(tail)-5 : len(tail)-1]
	if tail[len(tail)-1] != islETX || counted[len(counted)-1] != islENQ || string(sum) != string(digits(checksum(counted))) {
		return islFrame{}, errFrame
	}
	return p.parts(counted, slices.Concat([]byte{islSOH}, head, tail))
}

// parts takes SEQ, CMD and DATA out of what the checksum covers.
func (p islProtocol) parts(counted, raw []byte) (islFrame, error) {
	at := p.lenBytes()
	seq := counted[at]
	cmd := p.decoded(counted[at+1 : at+1+p.lenBytes()])
	data := counted[at+1+p.lenBytes() : len(counted)-1]
	if seq < islOffset || seq > p.maxSEQ || cmd < islOffset || cmd > 0xFF {
		return islFrame{}, errFrame
	}
	for _, b := range data {
		if b < ' ' && b != '\t' && b != '\n' && b != 0x10 {
			return islFrame{}, errFrame
		}
	}
	return islFrame{seq: seq, cmd: byte(cmd), data: data, raw: raw}, nil
}

// reply builds the frame from the device.
func (p islProtocol) reply(f islFrame, data, status []byte) []byte {
	size := islOffset + p.overhead() + len(data) + 1 + len(status)
	body := slices.Concat(p.spelled(size), []byte{f.seq}, p.spelled(int(f.cmd)), data, []byte{islEOT}, status, []byte{islENQ})
	return slices.Concat([]byte{islSOH}, body, digits(checksum(body)), []byte{islETX})
}

// overhead is LEN, SEQ, CMD and 05.
func (p islProtocol) overhead() int { return 2*p.lenBytes() + 2 }

func (p islProtocol) lenBytes() int {
	if p.long {
		return 4
	}
	return 1
}

// spelled writes LEN or CMD.
func (p islProtocol) spelled(n int) []byte {
	if p.long {
		return digits(n)
	}
	return []byte{byte(n)} //nolint:gosec // a reply fits into the frame
}

// decoded reads LEN or CMD; -1 when it is none.
func (p islProtocol) decoded(b []byte) int {
	if !p.long {
		return int(b[0])
	}
	n := 0
	for _, digit := range b {
		if digit < '0' || digit > '?' {
			return -1
		}
		n = n<<4 | int(digit-'0')
	}
	return n
}

func checksum(b []byte) int {
	sum := 0
	for _, c := range b {
		sum += int(c)
	}
	return sum & 0xFFFF
}

// digits are 16 bits as four bytes, each four bits + 30H.
func digits(n int) []byte {
	return []byte{'0' + byte(n>>12&15), '0' + byte(n>>8&15), '0' + byte(n>>4&15), '0' + byte(n&15)}
}
