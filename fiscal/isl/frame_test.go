package isl_test

import (
	"encoding/hex"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/charmap"

	"github.com/skladmost/skladmost/fiscal/isl"
)

func unhex(tb testing.TB, s string) []byte {
	tb.Helper()
	b, err := hex.DecodeString(strings.ReplaceAll(s, " ", ""))
	require.NoError(tb, err)
	return b
}

func cp1251(tb testing.TB, s string) []byte {
	tb.Helper()
	b, err := charmap.Windows1251.NewEncoder().Bytes([]byte(s))
	require.NoError(tb, err)
	return b
}

// vectors are frames whose bytes are known: the first two were published by a user of
// ErpNet.FP (issue 30), the others follow from the same rules.
func vectors(tb testing.TB) map[string]struct {
	frame isl.Frame
	bytes string
} {
	tb.Helper()
	short := func(seq, cmd byte, data string) isl.Frame {
		return isl.Frame{Seq: seq, Cmd: cmd, Data: cp1251(tb, data)}
	}
	long := func(seq, cmd byte, data string) isl.Frame {
		return isl.Frame{Framing: isl.Long, Seq: seq, Cmd: cmd, Data: cp1251(tb, data)}
	}
	answer := short(0x29, 0x31, "")
	answer.Status = []byte{0xA1, 0xA0, 0x88, 0x80, 0x84, 0x82}
	return map[string]struct {
		frame isl.Frame
		bytes string
	}{
		"published request": {short(0x29, 0x31, "Артикул\tБ1.00*1$-0.03"),
			"01 39 29 31 C0 F0 F2 E8 EA F3 EB 09 C1 31 2E 30 30 2A 31 24 2D 30 2E 30 33 05 30 39 3E 30 03"},
		"published answer": {answer,
			"01 2B 29 31 04 A1 A0 88 80 84 82 05 30 33 3D 3D 03"},
		"status": {short(0x20, 0x4A, ""), "01 24 20 4A 05 30 30 39 33 03"},
		"open": {short(0x21, 0x30, "1,0000,1,DT279013-0001-0000001"),
			"01 42 21 30 31 2C 30 30 30 30 2C 31 2C 44 54 32 37 39 30 31 33 2D 30 30 30 31 2D 30 30 30 30 30 30 31 05 30 36 37 38 03"},
		"sale": {short(0x22, 0x31, "Сирене\tБ12.00*1"),
			"01 33 22 31 D1 E8 F0 E5 ED E5 09 C1 31 32 2E 30 30 2A 31 05 30 38 30 31 03"},
		"sale with percent": {short(0x23, 0x31, "Мляко\tБ10.00*2,-10.00"),
			"01 39 23 31 CC EB FF EA EE 09 C1 31 30 2E 30 30 2A 32 2C 2D 31 30 2E 30 30 05 30 38 37 3D 03"},
		"subtotal": {short(0x24, 0x33, "10;-1.00"), "01 2C 24 33 31 30 3B 2D 31 2E 30 30 05 30 32 31 30 03"},
		"payment":  {short(0x25, 0x35, "\tP29.00"), "01 2B 25 35 09 50 32 39 2E 30 30 05 30 31 3D 3C 03"},
		"close":    {short(0x26, 0x38, ""), "01 24 26 38 05 30 30 38 37 03"},
		"storno": {short(0x27, 0x2E, "1,0000,1,R0000085,DT279013-0001-0000001,170519135518,02279013"),
			"01 61 27 2E 31 2C 30 30 30 30 2C 31 2C 52 30 30 30 30 30 38 35 2C 44 54 32 37 39 30 31 33 2D 30 30 30 31 2D " +
				"30 30 30 30 30 30 31 2C 31 37 30 35 31 39 31 33 35 35 31 38 2C 30 32 32 37 39 30 31 33 05 30 3C 3D 34 03"},
		"Datecs X status": {long(0x20, 0x4A, ""), "01 30 30 32 3A 20 30 30 34 3A 05 30 31 3B 3F 03"},
		"Datecs X open": {long(0x21, 0x30, "1\t0000\tDT525860-0001-0000001\t1\t\t"),
			"01 30 30 34 3A 21 30 30 33 30 31 09 30 30 30 30 09 44 54 35 32 35 38 36 30 2D 30 30 30 31 2D " +
				"30 30 30 30 30 30 31 09 31 09 09 05 30 37 34 34 03"},
		"Datecs X payment": {long(0x25, 0x35, "0\t12.00\t1\t"),
			"01 30 30 33 34 25 30 30 33 35 30 09 31 32 2E 30 30 09 31 09 05 30 33 32 36 03"},
	}
}

func TestVectorsBothWays(t *testing.T) {
	for name, v := range vectors(t) {
		t.Run(name, func(t *testing.T) {
			want := unhex(t, v.bytes)
			got, err := v.frame.Encode()
			require.NoError(t, err)
			assert.Equal(t, want, got, "% X", got)

			back, err := isl.DecodeFrame(want)
			require.NoError(t, err)
			assert.Equal(t, v.frame.Framing, back.Framing)
			assert.Equal(t, v.frame.Seq, back.Seq)
			assert.Equal(t, v.frame.Cmd, back.Cmd)
			assert.Equal(t, string(v.frame.Data), string(back.Data))
			assert.Equal(t, v.frame.Status, back.Status)
		})
	}
}

func TestEncodeFrameIsTheShortRequest(t *testing.T) {
	got, err := isl.EncodeFrame(0x25, 0x35, []byte("\tP29.00"))
	require.NoError(t, err)
	assert.Equal(t, unhex(t, vectors(t)["payment"].bytes), got)
}

func TestFramesThatCannotBe(t *testing.T) {
	status := func(n int) []byte { return []byte(strings.Repeat("\x80", n)) }
	for name, f := range map[string]isl.Frame{
		"SEQ 1F":                   {Seq: 0x1F, Cmd: 0x4A},
		"SEQ 80":                   {Seq: 0x80, Cmd: 0x4A},
		"CMD 1F":                   {Seq: 0x20, Cmd: 0x1F},
		"214 bytes":                {Seq: 0x20, Cmd: 0x31, Data: []byte(strings.Repeat("a", 214))},
		"214 bytes, long":          {Framing: isl.Long, Seq: 0x20, Cmd: 0x31, Data: []byte(strings.Repeat("a", 214))},
		"answer longer than LEN":   {Seq: 0x20, Cmd: 0x31, Data: []byte(strings.Repeat("a", 213)), Status: status(6)},
		"answer too long":          {Framing: isl.Long, Seq: 0x20, Cmd: 0x31, Data: []byte(strings.Repeat("a", 513)), Status: status(8)},
		"control byte":             {Seq: 0x20, Cmd: 0x31, Data: []byte("a\x01b")},
		"separator in the data":    {Seq: 0x20, Cmd: 0x31, Data: []byte("\x04")},
		"carriage return":          {Seq: 0x20, Cmd: 0x31, Data: []byte("a\rb")},
		"7 status bytes":           {Seq: 0x20, Cmd: 0x31, Status: status(7)},
		"6 status bytes, long":     {Framing: isl.Long, Seq: 0x20, Cmd: 0x31, Status: status(6)},
		"status byte without bit7": {Seq: 0x20, Cmd: 0x31, Status: []byte{0x80, 0x80, 0x08, 0x80, 0x80, 0x80}},
		"no such framing":          {Framing: 2, Seq: 0x20, Cmd: 0x31},
	} {
		t.Run(name, func(t *testing.T) {
			before := []byte("kept")
			got, err := f.Append(before)
			require.ErrorIs(t, err, isl.ErrFrame)
			assert.Equal(t, before, got)
		})
	}
}

func TestLongestFrames(t *testing.T) {
	for name, f := range map[string]isl.Frame{
		"request":      {Seq: 0x7F, Cmd: 0xFF, Data: []byte(strings.Repeat("\xFF", 213))},
		"answer":       {Seq: 0x20, Cmd: 0x20, Data: []byte(strings.Repeat("\n", 212)), Status: []byte("\x80\x81\x82\xFF\x84\x85")},
		"long request": {Framing: isl.Long, Seq: 0x20, Cmd: 0xFF, Data: []byte(strings.Repeat("\t", 213))},
		"long answer": {Framing: isl.Long, Seq: 0x20, Cmd: 0x31, Data: []byte(strings.Repeat("a", 512)),
			Status: []byte("\x80\x80\x80\x80\x80\x80\x80\x80")},
	} {
		t.Run(name, func(t *testing.T) {
			b, err := f.Encode()
			require.NoError(t, err)
			back, err := isl.DecodeFrame(b)
			require.NoError(t, err)
			assert.Equal(t, f, back)
		})
	}
}

// A long request with six bytes of data has the length and the check sum of a short one.
func TestTheOneFrameThatFitsBothFramings(t *testing.T) {
	f := isl.Frame{Framing: isl.Long, Seq: 0x31, Cmd: 0x36, Data: []byte("abcde\t")}
	b, err := f.Encode()
	require.NoError(t, err)
	require.Equal(t, byte(len(b)-5-1+0x20), b[1], "LEN of a short frame, too")
	back, err := isl.DecodeFrame(b)
	require.NoError(t, err)
	assert.Equal(t, f, back)
}

func TestDecodeFrameRefuses(t *testing.T) {
	for name, s := range map[string]string{
		"nothing":              "",
		"one byte":             "01",
		"NAK":                  "15",
		"cut":                  "01 24 20 4A 05 30 30 39 33",
		"no 01":                "24 20 4A 05 30 30 39 33 03 03",
		"no 05":                "01 24 20 4A 06 30 30 39 34 03",
		"wrong check sum":      "01 24 20 4A 05 30 30 39 34 03",
		"check sum no nibbles": "01 24 20 4A 05 30 30 39 43 03",
		"LEN too long":         "01 25 20 4A 05 30 30 39 34 03",
		"SEQ 1F":               "01 24 1F 4A 05 30 30 39 32 03",
		"control byte in data": "01 25 20 4A 02 05 30 30 39 36 03",
		"04 without status":    "01 25 20 4A 04 05 30 30 39 38 03",
		"two frames":           "01 24 20 4A 05 30 30 39 33 03 01 24 20 4A 05 30 30 39 33 03",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := isl.DecodeFrame(unhex(t, s))
			require.ErrorIs(t, err, isl.ErrFrame)
		})
	}
}

// FuzzDecodeFrame: what can be read is written back byte for byte.
func FuzzDecodeFrame(f *testing.F) {
	for _, v := range vectors(f) {
		f.Add(unhex(f, v.bytes))
	}
	f.Add([]byte("\x01\x30\x30\x33\x30\x31\x30\x30\x33\x36abcde\t\x05\x30\x34\x3B\x3B\x03"))
	f.Fuzz(func(t *testing.T, b []byte) {
		frame, err := isl.DecodeFrame(b)
		if err != nil {
			require.ErrorIs(t, err, isl.ErrFrame)
			return
		}
		back, err := frame.Encode()
		require.NoError(t, err)
		require.Equal(t, b, back)
	})
}
