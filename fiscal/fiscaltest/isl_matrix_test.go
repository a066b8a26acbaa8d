package fiscaltest_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal/fiscaltest"
)

// trouble is a fault and what a host that knows the truth has to do after it.
type trouble struct {
	name  string
	fault fiscaltest.Fault
	// done: the command was executed. broken: the connection is gone. forgot: a
	// repetition is not known any more.
	done, broken, forgot bool
}

func troubles() []trouble {
	return []trouble{
		{"lost", fiscaltest.LoseReply(), true, false, false},
		{"cut before", fiscaltest.CutBefore(), false, true, false},
		{"cut after", fiscaltest.CutAfter(), true, true, false},
		{"reset before", fiscaltest.ResetBefore(), false, true, false},
		{"reset", fiscaltest.Reset(), true, true, false},
		{"power", fiscaltest.PowerCut(), false, true, true},
		{"power after", fiscaltest.PowerCutAfter(), true, true, true},
		{"paper", fiscaltest.PaperOut(), false, false, false},
		{"refused", fiscaltest.Refuse(0x11), false, false, false},
		{"NAK", fiscaltest.NAK(1), false, false, false},
		{"noise", fiscaltest.GarbageInstead(0x55), true, false, false},
		{"checksum", fiscaltest.BadChecksum(), true, false, false},
		{"noise before", fiscaltest.Garbage(0x55, 0x06), true, false, false},
		{"busy", fiscaltest.SYN(2), true, false, false},
	}
}

// printing says whether a command of a book needs paper.
func printing(cmd byte) bool {
	switch cmd {
	case 0x4C, 0x71, 0x74:
		return false
	}
	return true
}

// TestEveryFaultAtEveryCommand: whatever goes wrong at whatever command of a sale and a
// storno, a host that knows whether the command was executed ends with the same two
// receipts as without the fault. So no fault executes a command in part, or twice.
func TestEveryFaultAtEveryCommand(t *testing.T) {
	t.Parallel()
	cases := 0
	for _, b := range books() {
		long := b.group == fiscaltest.DatecsX
		clean := startISL(t, b.group)
		dial(t, clean.Addr(), long).play(append(append([]step{}, b.sale...), b.storno...))
		want := clean.Receipts()
		for _, tr := range troubles() {
			t.Run(fmt.Sprint(b.group, " ", tr.name), func(t *testing.T) {
				t.Parallel()
				for at := range len(b.sale) + len(b.storno) {
					d := startISL(t, b.group)
					h := &host{t: t, d: d, c: dial(t, d.Addr(), long), long: long}
					h.play(b, at, tr)
					require.Equal(t, want, d.Receipts(), "at command %d", at)
					require.Equal(t, clean.LastDocument(), d.LastDocument())
					h.c.conn.Close()
					d.Close()
				}
			})
			cases += len(b.sale) + len(b.storno)
		}
	}
	t.Logf("%d cases", cases)
}

// host prints a book on a device and knows the truth.
type host struct {
	t    *testing.T
	d    *fiscaltest.ISL
	c    *caller
	long bool
}

func (h *host) play(b book, at int, tr trouble) {
	h.t.Helper()
	for i, s := range append(append([]step{}, b.sale...), b.storno...) {
		if i != at {
			require.Equal(h.t, s.want, h.c.ok(s.cmd, s.data), "%02X after %s at %d", s.cmd, tr.name, at)
			continue
		}
		h.d.On(s.cmd, 1, tr.fault)
		h.c.next()
		_, err := h.c.conn.Write(h.c.frame(s.cmd, s.data))
		require.NoError(h.t, err)
		h.recover(s, tr)
	}
}

// recover waits for the end of the trouble and asks again with the same SEQ. That gives
// the reply of what was done; what was refused is asked with a new one.
func (h *host) recover(s step, tr trouble) {
	h.t.Helper()
	seq := h.c.seq
	switch {
	case tr.broken:
		_, err := h.c.in.ReadByte()
		require.Error(h.t, err)
		h.c = dial(h.t, h.d.Addr(), h.long)
		h.c.seq = seq
	case tr.name == "NAK":
		require.Equal(h.t, byte(0x15), h.first())
	case tr.name == "paper" || tr.name == "refused":
		r, err := h.c.read()
		require.NoError(h.t, err)
		require.True(h.t, r.has(0, 5))
		h.d.LoadPaper()
		h.c.next()
		if tr.name == "paper" && !printing(s.cmd) {
			return // it was executed without paper
		}
	case tr.name != "lost":
		h.skip(tr, s)
	}
	if tr.forgot && tr.done {
		h.c.next()
		return // nobody knows the reply any more
	}
	r, err := h.c.again(s.cmd, s.data)
	require.NoError(h.t, err)
	require.False(h.t, r.has(0, 5), "%02X after %s: % X", s.cmd, tr.name, r.status)
	require.Equal(h.t, s.want, r.data)
}

func (h *host) first() byte {
	h.t.Helper()
	b, err := h.c.in.ReadByte()
	require.NoError(h.t, err)
	return b
}

// skip reads noise, SYN and a spoiled reply.
func (h *host) skip(tr trouble, s step) {
	h.t.Helper()
	switch tr.name {
	case "noise":
		require.Equal(h.t, byte(0x55), h.first())
	case "checksum":
		for h.first() != 0x03 {
			continue
		}
	case "noise before":
		require.Equal(h.t, byte(0x55), h.first())
		require.Equal(h.t, byte(0x06), h.first())
	case "busy":
		require.Equal(h.t, byte(0x16), h.first())
		require.Equal(h.t, byte(0x16), h.first())
	}
	if tr.name == "noise before" || tr.name == "busy" {
		r, err := h.c.read()
		require.NoError(h.t, err)
		require.Equal(h.t, s.want, r.data)
	}
}
