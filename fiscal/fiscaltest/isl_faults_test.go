package fiscaltest_test

import (
	"io"
	"net"
	"os"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal/fiscaltest"
)

// sell opens a receipt and sells 12.00, all but closes.
func (c *caller) sellA() {
	c.t.Helper()
	c.ok(0x30, openA)
	c.ok(0x31, "Сирене\tБ12.00*1")
	c.ok(0x35, "\t")
}

// silent wants no byte for a moment.
func (c *caller) silent() {
	c.t.Helper()
	require.NoError(c.t, c.conn.SetReadDeadline(time.Now().Add(20*time.Millisecond)))
	_, err := c.read()
	require.ErrorIs(c.t, err, os.ErrDeadlineExceeded)
	require.NoError(c.t, c.conn.SetReadDeadline(time.Now().Add(5*time.Second)))
}

func TestLoseReply(t *testing.T) {
	t.Parallel()
	d := startISL(t, fiscaltest.DatecsA)
	d.On(0x38, 1, fiscaltest.LoseReply())
	c := dial(t, d.Addr(), false)
	c.sellA()
	c.next()
	_, err := c.conn.Write(c.frame(0x38, ""))
	require.NoError(t, err)
	c.silent()
	require.Len(t, d.Receipts(), 1, "executed")
	r, err := c.again(0x38, "")
	require.NoError(t, err)
	require.Equal(t, "0001,0001", r.data, "the repetition gets the reply that was lost")
	require.Len(t, d.Receipts(), 1, "and is not executed")
	last := d.Commands()[len(d.Commands())-1]
	require.True(t, last.Repeated)
	require.Equal(t, c.frame(0x38, ""), last.Frame)
}

func TestNth(t *testing.T) {
	t.Parallel()
	d := startISL(t, fiscaltest.DatecsA)
	d.On(0x31, 2, fiscaltest.Refuse(0x20))
	d.On(fiscaltest.AnyCommand, 5, fiscaltest.Refuse(0x12))
	c := dial(t, d.Addr(), false)
	c.ok(0x30, openA)
	c.ok(0x31, "Първо\tБ1.00")
	c.no(2, 0, 0x31, "Второ\tБ1.00")
	c.ok(0x31, "Трето\tБ1.00")
	c.no(1, 2, 0x33, "00")
	require.Equal(t, "0000000200", c.ok(0x33, "00")[:10], "what was refused did not count")
	d.On(0x33, 1, fiscaltest.Refuse(0x20))
	c.no(2, 0, 0x33, "00")
	x := startISL(t, fiscaltest.DatecsX)
	x.On(0x3E, 1, fiscaltest.Refuse(-111560))
	require.Equal(t, "-111560\t", dial(t, x.Addr(), true).send(0x3E, "").data)
}

func TestStaleReplyOnANewConnection(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		group    fiscaltest.Group
		open     string
		repeated byte // what the same SEQ with another command gets
	}{
		{fiscaltest.DatecsA, openA, 0x30},
		{fiscaltest.Daisy, "1,1,DY454545-0001-0000001", 0x4A},
	} {
		d := startISL(t, tt.group)
		c := dial(t, d.Addr(), false)
		c.ok(0x30, tt.open)
		require.NoError(t, c.conn.Close())
		other := dial(t, d.Addr(), false)
		other.seq = 0x20
		r, err := other.again(0x30, tt.open)
		require.NoError(t, err)
		require.False(t, r.has(0, 5), "not executed: a second opening would be refused")
		r, err = other.again(0x4A, "")
		require.NoError(t, err)
		require.Equal(t, tt.repeated, r.cmd, "%s", tt.group)
	}
}

func TestCuts(t *testing.T) {
	t.Parallel()
	const reset = true
	tests := []struct {
		name    string
		fault   fiscaltest.Fault
		printed int
		reset   bool
	}{
		{"before", fiscaltest.CutBefore(), 0, !reset},
		{"after", fiscaltest.CutAfter(), 1, !reset},
		{"reset", fiscaltest.Reset(), 1, reset},
		{"reset before", fiscaltest.ResetBefore(), 0, reset},
		{"power", fiscaltest.PowerCut(), 0, !reset},
		{"power after", fiscaltest.PowerCutAfter(), 1, !reset},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			d := startISL(t, fiscaltest.DatecsA)
			d.On(0x38, 1, tt.fault)
			c := dial(t, d.Addr(), false)
			c.sellA()
			c.next()
			_, err := c.again(0x38, "")
			require.Error(t, err)
			if tt.reset {
				require.ErrorIs(t, err, syscall.ECONNRESET)
			}
			require.Len(t, d.Receipts(), tt.printed)

			c = dial(t, d.Addr(), false)
			c.seq = 0x40
			c.ok(0x4A, "")
			if tt.printed == 0 {
				require.True(t, d.ReceiptOpen(), "an open receipt survives")
				c.ok(0x38, "")
			}
			require.Len(t, d.Receipts(), 1)
		})
	}
}

func TestPowerCutForgetsTheLastReply(t *testing.T) {
	t.Parallel()
	for _, cut := range []bool{false, true} {
		d := startISL(t, fiscaltest.DatecsA)
		bystander := dial(t, d.Addr(), false)
		c := dial(t, d.Addr(), false)
		c.ok(0x30, openA)
		c.ok(0x31, "Сирене\tБ12.00*1")
		if cut {
			d.PowerCut()
			_, err := bystander.read()
			require.Error(t, err, "every connection is closed")
			old := c
			c = dial(t, d.Addr(), false)
			c.seq = old.seq
		}
		_, err := c.again(0x31, "Сирене\tБ12.00*1")
		require.NoError(t, err)
		want := "0000001200"
		if cut {
			want = "0000002400"
		}
		require.Equal(t, want, c.ok(0x33, "00")[:10])
	}
}

func TestNAKStorm(t *testing.T) {
	t.Parallel()
	d := startISL(t, fiscaltest.DatecsA)
	d.On(0x38, 1, fiscaltest.NAK(3), fiscaltest.LoseReply())
	c := dial(t, d.Addr(), false)
	c.sellA()
	c.next()
	for range 3 {
		r, err := c.again(0x38, "")
		require.NoError(t, err)
		require.Equal(t, []byte{0x15}, r.raw)
		require.Empty(t, d.Receipts())
	}
	_, err := c.conn.Write(c.frame(0x38, ""))
	require.NoError(t, err)
	c.silent()
	require.Len(t, d.Receipts(), 1, "the fault behind the storm came too")
}

func TestNoise(t *testing.T) {
	t.Parallel()
	d := startISL(t, fiscaltest.DatecsA)
	d.On(0x3E, 1, fiscaltest.SYN(3))
	d.On(0x3E, 2, fiscaltest.Garbage(0xFF, 0x00))
	d.On(0x3E, 3, fiscaltest.GarbageInstead(0xAA))
	d.On(0x3E, 4, fiscaltest.BadChecksum())
	d.On(0x3E, 5, fiscaltest.Slow(30*time.Millisecond))
	c := dial(t, d.Addr(), false)
	c.next()
	bytes := func(n int) []byte {
		b := make([]byte, n)
		_, err := io.ReadFull(c.in, b)
		require.NoError(t, err)
		return b
	}
	ask := func(seq byte) []byte {
		c.seq = seq
		_, err := c.conn.Write(c.frame(0x3E, ""))
		require.NoError(t, err)
		return nil
	}
	const size = 4 + 17 + 1 + 6 + 6
	ask(0x30)
	require.Equal(t, []byte{0x16, 0x16, 0x16}, bytes(3))
	good := bytes(size)
	require.Equal(t, "28-11-26 15:30:00", string(good[4:21]))
	ask(0x31)
	require.Equal(t, []byte{0xFF, 0x00}, bytes(2))
	require.Equal(t, good[3:20], bytes(size)[3:20])
	ask(0x32)
	require.Equal(t, []byte{0xAA}, bytes(1))
	c.silent()
	ask(0x33)
	bad := bytes(size)
	ask(0x33)
	again := bytes(size)
	require.NotEqual(t, bad, again, "the repetition has the right checksum")
	c.parse(again)
	before := time.Now()
	ask(0x34)
	bytes(size)
	require.GreaterOrEqual(t, time.Since(before), 30*time.Millisecond)
}

func TestPaperOutInMidReceipt(t *testing.T) {
	t.Parallel()
	d := startISL(t, fiscaltest.DatecsA)
	d.On(0x31, 2, fiscaltest.PaperOut())
	c := dial(t, d.Addr(), false)
	c.ok(0x30, openA)
	c.ok(0x31, "Сирене\tБ12.00")
	c.no(2, 0, 0x31, "Мляко\tБ10.00")
	for _, s := range []step{{cmd: 0x31, data: "Мляко\tБ10.00"}, {cmd: 0x35, data: "\t"}, {cmd: 0x38}, {cmd: 0x3C}, {cmd: 0x36, data: "а"}} {
		c.no(2, 0, s.cmd, s.data)
	}
	status := c.send(0x4A, "")
	require.True(t, status.has(2, 0) && status.has(2, 3) && status.has(0, 5), "% X", status.status)
	require.True(t, d.ReceiptOpen())
	d.LoadPaper()
	c.ok(0x31, "Мляко\tБ10.00")
	require.Equal(t, "R000000000", c.ok(0x35, "\t"))
	c.ok(0x38, "")
	require.Equal(t, "22.00", d.Receipts()[0].Total, "what was refused did not count")
	d.TakePaper()
	for _, s := range []step{{cmd: 0x30, data: openA}, {cmd: 0x45, data: "0"}, {cmd: 0x46, data: "5.00"}, {cmd: 0x6D, data: "1"}, {cmd: 0x26}} {
		c.no(2, 0, s.cmd, s.data)
	}
	require.Equal(t, 1, d.LastDocument())
}

func TestCloseEndsEverything(t *testing.T) {
	t.Parallel()
	d := fiscaltest.NewISL(fiscaltest.DatecsA)
	d.On(0x4A, 1, fiscaltest.Slow(time.Minute))
	c := dial(t, d.Addr(), false)
	c.next()
	_, err := c.conn.Write(c.frame(0x4A, ""))
	require.NoError(t, err)
	require.Eventually(t, func() bool { return len(d.Commands()) == 1 }, 10*time.Second, time.Millisecond)
	d.Close()
	d.Close()
	_, err = net.Dial("tcp", d.Addr())
	require.Error(t, err)
}

func TestLoseReplies(t *testing.T) {
	t.Parallel()
	d := startISL(t, fiscaltest.DatecsA)
	d.On(0x38, 1, fiscaltest.LoseReplies(3))
	c := dial(t, d.Addr(), false)
	c.sellA()
	c.next()
	for range 3 {
		_, err := c.conn.Write(c.frame(0x38, ""))
		require.NoError(t, err)
		c.silent()
	}
	r, err := c.again(0x38, "")
	require.NoError(t, err)
	require.Equal(t, "0001,0001", r.data)
	require.Len(t, d.Receipts(), 1)

	z := startZFP(t)
	z.On(0x31, 1, fiscaltest.LoseReplies(2))
	zc := dialZFP(t, z.Addr())
	zc.want("00", 0x30, openZ)
	for range 2 {
		_, err := zc.conn.Write(zc.frame(0x31, named("а", "Б;1.00")))
		require.NoError(t, err)
	}
	zc.want("00", 0x31, named("а", "Б;1.00"))
	zc.want("3.00", 0x33, "0;0")
}

func TestUnplug(t *testing.T) {
	t.Parallel()
	d := startISL(t, fiscaltest.DatecsA)
	c := dial(t, d.Addr(), false)
	c.ok(0x30, openA)
	d.Unplug()
	_, err := c.in.ReadByte()
	require.Error(t, err)
	_, err = dial(t, d.Addr(), false).in.ReadByte()
	require.Error(t, err, "nobody answers")
	d.Plug()
	c = dial(t, d.Addr(), false)
	r, err := func() (reply, error) { c.seq = 0x20; return c.again(0x30, openA) }()
	require.NoError(t, err)
	require.False(t, r.has(0, 5), "the device stayed on and knows its last reply")
	require.True(t, d.ReceiptOpen())
}
