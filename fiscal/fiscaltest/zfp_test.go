package fiscaltest_test

import (
	"bufio"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/charmap"

	"github.com/skladmost/skladmost/fiscal/fiscaltest"
)

func startZFP(t *testing.T, opts ...fiscaltest.Option) *fiscaltest.ZFP {
	t.Helper()
	clock := func() time.Time { return printedAt }
	d := fiscaltest.NewZFP(append([]fiscaltest.Option{fiscaltest.WithClock(clock)}, opts...)...)
	t.Cleanup(d.Close)
	return d
}

// zfpCaller speaks ZFP by hand.
type zfpCaller struct {
	t    *testing.T
	conn net.Conn
	in   *bufio.Reader
	nbl  byte
}

func dialZFP(t *testing.T, addr string) *zfpCaller {
	t.Helper()
	c := dial(t, addr, false)
	return &zfpCaller{t: t, conn: c.conn, in: c.in, nbl: 0x20}
}

func (c *zfpCaller) frame(cmd byte, data string) []byte {
	text, err := charmap.Windows1251.NewEncoder().Bytes([]byte(data))
	require.NoError(c.t, err)
	body := append([]byte{byte(0x23 + len(text)), c.nbl, cmd}, text...)
	sum := byte(0)
	for _, b := range body {
		sum ^= b
	}
	return append(append([]byte{0x02}, body...), 0x30+sum>>4, 0x30+sum&15, 0x0A)
}

func (c *zfpCaller) bytes(n int) []byte {
	c.t.Helper()
	b := make([]byte, n)
	_, err := io.ReadFull(c.in, b)
	require.NoError(c.t, err)
	return b
}

// ask sends a command and returns the STE digits ("00"), or the data.
func (c *zfpCaller) ask(cmd byte, data string) string {
	c.t.Helper()
	if c.nbl++; c.nbl > 0x9F {
		c.nbl = 0x20
	}
	_, err := c.conn.Write(c.frame(cmd, data))
	require.NoError(c.t, err)
	return c.reply(cmd)
}

func (c *zfpCaller) reply(cmd byte) string {
	c.t.Helper()
	sum := byte(0)
	switch kind := c.bytes(1)[0]; kind {
	case 0x06:
		b := c.bytes(6)
		sum = b[0] ^ b[1] ^ b[2]
		require.Equal(c.t, []byte{c.nbl, 0x30 + sum>>4, 0x30 + sum&15, 0x0A}, []byte{b[0], b[3], b[4], b[5]})
		return string(b[1:3])
	case 0x02:
		size := c.bytes(1)[0]
		b := c.bytes(int(size) - 0x20 - 1 + 3)
		for _, x := range append([]byte{size}, b[:len(b)-3]...) {
			sum ^= x
		}
		require.Equal(c.t, []byte{c.nbl, cmd, 0x30 + sum>>4, 0x30 + sum&15, 0x0A}, append([]byte{b[0], b[1]}, b[len(b)-3:]...))
		text, err := charmap.Windows1251.NewDecoder().Bytes(b[2 : len(b)-3])
		require.NoError(c.t, err)
		return string(text)
	default:
		return string([]byte{kind})
	}
}

func (c *zfpCaller) want(answer string, cmd byte, data string) {
	c.t.Helper()
	require.Equal(c.t, answer, c.ask(cmd, data), "%02X %q", cmd, data)
}

func (c *zfpCaller) ping() byte {
	c.t.Helper()
	_, err := c.conn.Write([]byte{0x09})
	require.NoError(c.t, err)
	return c.bytes(1)[0]
}

const (
	usnZ  = "ZK126720-0001-0000001"
	openZ = "1;0000;1;1;2$" + usnZ
)

func named(text, rest string) string {
	return text + strings.Repeat(" ", 36-len([]rune(text))) + ";" + rest
}

func TestTremolSale(t *testing.T) {
	t.Parallel()
	d := startZFP(t, fiscaltest.WithDevice(fiscaltest.Device{FirstNumber: 85}))
	c := dialZFP(t, d.Addr())
	require.Equal(t, byte(0x40), c.ping())
	steps := []struct {
		want string
		cmd  byte
		data string
	}{
		{"ZK126720;50126720", 0x60, ""},
		{"000084", 0x71, ""},
		{"00", 0x30, openZ},
		{"00", 0x37, "бележка"},
		{"00", 0x31, named("Сирене", "Б;12.00*1")},
		{"00", 0x31, named("Мляко", "Б;10.00*2.000,-10.00")},
		{"29.00", 0x33, "1;0:-1.00"},
		{"1;002;0.00;29.00;0.00;0;1;1;0;0;0;2;0.00;0;0.00;0.00;0.00;0.00;0.00;000085", 0x72, ""},
		{"00", 0x35, "7;1;9.00*"},
		{"00", 0x35, "0;0;50.00"},
		{"P;1;50.00;0.00;0.00;0.00;0.00;0.00;0.00;9.00;0.00;0.00;0.00;0.00", 0x72, "P"},
		{"00", 0x37, "Поръчка 100234"},
		{"00", 0x38, ""},
		{"000085", 0x71, ""},
		{"50126720*000085*2026-11-28*15:30:00*29.00", 0x72, "B"},
		{"P;0;50.00;0.00;0.00;0.00;0.00;0.00;0.00;9.00;0.00;0.00;0.00;0.00", 0x72, "P"},
		{"28-11-2026 15:30", 0x68, ""},
		{"0;20.00" + strings.Repeat(";0.00", 11), 0x6E, "0"},
		{"00", 0x30, "1;0000;1;1;D;1;000085;28-11-26 15:30:00;50126720;" + usnZ},
		{"00", 0x31, named("Сирене", "Б;12.00*1")},
		{"00", 0x36, ""},
		{"00", 0x7C, "Z"},
	}
	for _, s := range steps {
		c.want(s.want, s.cmd, s.data)
	}
	require.Len(t, d.Receipts(), 2)
	sale, storno := d.Receipts()[0], d.Receipts()[1]
	require.Equal(t, []string{"бележка", "Сирене", "Мляко", "", "Поръчка 100234"}, sale.Lines)
	require.Equal(t, []string{"0.00", "12.00", "18.00", "-1.00", "0.00"}, sale.Totals)
	require.Equal(t, []string{"card 9.00", "cash 50.00", "change -30.00"}, sale.Payments)
	require.Equal(t, []string{usnZ, "29.00", "000085", "1"}, []string{sale.USN, sale.Total, sale.Number, sale.Operator})
	require.Equal(t, []string{usnZ, "12.00", "refund", "000085", "2026-11-28T15:30:00", "50126720"},
		[]string{storno.USN, storno.Total, storno.Reason, storno.OriginalNumber, storno.OriginalTime, storno.OriginalMemory})
	require.Equal(t, 1, d.ZReports())
	require.Len(t, d.Commands(), len(steps))
}

func TestTremolTellsOfItself(t *testing.T) {
	t.Parallel()
	d := startZFP(t)
	c := dialZFP(t, d.Addr())
	_, err := c.conn.Write(unhex(t, "02 23 20 20 32 33 0A"))
	require.NoError(t, err)
	require.Equal(t, unhex(t, "02 2A 20 20 80 80 80 F0 80 80 80"), c.bytes(11))
	require.Equal(t, []byte{0x3D, 0x3A, 0x0A}, c.bytes(3)) // 2A ^ F0 = DA
	c.want("2;000636;15-11-2018 10:33;TREMOL M20;Ver. 1.01 TRA20 C.S. 4B7A", 0x21, "")
	c.want("123456789    ;0;123456;01-02-2019 12:00", 0x61, "")
	_, err = c.conn.Write([]byte{0x04})
	require.NoError(t, err)
	require.Equal(t, []byte{0x04}, c.bytes(1))
	d.SetPing(0x60)
	require.Equal(t, byte(0x60), c.ping())
	d.SetPing(0)
	d.TakePaper()
	require.Equal(t, byte(0x42), c.ping())
}

func TestTremolRefuses(t *testing.T) {
	t.Parallel()
	syntaxes := map[byte][]string{
		0x30: {
			"", "1;0000;1;1", "0;0000;1;1;2$" + usnZ, "21;0000;1;1;2$" + usnZ, "1;0000;2;1;2$" + usnZ, "1;0000;1;1;3$" + usnZ,
			"1;0000;1;1;2$ZK126720-0001-000001", "1;0000;1;1;2$", "1;0000;1;1;D;3;1;28-11-26 15:30:00;50126720;" + usnZ,
			"1;0000;1;1;D;1;1234567;28-11-26 15:30:00;50126720", "1;0000;1;1;2;1;1;28-11-26 15:30:00;50126720",
			"1;0000;1;1;D;1;1;28-11-2026 15:30;50126720", "1;0000;1;1;D;1;1;28-11-26 15:30:00;5012672",
		},
		0x31: {
			"", "Сирене;Б;12.00", named("Сирене", "Й;12.00"), named("Сирене", "*;12.00"), named("Сирене", "Б;"),
			named("Сирене", "Б;12.005"), named("Сирене", "Б;12.00*1.0005"), named("Сирене", "Б;12.00;-1.00"), named("Сирене", "Б;12.00$-1.00"),
			named("Сирене", "Б;12345678901"), named("Сирене", "Б;12.00,100.00"), named("Сирене", "Б;-12.00,-1.00"), named("Сирене", "Б12.00"),
		},
		0x34: {named("Сирене", "Б;12.00"), named("Сирене", "\u2122;12.00")}, // 99H, department 25
		0x33: {"", "1", "10", "1;2", "1;0;-1.00", "1;0:", "1;0:-123456.78"},
		0x35: {"", "0", "0;0", "12;0;1.00", "00;0;1.00", "0;2;1.00", "0;0;", "P;0;1.00"},
		0x3B: {"1;0000;1;5.00", "1;0000;0", "1;0000;0;x"},
		0x48: {"28-11-2026 15:30"}, 0x6E: {""}, 0x72: {"X"}, 0x7C: {"", "A"}, 0x71: {" "}, 0x38: {"1"}, 0x39: {"1"}, 0x36: {"1"}, 0x20: {"1"},
	}
	c := dialZFP(t, startZFP(t).Addr())
	for cmd, all := range syntaxes {
		for _, data := range all {
			c.want("04", cmd, data)
		}
	}
	c.want("01", 0x7F, "")
	c.want("92", 0x30, "1;1234;1;1;2$"+usnZ)
	for _, s := range []struct {
		cmd  byte
		data string
	}{{0x31, named("а", "Б;1.00")}, {0x33, "1;0"}, {0x35, "0;0;1.00"}, {0x36, ""}, {0x37, "а"}, {0x38, ""}, {0x39, ""}, {0x3A, ""}, {0x72, "B"}} {
		c.want("02", s.cmd, s.data)
	}
	c.want("08", 0x3B, "1;0000;0;-1.00")
	c.want("00", 0x3B, "1;0000  ;0;+5.00$1;Внесено")
	c.want("00", 0x30, openZ)
	c.want("42", 0x30, openZ)
	c.want("42", 0x7C, "X")
	c.want("42", 0x3B, "1;0000;0;5.00")
	c.want("06", 0x31, named("а", "Б;0.00"))
	c.want("07", 0x31, named("а", "Б;1.00:-1.01"))
	c.want("02", 0x31, named("а", "Б;-1.00"))
	c.want("05", 0x31, named("а", "Б;999999.99*9"))
	c.want("00", 0x31, named("а", "Б; 1.00"))
	c.want("00", 0x31, named("а", "А;1.00"))
	c.want("02", 0x33, "1;0:-0.10") // an amount off two groups
	c.want("1.80", 0x33, "1;0,-10.00%")
	c.want("52", 0x38, "")
	c.want("00", 0x35, "0;0;1.00")
	c.want("72", 0x31, named("а", "Б;1.00"))
	c.want("72", 0x33, "0;0")
	c.want("52", 0x38, "")
	c.want("00", 0x35, `1;0;"`)
	c.want("72", 0x35, "0;0;1.00")
	c.want("00", 0x38, "")
	c.want("00", 0x3A, "")
	c.want("02", 0x3A, "")
}

func TestTremolSales(t *testing.T) {
	t.Parallel()
	d := startZFP(t)
	c := dialZFP(t, d.Addr())
	c.want("00", 0x30, "20;0000;0;0;4")
	c.want("04", 0x34, named("Сирене", "\u0402;12.00*2"))       // 80H is no department
	c.want("00", 0x34, named("Сирене", "\u0403;12.00*2:-4.00")) // 81H
	c.want("00", 0x34, named("Мляко", "\u201a;1.00!А"))         // 82H
	c.want("00", 0x31, named("Ред 1|Ред 2", "Г;0.33*2.5"))
	c.want("00", 0x31, strings.Repeat("ж", 36)+";Г;1.00")
	c.want("00", 0x31, named("Мляко; прясно", "Б;5.00"))
	c.want("00", 0x31, named("Мляко; прясно", "Б;-5.00"))
	c.want("22.83", 0x33, "0;0")
	c.want("00", 0x37, strings.Repeat("я", 31))
	c.want("00", 0x35, "0;1;30.00*") // too much, without change
	c.want("00", 0x38, "")
	r := d.Receipts()[0]
	require.Equal(t, []string{
		"Сирене", "Мляко", "Ред 1\nРед 2", strings.Repeat("ж", 34), "Мляко; прясно", "Мляко; прясно", strings.Repeat("я", 30),
	}, r.Lines)
	require.Equal(t, []string{"20.00", "1.00", "0.83", "1.00", "5.00", "-5.00", "0.00"}, r.Totals)
	require.Equal(t, []string{"cash 30.00"}, r.Payments)
	require.Empty(t, r.USN)
}

func TestTremolCancels(t *testing.T) {
	t.Parallel()
	d := startZFP(t)
	c := dialZFP(t, d.Addr())
	c.want("00", 0x30, openZ)
	c.want("00", 0x31, named("Сирене", "Б;12.00"))
	c.want("00", 0x39, "")
	require.Equal(t, 1, d.Cancelled())
	require.Empty(t, d.Receipts())
	c.want("000001", 0x71, "")

	c.want("00", 0x30, openZ)
	c.want("00", 0x31, named("Сирене", "Б;12.00"))
	c.want("00", 0x35, "7;1;5.00*")
	c.want("00", 0x39, "") // too late: it finishes the payment and closes
	require.Len(t, d.Receipts(), 1)
	require.Equal(t, []string{"card 5.00", "cash 7.00"}, d.Receipts()[0].Payments)
	c.want("000002", 0x71, "")
}

func TestTremolFaults(t *testing.T) {
	t.Parallel()
	d := startZFP(t)
	c := dialZFP(t, d.Addr())
	d.On(0x31, 1, fiscaltest.NAK(2))
	d.On(0x33, 1, fiscaltest.Retry(1), fiscaltest.SYN(1))
	d.On(0x35, 1, fiscaltest.BadChecksum())
	d.On(0x37, 1, fiscaltest.PaperOut())
	d.On(0x38, 1, fiscaltest.Garbage(0xEE))
	d.On(0x71, 1, fiscaltest.GarbageInstead())
	d.On(0x71, 2, fiscaltest.Refuse(0x32))
	c.want("00", 0x30, openZ)
	c.want("\x15", 0x31, named("а", "Б;1.00"))
	c.want("\x15", 0x31, named("а", "Б;1.00"))
	c.want("00", 0x31, named("а", "Б;1.00"))
	c.want("\x0E", 0x33, "0;0")
	c.want("1.00", 0x33, "0;0")
	require.Equal(t, []byte{0x41, 0x40}, []byte{c.ping(), c.ping()})
	c.want("12", 0x37, "а")
	c.want("12", 0x39, "")
	d.LoadPaper()
	c.nbl = 0x50
	_, err := c.conn.Write(c.frame(0x35, "0;0;1.00"))
	require.NoError(t, err)
	require.Equal(t, []byte{0x06, 0x50, 0x30, 0x30, 0x35, 0x31, 0x0A}, c.bytes(7), "51 in place of 50")
	_, err = c.conn.Write(c.frame(0x38, ""))
	require.NoError(t, err)
	require.Equal(t, byte(0xEE), c.bytes(1)[0])
	require.Equal(t, "00", c.reply(0x38))
	_, err = c.conn.Write(c.frame(0x71, ""))
	require.NoError(t, err)
	c.want("32", 0x71, "")
	c.want("000001", 0x71, "")
}

func TestTremolExecutesARepetition(t *testing.T) {
	t.Parallel()
	d := startZFP(t)
	d.On(0x31, 1, fiscaltest.LoseReply())
	c := dialZFP(t, d.Addr())
	c.want("00", 0x30, openZ)
	frame := c.frame(0x31, named("а", "Б;1.00"))
	for range 2 {
		_, err := c.conn.Write(frame)
		require.NoError(t, err)
	}
	require.Equal(t, "00", c.reply(0x31))
	c.want("2.00", 0x33, "0;0")
}

func TestTremolCuts(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name    string
		fault   fiscaltest.Fault
		printed int
		power   bool
	}{
		{"before", fiscaltest.CutBefore(), 0, false},
		{"after", fiscaltest.CutAfter(), 1, false},
		{"reset", fiscaltest.Reset(), 1, false},
		{"reset before", fiscaltest.ResetBefore(), 0, false},
		{"power", fiscaltest.PowerCut(), 0, true},
		{"power after", fiscaltest.PowerCutAfter(), 1, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			d := startZFP(t)
			d.On(0x38, 1, tt.fault)
			c := dialZFP(t, d.Addr())
			c.want("00", 0x30, openZ)
			c.want("00", 0x31, named("Сирене", "Б;12.00"))
			c.want("00", 0x35, "0;0;12.00")
			_, err := c.conn.Write(c.frame(0x38, ""))
			require.NoError(t, err)
			_, err = c.in.ReadByte()
			require.Error(t, err)
			require.Len(t, d.Receipts(), tt.printed)
			c = dialZFP(t, d.Addr())
			if tt.power {
				c.want("=2", 0x38, "") // 3D: the power failed, until the status is read
				require.NotZero(t, c.status()[0]&2)
				require.Zero(t, c.status()[0]&2)
				require.Equal(t, "1", strings.Split(c.ask(0x72, ""), ";")[10])
			}
			if tt.printed == 0 {
				require.NotZero(t, c.status()[2]&2, "the receipt is open")
				c.want("00", 0x38, "")
			}
			require.Len(t, d.Receipts(), 1)
			require.NotZero(t, c.status()[1]&8, "the daily report is not zeroed")
		})
	}
}

// status reads the seven bytes.
func (c *zfpCaller) status() []byte {
	c.t.Helper()
	_, err := c.conn.Write(c.frame(0x20, ""))
	require.NoError(c.t, err)
	return c.bytes(14)[4:11]
}

func TestTremolBadFrames(t *testing.T) {
	t.Parallel()
	d := startZFP(t)
	c := dialZFP(t, d.Addr())
	c.nbl = 0x20
	good := c.frame(0x71, "")
	spoiled := func(at int, b byte) []byte {
		f := append([]byte(nil), good...)
		f[at] = b
		return f
	}
	c.nbl = 0xA0
	high := c.frame(0x71, "")
	c.nbl = 0x20
	for name, frame := range map[string][]byte{
		"checksum": spoiled(4, 0x3F), "end": spoiled(6, 0x0D), "NBL above 9F": high, "CMD above 7F": c.frame(0x80, ""),
		"CMD below 20": c.frame(0x1F, ""), "LEN too small": {0x02, 0x22}, "LEN too large": {0x02, 0xA0}, "half a frame": good[:4],
	} {
		_, err := c.conn.Write(frame)
		require.NoError(t, err)
		require.Equal(t, []byte{0x15}, c.bytes(1), name)
	}
	require.Empty(t, d.Commands())
	c.want("000000", 0x71, "")
	c.want("02", 0x37, strings.Repeat("а", 0x9F-0x23)) // the longest
}

func TestStartFails(t *testing.T) {
	t.Parallel()
	d, err := fiscaltest.StartZFP(fiscaltest.WithPassword("12"))
	require.NoError(t, err)
	dialZFP(t, d.Addr()).want("00", 0x30, "1;12;1;1;2")
	d.PowerCut()
	d.Close()
	_, err = net.Dial("tcp", d.Addr())
	require.Error(t, err)
}
