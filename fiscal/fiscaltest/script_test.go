package fiscaltest

import (
	"bufio"
	"bytes"
	"net"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/charmap"
)

func kinds(faults []Fault) []faultKind {
	var out []faultKind
	for _, f := range faults {
		out = append(out, f.kind)
	}
	return out
}

func TestScript(t *testing.T) {
	t.Parallel()
	var s script
	s.add(0x31, 2, []Fault{CutBefore()})
	s.add(AnyCommand, 3, []Fault{LoseReply(), SYN(1)})
	s.add(0x31, 0, []Fault{NAK(1)}) // as 1
	require.Nil(t, s.take(0x30))
	require.Equal(t, []faultKind{nakStorm}, kinds(s.take(0x31)))
	require.Equal(t, []faultKind{cutBefore, loseReply, busySigns}, kinds(s.take(0x31)), "both plans are due")
	require.Nil(t, s.take(0x31), "once each")
	s.add(0x31, 1, []Fault{Reset()})
	require.Nil(t, s.take(0x30), "counted from the plan on")
	require.Equal(t, []faultKind{resetAfter}, kinds(s.take(0x31)))
	s.add(0x38, 1, []Fault{Slow(1)})
	s.again(0x38, []Fault{NAK(2)})
	require.Equal(t, []faultKind{nakStorm, slowReply}, kinds(s.take(0x38)))
}

func TestFind(t *testing.T) {
	t.Parallel()
	faults := []Fault{Slow(5), LoseReplies(3), CutAfter()}
	f, ok := find(faults, cutBefore, loseReply)
	require.True(t, ok)
	require.Equal(t, 3, f.count)
	_, ok = find(faults, cutBefore)
	require.False(t, ok)
	require.Equal(t, []faultKind{slowReply, cutAfter}, kinds(without(faults, loseReply)))
	require.Equal(t, "as planned", (&objection{text: "as planned"}).Error())
}

func TestStatusBits(t *testing.T) {
	t.Parallel()
	s := statusBytes{0x80, 0x80}
	s.set(0x05)
	s.set(0x11)
	s.set(0x70) // there is no byte 7
	require.Equal(t, statusBytes{0xA0, 0x82}, s)
}

func TestSpread(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		groups [8]thousandths
		amount thousandths
		want   [8]thousandths
	}{
		{[8]thousandths{1: 10_000}, -1_000, [8]thousandths{1: 9_000}},
		{[8]thousandths{10_000, 10_000, 10_000}, -100, [8]thousandths{9_960, 9_970, 9_970}},
		{[8]thousandths{10, 20, 30}, -10, [8]thousandths{10, 20, 20}},
		{[8]thousandths{0: 10, 7: 10}, -20, [8]thousandths{}},
		{[8]thousandths{3: 50, 4: 50}, 10, [8]thousandths{3: 50, 4: 60}},
	} {
		ticket := ticket{groups: tt.groups}
		before := ticket.total()
		ticket.spread(tt.amount, before)
		require.Equal(t, before+tt.amount, ticket.total(), "no cent is lost")
		if tt.groups[3] == 50 { // 0.005 each: both round up, and the largest pays
			require.Equal(t, thousandths(110), ticket.groups[3]+ticket.groups[4])
			continue
		}
		require.Equal(t, tt.want, ticket.groups)
	}
}

// FuzzISLFrame: no bytes break the reader, and what it takes has a good checksum.
func FuzzISLFrame(f *testing.F) {
	f.Add([]byte("\x01\x24\x20\x4A\x05\x30\x30\x39\x33\x03"), false)
	f.Add([]byte("\x01\x30\x30\x32\x3A\x20\x30\x30\x34\x3A\x05\x30\x31\x3B\x3F\x03"), true)
	f.Add([]byte("\x01\x23"), false)
	f.Add([]byte("\x01\xFF\x20\x20"), false)
	f.Add([]byte("\x01\x3F\x3F\x3F\x3F"), true)
	f.Fuzz(func(t *testing.T, in []byte, long bool) {
		p := islProtocol{long: long, maxSEQ: 0x7F, maxData: 213}
		client, server := net.Pipe()
		defer func() { _ = client.Close() }()
		defer func() { _ = server.Close() }()
		frame, err := p.receive(server, bufio.NewReader(bytes.NewReader(in)))
		if err != nil {
			return
		}
		require.Contains(t, string(in), string(frame.raw))
		require.LessOrEqual(t, len(frame.data), 213)
		require.GreaterOrEqual(t, frame.cmd, byte(0x20))
	})
}

// FuzzZFPFrame is the same for ZFP.
func FuzzZFPFrame(f *testing.F) {
	f.Add([]byte("\x23\x20\x20\x32\x33\x0A"))
	f.Add([]byte("\x22"))
	f.Add([]byte("\x9F\x20"))
	f.Fuzz(func(t *testing.T, in []byte) {
		frame, err := readZFP(bufio.NewReader(bytes.NewReader(in)))
		if err != nil {
			return
		}
		require.Contains(t, string(in), string(frame.raw[1:]))
		require.LessOrEqual(t, len(frame.data), 124)
	})
}

// FuzzCommands: no data breaks a device; it answers and takes the next command.
func FuzzCommands(f *testing.F) {
	for _, data := range []string{"", "1,0000,1", "\t", "а\tБ1.00", "а\tБ", "\t\t\t", "10;-1.00", "1;0000;1;1;2$", "-", "@", "D", "1\t\t2\t"} {
		raw, err := charmap.Windows1251.NewEncoder().Bytes([]byte(data))
		require.NoError(f, err)
		f.Add(raw)
	}
	groups := []Group{DatecsA, DatecsB, DatecsX, Daisy, Eltrade, Incotex}
	f.Fuzz(func(t *testing.T, raw []byte) {
		text, err := charmap.Windows1251.NewDecoder().Bytes(raw)
		require.NoError(t, err)
		data := string(text)
		for _, g := range groups {
			model, known := islModel(g)
			require.True(t, known)
			d := &ISL{
				till:        till{opts: options{device: model.device, now: sofiaNow, paper: new(bytes.Buffer)}, limits: model.limits(model.device)},
				islProtocol: model.protocol, password: model.password, resting: model.resting,
			}
			d.commands = model.commands(d)
			for cmd := range d.commands {
				_, _ = d.execute(cmd, data)
			}
			d.open = &ticket{groups: [8]thousandths{1: 1000}, sales: 1}
			for cmd := range d.commands {
				answer, err := d.execute(cmd, data)
				require.Len(t, d.status(err), len(model.resting))
				d.failure(answer, err)
			}
		}
		z := &ZFP{till: till{opts: options{now: sofiaNow, paper: new(bytes.Buffer)}}, resting: make([]byte, 7)}
		for range 2 {
			for _, command := range z.table() {
				_, err := command.run(data)
				zfpErrors(err)
			}
			z.open = &ticket{groups: [8]thousandths{1: 1000}, sales: 1}
		}
	})
}
