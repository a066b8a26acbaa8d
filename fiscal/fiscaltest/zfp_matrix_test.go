package fiscaltest_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal/fiscaltest"
)

// zfpStep is a command and its answer, STE digits or data.
type zfpStep struct {
	cmd        byte
	data, want string
}

func zfpBook() []zfpStep {
	return []zfpStep{
		{0x30, openZ, "00"},
		{0x37, "бележка", "00"},
		{0x31, named("Сирене", "Б;12.00*1"), "00"},
		{0x31, named("Мляко", "Б;10.00*2.000,-10.00"), "00"},
		{0x33, "1;0:-1.00", "29.00"},
		{0x35, "7;1;9.00*", "00"},
		{0x35, "0;1;20.00*", "00"},
		{0x37, "Поръчка 100234", "00"},
		{0x38, "", "00"},
		{0x71, "", "000001"},
		{0x30, "1;0000;1;1;D;0;000001;28-11-26 15:30:00;50126720;" + usnZ, "00"},
		{0x31, named("Сирене", "Б;12.00*1"), "00"},
		{0x36, "", "00"},
	}
}

// TestTremolEveryFaultAtEveryCommand is the same for ZFP, which has no memory: a host
// asks again only what was not executed.
func TestTremolEveryFaultAtEveryCommand(t *testing.T) {
	t.Parallel()
	clean := startZFP(t)
	c := dialZFP(t, clean.Addr())
	for _, s := range zfpBook() {
		c.want(s.want, s.cmd, s.data)
	}
	all := append(troubles(), trouble{name: "retry", fault: fiscaltest.Retry(1)})
	for _, tr := range all {
		t.Run(tr.name, func(t *testing.T) {
			t.Parallel()
			for at := range zfpBook() {
				d := startZFP(t)
				c := dialZFP(t, d.Addr())
				for i, s := range zfpBook() {
					if i != at {
						c.want(s.want, s.cmd, s.data)
						continue
					}
					d.On(s.cmd, 1, tr.fault)
					c.nbl++
					_, err := c.conn.Write(c.frame(s.cmd, s.data))
					require.NoError(t, err)
					if c = c.overcome(d, tr, s); !tr.done && (tr.name != "paper" || s.cmd != 0x71) {
						c.want(s.want, s.cmd, s.data)
					}
				}
				c.want("000002", 0x71, "")
				require.Equal(t, clean.Receipts(), d.Receipts(), "at command %d", at)
				require.Equal(t, clean.LastDocument(), d.LastDocument())
				require.NoError(t, c.conn.Close())
				d.Close()
			}
		})
	}
}

// overcome waits for the end of the trouble and gives the connection that works.
func (c *zfpCaller) overcome(d *fiscaltest.ZFP, tr trouble, s zfpStep) *zfpCaller {
	c.t.Helper()
	switch tr.name {
	case "lost":
	case "paper":
		if s.cmd == 0x71 {
			require.Equal(c.t, s.want, c.reply(s.cmd), "needs no paper")
		} else {
			require.Equal(c.t, "12", c.reply(s.cmd))
		}
		require.Equal(c.t, byte(0x42), c.ping())
		d.LoadPaper()
	case "refused":
		require.Equal(c.t, "11", c.reply(s.cmd))
	case "NAK":
		require.Equal(c.t, []byte{0x15}, c.bytes(1))
	case "retry":
		require.Equal(c.t, []byte{0x0E}, c.bytes(1))
	case "noise":
		require.Equal(c.t, []byte{0x55}, c.bytes(1))
	case "noise before":
		require.Equal(c.t, []byte{0x55, 0x06}, c.bytes(2))
		require.Equal(c.t, s.want, c.reply(s.cmd))
	case "busy":
		require.Equal(c.t, s.want, c.reply(s.cmd))
		require.Equal(c.t, []byte{0x41, 0x41, 0x40}, []byte{c.ping(), c.ping(), c.ping()})
	case "checksum":
		for c.bytes(1)[0] != 0x0A {
			continue
		}
	default:
		return c.reconnect(d)
	}
	return c
}

// reconnect waits for the end of the connection, opens another and reads the status,
// which ends the error of a power cut.
func (c *zfpCaller) reconnect(d *fiscaltest.ZFP) *zfpCaller {
	c.t.Helper()
	_, err := c.in.ReadByte()
	require.Error(c.t, err)
	fresh := dialZFP(c.t, d.Addr())
	fresh.nbl = c.nbl
	fresh.status()
	return fresh
}

func TestTremolPowerCutOutsideAReceipt(t *testing.T) {
	t.Parallel()
	d := startZFP(t)
	d.PowerCut()
	c := dialZFP(t, d.Addr())
	c.want("00", 0x30, openZ)
	c.want("00", 0x31, named("Сирене", "Б;12.00"))
	d.PowerCut()
	c = dialZFP(t, d.Addr())
	c.want("=2", 0x31, named("Сирене", "Б;12.00"))
	c.want("=2", 0x33, "0;0")
	c.want("000000", 0x71, "")
	c.status()
	c.want("12.00", 0x33, "0;0")
	c.want("00", 0x39, "")
	c.want("00", 0x30, openZ)
	require.Equal(t, byte('0'), c.ask(0x72, "")[len("1;000;0.00;0.00;0.00;0;1;1;0;0;")], "the outage was in another receipt")
}

func TestTremolClockAndDrawer(t *testing.T) {
	t.Parallel()
	d := startZFP(t)
	c := dialZFP(t, d.Addr())
	c.want("00", 0x48, "29-11-26 08:00:00")
	c.want("29-11-2026 08:00", 0x68, "")
	c.want("92", 0x3B, "1;1111;0;5.00")
	c.want("04", 0x3B, "x;0000;0;5.00")
	c.want("00", 0x3B, "1;0000;0;5.00")
	c.want("00", 0x3B, "1;0000;0;-2.00")
	require.Equal(t, "0;3.00;0.00", c.ask(0x6E, "0")[:11])
	c.want("00", 0x7C, "X")
	require.Equal(t, 3, d.LastDocument())
	require.Zero(t, d.ZReports())
	d.TakePaper()
	c.want("12", 0x7C, "Z")
	c.want("12", 0x3A, "")
	c.want("12", 0x3B, "1;0000;0;5.00")
	c.want("12", 0x30, openZ)
	require.NotZero(t, c.status()[1]&1, "no paper")
}
