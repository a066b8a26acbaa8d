package fiscaltest_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal/fiscaltest"
)

func TestBadFramesGetNAK(t *testing.T) {
	t.Parallel()
	c := dial(t, startISL(t, fiscaltest.DatecsA).Addr(), false)
	c.seq = 0x20
	status := c.frame(0x4A, "")
	spoiled := func(at int, b byte) []byte {
		f := bytes.Clone(status)
		f[at] = b
		return f
	}
	c.seq = 0x80
	highSEQ := c.frame(0x4A, "")
	c.seq = 0x1F
	lowSEQ := c.frame(0x4A, "")
	c.seq = 0x20
	bad := map[string][]byte{
		"checksum":        spoiled(len(status)-2, 0x34),
		"digits":          spoiled(len(status)-5, 0x40),
		"postamble":       spoiled(4, 0x06),
		"terminator":      spoiled(len(status)-1, 0x04),
		"SEQ above 7F":    highSEQ,
		"SEQ below 20":    lowSEQ,
		"LEN too small":   {0x01, 0x23},
		"LEN too large":   status[:4], // waits for more, then gives up
		"214 bytes":       c.frame(0x36, strings.Repeat("а", 214))[:2],
		"a control byte":  c.frame(0x36, "а\x01б"),
		"a bell":          c.frame(0x36, "а\x07б"),
		"CMD below 20":    c.frame(0x1F, ""),
		"carriage return": c.frame(0x36, "а\rб"),
	}
	for name, frame := range bad {
		_, err := c.conn.Write(frame)
		require.NoError(t, err)
		r, err := c.read()
		require.NoError(t, err, name)
		require.Equal(t, []byte{0x15}, r.raw, name)
	}
	_, err := c.conn.Write(append([]byte{0x00, 0xFF, 0x03, 0x16}, status...))
	require.NoError(t, err)
	r, err := c.read()
	require.NoError(t, err)
	require.False(t, r.has(0, 5), "noise before a frame is skipped")
	r, err = c.again(0x30, openA)
	require.NoError(t, err)
	require.Equal(t, byte(0x4A), r.cmd, "a bad frame does not end the memory of the last good one")
}

func TestLongestData(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		group fiscaltest.Group
		most  int
	}{{fiscaltest.DatecsA, 213}, {fiscaltest.Daisy, 200}, {fiscaltest.DatecsX, 213}} {
		c := dial(t, startISL(t, tt.group).Addr(), tt.group == fiscaltest.DatecsX)
		c.no(1, 1, 0x36, strings.Repeat("а", tt.most-6*map[bool]int{true: 1}[c.long])+strings.Repeat("\t", 6*map[bool]int{true: 1}[c.long]))
		c.next()
		r, err := c.again(0x36, strings.Repeat("а", tt.most+1))
		require.NoError(t, err)
		require.Equal(t, []byte{0x15}, r.raw, "%s", tt.group)
	}
}

func TestSEQUpToFF(t *testing.T) {
	t.Parallel()
	for _, group := range []fiscaltest.Group{fiscaltest.Daisy, fiscaltest.Eltrade, fiscaltest.DatecsX} {
		c := dial(t, startISL(t, group).Addr(), group == fiscaltest.DatecsX)
		c.seq = 0xFF
		r, err := c.again(0x3E, "")
		require.NoError(t, err)
		require.Equal(t, byte(0xFF), r.seq)
	}
}

func TestLongFrames(t *testing.T) {
	t.Parallel()
	c := dial(t, startISL(t, fiscaltest.DatecsX).Addr(), true)
	c.seq = 0x20
	good := c.frame(0x3E, "")
	for at, b := range map[int]byte{1: 0x2F, 3: 0x40, 6: 0x31} {
		f := bytes.Clone(good)
		f[at] = b
		_, err := c.conn.Write(f)
		require.NoError(t, err)
		r, err := c.read()
		require.NoError(t, err)
		require.Equal(t, []byte{0x15}, r.raw, "byte %d", at)
	}
	require.Len(t, c.send(0x3E, "").status, 8)
	r := c.send(0x71, "")
	require.True(t, r.has(0, 1), "Datecs X has no command 71")
	require.Empty(t, r.data)
}

func TestTextsAreCutInSilence(t *testing.T) {
	t.Parallel()
	d := startISL(t, fiscaltest.DatecsB)
	c := dial(t, d.Addr(), false)
	c.ok(0x30, "1,1,"+usnA+",1")
	c.ok(0x31, strings.Repeat("а", 23)+"\n"+strings.Repeat("б", 23)+"\tБ1.00")
	c.ok(0x36, strings.Repeat("в", 37))
	c.ok(0x35, strings.Repeat("г", 37)+"\n"+"втори\t")
	c.ok(0x38, "")
	require.Equal(t, []string{
		strings.Repeat("а", 22) + "\n" + strings.Repeat("б", 22), strings.Repeat("в", 36), strings.Repeat("г", 36), "втори",
	}, d.Receipts()[0].Lines)
}
