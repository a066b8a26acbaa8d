package zfp

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
)

func TestStatusBits(t *testing.T) {
	t.Parallel()
	resting := []byte{0x80, 0x80, 0x80, 0xF0, 0x80, 0x80, 0x80}
	require.Equal(t, state{ready: true}, readState(resting))
	with := func(index int, bit uint) []byte {
		b := append([]byte(nil), resting...)
		b[index] |= 1 << bit
		return b
	}
	// What stops a receipt, by the description's table.
	stops := map[string][]byte{
		"E204": with(0, 0), "E304": with(0, 2), "E103": with(0, 4), "E104": with(0, 5), "E301": with(1, 0),
		"E404": with(2, 0), "E206": with(2, 6), "E205": with(3, 0), "E201": with(3, 2), "E503": with(5, 1), "E599": with(5, 6),
	}
	for code, b := range stops {
		s := readState(b)
		require.False(t, s.ready, code)
		require.Equal(t, code, s.messages[0].Code)
		require.Equal(t, fiscal.Failure, s.messages[0].Kind)
	}
	for code, b := range map[string][]byte{"W301": with(6, 4), "W201": with(3, 3), "W202": with(2, 5), "W501": with(6, 5), "W599": with(6, 2)} {
		s := readState(b)
		require.True(t, s.ready, code)
		require.Equal(t, []fiscal.Message{{Kind: fiscal.Warning, Code: code, Text: s.messages[0].Text}}, s.messages)
	}
	open := with(2, 1)
	open[0] |= 1 << 1 // and the power went off in it
	s := readState(open)
	require.True(t, s.open)
	require.True(t, s.ready, "or nobody could end the receipt")
	s = readState(with(1, 3))
	require.Empty(t, s.messages, "a day with sales is no news")
}

// Each error of the description's table has a code that fiscal knows how to read.
func TestErrorsOfTheTable(t *testing.T) {
	t.Parallel()
	for _, c := range "123456789:;<=>?" {
		m := (&refusal{device: byte(c), command: '0'}).messages()
		require.Len(t, m, 1)
		require.Regexp(t, `^E\d{3}$`, m[0].Code)
		require.NotEqual(t, "E999", m[0].Code)
	}
	for _, c := range "12345678" {
		require.NotEqual(t, "E999", (&refusal{device: '0', command: byte(c)}).messages()[0].Code)
	}
	both := (&refusal{device: '3', command: '2'}).messages()
	require.Equal(t, []string{"E103", "E404"}, []string{both[0].Code, both[1].Code}, "the description's example")
	require.Equal(t, "E999", (&refusal{device: 'A', command: '0'}).messages()[0].Code)
	require.Equal(t, "E999", (&refusal{device: '/', command: '0'}).messages()[0].Code)
	require.Equal(t, "E999", (&refusal{device: '0', command: '9'}).messages()[0].Code)
}

func TestAmounts(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"12.00": "12", "1200": "12", "-12.00": "12", "0": "0", "+1.00": "1"} {
		d, err := amount(text)
		require.NoError(t, err, text)
		require.True(t, d.Equal(dec(want)), "%s is %s", text, d)
	}
	d, err := amount("  12.5 ")
	require.NoError(t, err)
	require.Equal(t, "12.5", d.String())
	for _, text := range []string{"", "12,00", "1e9", "1.2.3", "abc", "--1"} {
		_, err := amount(text)
		require.ErrorIs(t, err, errNonsense, text)
	}
}

func TestQRCodes(t *testing.T) {
	t.Parallel()
	code, err := parseQR("50163145*000002*2020-01-28*15:29:00*30.00", sofia(t))
	require.NoError(t, err)
	require.Equal(t, "50163145", code.memory)
	require.Equal(t, "000002", code.number)
	require.Equal(t, "2020-01-28T15:29:00+02:00", code.time.Format(time.RFC3339))
	require.Equal(t, "30.00", code.amount.StringFixed(2))
	for _, text := range []string{
		"", "50163145*000002*2020-01-28*15:29:00", "50163145*00000a*2020-01-28*15:29:00*30.00",
		"50163145**2020-01-28*15:29:00*30.00", "50163145*000002*28-01-2020*15:29:00*30.00",
		"50163145*000002*2020-01-28*25:29:00*30.00", "50163145*000002*2020-01-28*15:29:00*1e30",
	} {
		_, err := parseQR(text, sofia(t))
		require.ErrorIs(t, err, errNonsense, text)
	}
}

func TestWhatFollowsWhat(t *testing.T) {
	t.Parallel()
	at := func(counter, code string) last { return last{counter: counter, code: qr{number: code}} }
	for _, tt := range []struct {
		before, after  last
		moved, follows bool
	}{
		{at("000000", ""), at("000000", ""), false, false},
		{at("000000", ""), at("000001", "000001"), true, true},
		{at("000005", "000005"), at("000006", "000006"), true, true},
		{at("000007", "000005"), at("000008", "000008"), true, true},
		{at("000005", "000005"), at("000006", "000005"), true, false}, // a report, or a cancelled receipt
		{at("000005", "000005"), at("000007", "000007"), true, false},
		{at("", "000005"), at("", "000006"), true, true}, // a device without the counter
		{at("", ""), at("", "000001"), true, true},
		{at("000005", "000005"), at("000005", "5"), false, false},
	} {
		require.Equal(t, tt.moved, tt.after.movedFrom(tt.before), "%v %v", tt.before, tt.after)
		require.Equal(t, tt.follows, tt.after.follows(tt.before), "%v %v", tt.before, tt.after)
	}
}

// The answers of devices whose answer is short, or does not have the fields.
func TestAnswersThatCannotBeRead(t *testing.T) {
	t.Parallel()
	for says, data := range map[string]string{
		"1 fields after command 72": "1",
		"is not an amount":          "1;001;x;0.00;0.00;0;1;1;0;0",
	} {
		p := newPeer(t, ready, ready, wire(t, Frame{NBL: 0x21, Cmd: cmdReceipt, Data: []byte(data)}))
		_, err := linkTo(t, p).ticket(t.Context())
		require.ErrorIs(t, err, errNonsense)
		require.ErrorContains(t, err, says)
	}
	p := newPeer(t, ready, ready, wire(t, Frame{NBL: 0x21, Cmd: cmdStatus, Data: []byte(strings.Repeat("\x80", 6))}))
	_, err := linkTo(t, p).state(t.Context())
	require.ErrorContains(t, err, "6 status bytes instead of 7")
	p = newPeer(t, ready, ready, wire(t, Frame{NBL: 0x21, Cmd: cmdClock, Data: []byte("2026-11-23")}))
	_, err = linkTo(t, p).clock(t.Context())
	require.ErrorIs(t, err, errNonsense)
	short := "1;002;3.00;0.50;0.00;0;1;1;1;0"
	p = newPeer(t, ready, ready, wire(t, Frame{NBL: 0x21, Cmd: cmdReceipt, Data: []byte(short)}))
	found, err := linkTo(t, p).ticket(t.Context())
	require.NoError(t, err)
	require.Equal(t, ticket{open: true, started: true, sales: "002", sum: found.sum}, found)
	require.Equal(t, "3.5", found.sum.String())
}

// The model's name says how payments are numbered.
func TestTheVersionIsDetected(t *testing.T) {
	t.Parallel()
	open := func(model string, v Version) *Printer {
		p := newPeer(t, ready, ready, wire(t, Frame{NBL: 0x21, Cmd: cmdNumbers, Data: []byte("ZK126720;50163145")}),
			ready, wire(t, Frame{NBL: 0x22, Cmd: cmdVersion, Data: []byte("1;784;04-02-2019 08:00;" + model + "; Ver. 1.01;")}))
		o := quick(p.listener.Addr().String())
		o.Version = v
		printer, err := Open(t.Context(), o)
		require.NoError(t, err)
		return printer
	}
	require.Equal(t, "7", open("TREMOL M20", Detect).codes[fiscal.PayCard])
	require.Equal(t, "1", open("TREMOL M20 V2", Detect).codes[fiscal.PayCard])
	require.Equal(t, "1", open("TREMOL M20", V2).codes[fiscal.PayCard])
	require.Equal(t, "7", open("TREMOL M20 V2", V1).codes[fiscal.PayCard])
	require.Equal(t, "Ver. 1.01", open("TREMOL M20", Detect).firmware)
}
