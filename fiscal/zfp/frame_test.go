package zfp

import (
	"bytes"
	"encoding/hex"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func unhex(t *testing.T, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(strings.ReplaceAll(s, " ", ""))
	require.NoError(t, err)
	return b
}

// The checksums were computed by hand from §1.1 and §1.2.1 of the description.
func TestFrames(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		frame Frame
		wire  string
	}{
		"status":           {Frame{NBL: 0x20, Cmd: 0x20}, "02 23 20 20 32 33 0A"},
		"last NBL":         {Frame{NBL: 0x9F, Cmd: 0x20}, "02 23 9F 20 39 3C 0A"},
		"QR code":          {Frame{NBL: 0x21, Cmd: 0x72, Data: []byte("B")}, "02 24 21 72 42 33 35 0A"},
		"all is well":      {Frame{Ack: true, NBL: 0x20, Data: []byte("00")}, "06 20 30 30 32 30 0A"},
		"a refusal":        {Frame{Ack: true, NBL: 0x35, Data: []byte("32")}, "06 35 33 32 33 34 0A"},
		"the ? has a code": {Frame{Ack: true, NBL: 0x20, Data: []byte("?0")}, "06 20 3F 30 32 3F 0A"},
	} {
		b, err := EncodeFrame(tt.frame)
		require.NoError(t, err, name)
		require.Equal(t, unhex(t, tt.wire), b, name)
		f, err := DecodeFrame(b)
		require.NoError(t, err, name)
		require.Equal(t, tt.frame.NBL, f.NBL, name)
		require.Equal(t, tt.frame.Cmd, f.Cmd, name)
		require.Equal(t, string(tt.frame.Data), string(f.Data), name)
		require.Equal(t, tt.frame.Ack, f.Ack, name)
	}
}

func TestEncodeFrameRefuses(t *testing.T) {
	t.Parallel()
	for says, f := range map[string]Frame{
		"message number 1F":         {NBL: 0x1F, Cmd: 0x20},
		"message number A0":         {NBL: 0xA0, Cmd: 0x20},
		"command 1F":                {NBL: 0x20, Cmd: 0x1F},
		"command 80":                {NBL: 0x20, Cmd: 0x80},
		"125 bytes of data":         {NBL: 0x20, Cmd: 0x31, Data: bytes.Repeat([]byte("a"), 125)},
		"control byte 0A at 1":      {NBL: 0x20, Cmd: 0x31, Data: []byte("a\nb")},
		"two error characters":      {NBL: 0x20, Ack: true, Data: []byte("0")},
		"has no command and":        {NBL: 0x20, Ack: true, Cmd: 0x20, Data: []byte("00")},
		"control byte 00 at 0":      {NBL: 0x20, Cmd: 0x31, Data: []byte{0}},
		"it must be 20 to 9F":       {},
		"command 00; it must be 20": {NBL: 0x20},
	} {
		_, err := EncodeFrame(f)
		require.ErrorIs(t, err, ErrFrame, says)
		require.ErrorContains(t, err, says)
	}
	b, err := EncodeFrame(Frame{NBL: 0x20, Cmd: 0x31, Data: bytes.Repeat([]byte("a"), 124)})
	require.NoError(t, err)
	require.Equal(t, byte(0x9F), b[1], "124 bytes are the most that the description's LEN has room for")
}

func TestDecodeFrameRefuses(t *testing.T) {
	t.Parallel()
	for says, wire := range map[string]string{
		"0 bytes without an end": "",
		"7 bytes without an end": "02 23 20 20 32 33 0B",
		"it begins with 15":      "15 23 20 20 32 33 0A",
		"it begins with 06":      "06 20 30 30 30 32 30 0A",
		"LEN 24 for 0 bytes":     "02 24 20 20 32 34 0A",
		`checksum "22"`:          "02 23 20 20 32 32 0A",
		"message number 1F":      "02 23 1F 20 31 3C 0A",
		"command 80":             "02 23 20 80 38 33 0A",
		"control byte 0A at 0":   "02 24 20 20 0A 32 3E 0A",
		"LEN 00 for 221 bytes":   "02 00 20 20" + strings.Repeat("61", 221) + "36 31 0A",
	} {
		_, err := DecodeFrame(unhex(t, wire))
		require.ErrorIs(t, err, ErrFrame, says)
		require.ErrorContains(t, err, says)
	}
}

func TestDecodeFrameTakesALongAnswer(t *testing.T) {
	t.Parallel()
	data := bytes.Repeat([]byte("9"), maxReply)
	body := append([]byte{0xFF, 0x20, 0x72}, data...)
	sum := checksum(body)
	f, err := DecodeFrame(append(append([]byte{stx}, body...), sum[0], sum[1], etx))
	require.NoError(t, err)
	require.Equal(t, data, f.Data)
}

func TestEncodeText(t *testing.T) {
	t.Parallel()
	b, err := EncodeText("Сирене €№")
	require.NoError(t, err)
	require.Equal(t, unhex(t, "D1 E8 F0 E5 ED E5 20 88 B9"), b)
	require.Equal(t, "Сирене €№", decodeText(b))
	for _, s := range []string{"сирене 🧀", "é", "\u0098"} {
		_, err := EncodeText(s)
		require.ErrorIs(t, err, ErrFrame, s)
	}
}

// Whatever decodes is a frame that encodes to the same bytes, unless it is longer than a
// command may be.
func FuzzDecodeFrame(f *testing.F) {
	for _, wire := range []string{
		"0223202032330A", "062030303230 0A", "06353332333 40A", "0224217242 33350A", "150E", "02", "0A",
	} {
		b, err := hex.DecodeString(strings.ReplaceAll(wire, " ", ""))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		frame, err := DecodeFrame(b)
		if err != nil {
			require.ErrorIs(t, err, ErrFrame)
			return
		}
		again, err := EncodeFrame(frame)
		if len(frame.Data) > maxData {
			require.ErrorIs(t, err, ErrFrame)
			return
		}
		require.NoError(t, err)
		require.Equal(t, b, again)
	})
}
