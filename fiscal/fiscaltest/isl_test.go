package fiscaltest_test

import (
	"bufio"
	"encoding/hex"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/charmap"

	"github.com/skladmost/skladmost/fiscal/fiscaltest"
)

var printedAt = time.Date(2026, 11, 28, 15, 30, 0, 0, time.UTC)

func startISL(t *testing.T, g fiscaltest.Group, opts ...fiscaltest.Option) *fiscaltest.ISL {
	t.Helper()
	clock := func() time.Time { return printedAt }
	d := fiscaltest.NewISL(g, append([]fiscaltest.Option{fiscaltest.WithClock(clock)}, opts...)...)
	t.Cleanup(d.Close)
	return d
}

// caller speaks ISL by hand: nothing of the device's own code is used.
type caller struct {
	t    *testing.T
	conn net.Conn
	in   *bufio.Reader
	long bool
	seq  byte
}

func dial(t *testing.T, addr string, long bool) *caller {
	t.Helper()
	conn, err := net.Dial("tcp", addr)
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close() })
	require.NoError(t, conn.SetDeadline(time.Now().Add(5*time.Second)))
	return &caller{t: t, conn: conn, in: bufio.NewReader(conn), long: long, seq: 0x1F}
}

func (c *caller) frame(cmd byte, data string) []byte {
	text, err := charmap.Windows1251.NewEncoder().Bytes([]byte(data))
	require.NoError(c.t, err)
	body := []byte{byte(0x24 + len(text)), c.seq, cmd}
	if c.long {
		n := 0x2A + len(text)
		body = []byte{0x30, 0x30 + byte(n>>8), 0x30 + byte(n>>4&15), 0x30 + byte(n&15), c.seq, 0x30, 0x30, 0x30 + cmd>>4, 0x30 + cmd&15}
	}
	body = append(append(body, text...), 0x05)
	sum := 0
	for _, b := range body {
		sum += int(b)
	}
	return append(append([]byte{0x01}, body...),
		0x30+byte(sum>>12), 0x30+byte(sum>>8&15), 0x30+byte(sum>>4&15), 0x30+byte(sum&15), 0x03)
}

// reply is what a device answered.
type reply struct {
	seq, cmd byte
	data     string
	status   []byte
	raw      []byte
}

// has reports a status bit.
func (r reply) has(byteNo, bit int) bool { return r.status[byteNo]>>bit&1 == 1 }

func (c *caller) read() (reply, error) {
	var raw []byte
	for {
		b, err := c.in.ReadByte()
		if err != nil {
			return reply{}, err
		}
		if raw = append(raw, b); raw[0] != 0x01 {
			return reply{raw: raw}, nil
		}
		if b == 0x03 {
			break
		}
	}
	return c.parse(raw), nil
}

func (c *caller) parse(raw []byte) reply {
	sum, head, statusLen := 0, 4, 6
	if c.long {
		head, statusLen = 10, 8
	}
	for _, b := range raw[1 : len(raw)-5] {
		sum += int(b)
	}
	for i, b := range raw[len(raw)-5 : len(raw)-1] {
		require.Equal(c.t, 0x30+byte(sum>>(12-4*i)&15), b, "checksum of % X", raw)
	}
	require.Equal(c.t, byte(0x05), raw[len(raw)-6])
	end := len(raw) - 6 - statusLen
	require.Equal(c.t, byte(0x04), raw[end-1])
	r := reply{seq: raw[head-2], cmd: raw[head-1], status: raw[end : end+statusLen], raw: raw}
	if c.long {
		r.seq, r.cmd = raw[5], (raw[8]-0x30)<<4|(raw[9]-0x30)
	}
	text, err := charmap.Windows1251.NewDecoder().Bytes(raw[head : end-1])
	require.NoError(c.t, err)
	r.data = string(text)
	return r
}

// send asks with the next SEQ and waits for the reply.
func (c *caller) send(cmd byte, data string) reply {
	c.t.Helper()
	c.next()
	r, err := c.again(cmd, data)
	require.NoError(c.t, err)
	require.Equal(c.t, []byte{c.seq, cmd}, []byte{r.seq, r.cmd})
	return r
}

func (c *caller) next() {
	if c.seq++; c.seq > 0x7F {
		c.seq = 0x20
	}
}

// again asks with the same SEQ.
func (c *caller) again(cmd byte, data string) (reply, error) {
	_, err := c.conn.Write(c.frame(cmd, data))
	require.NoError(c.t, err)
	return c.read()
}

// ok asks and wants no error bit.
func (c *caller) ok(cmd byte, data string) string {
	c.t.Helper()
	r := c.send(cmd, data)
	require.False(c.t, r.has(0, 5), "%02X %q: % X", cmd, data, r.status)
	return r.data
}

// no asks and wants this status bit and the general error.
func (c *caller) no(byteNo, bit int, cmd byte, data string) {
	c.t.Helper()
	r := c.send(cmd, data)
	require.True(c.t, r.has(byteNo, bit) && r.has(0, 5), "%02X %q: % X %q", cmd, data, r.status, r.data)
}

const (
	usnA  = "DT279013-0001-0000001"
	openA = "1,0000,1," + usnA
)

func unhex(t *testing.T, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(strings.ReplaceAll(s, " ", ""))
	require.NoError(t, err)
	return b
}

// vector is a golden frame: what goes out, whatever the device answers.
func (c *caller) vector(frame string) reply {
	c.t.Helper()
	_, err := c.conn.Write(unhex(c.t, frame))
	require.NoError(c.t, err)
	r, err := c.read()
	require.NoError(c.t, err)
	return r
}

func TestVendorVector(t *testing.T) {
	t.Parallel()
	d := startISL(t, fiscaltest.DatecsB, fiscaltest.WithStatus(0x80, 0xA0, 0x80, 0x80, 0x84, 0x82))
	c := dial(t, d.Addr(), false)
	c.ok(0x30, "1,1,"+usnA+",1")
	r := c.vector("01 39 29 31 C0 F0 F2 E8 EA F3 EB 09 C1 31 2E 30 30 2A 31 24 2D 30 2E 30 33 05 30 39 3E 30 03")
	require.Equal(t, unhex(t, "01 2B 29 31 04 A1 A0 88 80 84 82 05 30 33 3D 3D 03"), r.raw)
}

func TestGoldenSale(t *testing.T) {
	t.Parallel()
	d := startISL(t, fiscaltest.DatecsA, fiscaltest.WithDevice(fiscaltest.Device{FirstNumber: 86}))
	c := dial(t, d.Addr(), false)
	frames := []struct{ frame, data string }{
		{"01 24 20 4A 05 30 30 39 33 03", ""},
		{"01 42 21 30 31 2C 30 30 30 30 2C 31 2C 44 54 32 37 39 30 31 33 2D 30 30 30 31 2D 30 30 30 30 30 30 31 05 30 36 37 38 03", "0000,0000"},
		{"01 33 22 31 D1 E8 F0 E5 ED E5 09 C1 31 32 2E 30 30 2A 31 05 30 38 30 31 03", ""},
		{"01 39 23 31 CC EB FF EA EE 09 C1 31 30 2E 30 30 2A 32 2C 2D 31 30 2E 30 30 05 30 38 37 3D 03", ""},
		{"01 2C 24 33 31 30 3B 2D 31 2E 30 30 05 30 32 31 30 03", "0000002900,0000000000,0000002900" + strings.Repeat(",0000000000", 6)},
		{"01 2B 25 35 09 50 32 39 2E 30 30 05 30 31 3D 3C 03", "R000000000"},
		{"01 24 26 38 05 30 30 38 37 03", "0001,0001"},
	}
	for i, f := range frames {
		r := c.vector(f.frame)
		require.False(t, r.has(0, 5), "frame %d: % X", i, r.status)
		if i > 0 {
			require.Equal(t, f.data, r.data, "frame %d", i)
		}
	}
	require.Len(t, d.Receipts(), 1)
	r := d.Receipts()[0]
	require.Equal(t, "0000086", r.Number)
	require.Equal(t, usnA, r.USN)
	require.Equal(t, "29.00", r.Total)
	require.Equal(t, []string{"Сирене", "Мляко", ""}, r.Lines)
	require.Equal(t, []string{"12.00", "18.00", "-1.00"}, r.Totals)
	require.Equal(t, []string{"cash 29.00"}, r.Payments)
	require.Equal(t, "1", r.Operator)
	require.True(t, printedAt.Equal(r.Time))

	storno := c.vector("01 61 27 2E 31 2C 30 30 30 30 2C 31 2C 52 30 30 30 30 30 38 35 2C 44 54 32 37 39 30 31 33 2D 30 30 30 31 " +
		"2D 30 30 30 30 30 30 31 2C 31 37 30 35 31 39 31 33 35 35 31 38 2C 30 32 32 37 39 30 31 33 05 30 3C 3D 34 03")
	require.False(t, storno.has(0, 5))
	require.True(t, storno.has(2, 3), "a fiscal receipt is open")
	require.True(t, storno.has(1, 4), "and it is a storno")
	c.seq = 0x27
	c.ok(0x31, "Сирене\tБ12.00*1")
	c.ok(0x35, "\t")
	c.ok(0x38, "")
	s := d.Receipts()[1]
	require.True(t, s.Reversal)
	require.Equal(t, []string{"refund", "0000085", "2019-05-17T13:55:18", "02279013"},
		[]string{s.Reason, s.OriginalNumber, s.OriginalTime, s.OriginalMemory})
	require.Contains(t, s.Paper, "СТОРНО")
	require.Len(t, d.Commands(), 11)
	require.Equal(t, byte(0x4A), d.Commands()[0].Code)
}
