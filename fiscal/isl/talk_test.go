package isl

import (
	"context"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/charmap"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/usn"
)

// says2 is an answer: its data and the status bits that are set, byte and bit as digits.
type says2 struct {
	data string
	bits []int
}

// talk is a device that answers what the test tells it to, by command. What it is not
// told it answers like a device at rest.
type talk struct {
	maker Maker
	addr  string

	mu      sync.Mutex
	answers map[byte][]says2 // the last one stays
	asked   []byte
	open    bool
}

// newTalk listens on TCP.
func newTalk(t *testing.T, m Maker) *talk {
	t.Helper()
	d := &talk{maker: m, answers: map[byte][]says2{
		cmdInfo: {{data: describe(m)}}, cmdClock: {{data: tabsIfX(m, "28-11-26 10:00:00")}},
		cmdTally: {{data: tallyText(m, "1.00", "0.00")}}, cmdLastNumber: {{data: "0000085"}, {data: "0000085"}, {data: "0000086"}},
		cmdQR: {{bits: []int{0x00}}}, cmdPay: {{data: tabsIfX(m, "R", "0.00")}}, cmdConstants: {{data: "1,2,3,4,5,6,7,8,9,30,24,12"}},
	}}
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	d.addr = listener.Addr().String()
	var work sync.WaitGroup
	work.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			work.Go(func() { d.serve(conn) })
		}
	})
	t.Cleanup(func() {
		_ = listener.Close()
		work.Wait()
	})
	return d
}

func describe(m Maker) string {
	switch m {
	case DatecsX:
		return "FP-700X,263453 08Nov18 1312,214A,00000000,DT279013,02279013"
	case Daisy:
		return "CompactM 4.01 011118 1312,214A,0000,6,DT279013,02279013"
	case Eltrade:
		return "A1,KL5101,2.11 15Nov18 1553,214A,0000,DT279013,02279013"
	case Incotex:
		return "2.11 Jan 22 2019 14:00,DB44EEAD,0000,06,DT279013,02279013,284013911622147"
	}
	return "FP-800,1.00BG 23NOV18 1312,214A,00000000,DT279013,02279013"
}

func tabsIfX(m Maker, parts ...string) string {
	if m != DatecsX {
		out := ""
		for _, p := range parts {
			out += p
		}
		return out
	}
	return "0\t" + tabbed(append(parts, "")...)
}

func tallyText(m Maker, amount, paid string) string {
	if m == DatecsX {
		return "0\t1\t85\t1\t" + amount + "\t" + paid + "\t"
	}
	return "1,0001," + amount + "," + paid
}

// tell plans the answers to one command; the last one stays.
func (d *talk) tell(code byte, answers ...says2) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.answers[code] = answers
}

func (d *talk) codes() []byte {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]byte(nil), d.asked...)
}

func (d *talk) serve(conn net.Conn) {
	defer conn.Close()
	var scan scanner
	for {
		_, raw, ok := scan.next()
		if !ok {
			if scan.fill(conn) != nil {
				return
			}
			continue
		}
		f, err := DecodeFrame(raw)
		if err != nil {
			continue
		}
		b, err := d.answer(f).Encode()
		if err != nil {
			panic(err)
		}
		if _, err := conn.Write(b); err != nil {
			return
		}
	}
}

func (d *talk) answer(f Frame) Frame {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.asked = append(d.asked, f.Cmd)
	said := says2{data: tabsIfX(d.maker)}
	if plan := d.answers[f.Cmd]; len(plan) > 0 {
		said = plan[0]
		if len(plan) > 1 {
			d.answers[f.Cmd] = plan[1:]
		}
	}
	if len(said.bits) == 0 {
		d.moves(f.Cmd)
	}
	data, err := charmap.Windows1251.NewEncoder().Bytes([]byte(said.data))
	if err != nil {
		panic(err)
	}
	f.Data, f.Status = data, []byte("\x80\x80\x80\x80\x86\x9A")
	if d.maker == Daisy || d.maker == Incotex {
		f.Status[4], f.Status[5] = 0x80, 0xB8
	}
	if f.Framing == Long {
		f.Status = append(f.Status, 0x80, 0x80)
	}
	if d.open {
		f.Status[2] |= openFiscal
	}
	for _, bit := range said.bits {
		f.Status[bit>>4] |= 1 << (bit & 15)
	}
	return f
}

// moves opens and ends the receipt.
func (d *talk) moves(code byte) {
	switch code {
	case cmdOpen, cmdOpenStorno, cmdOpenStornoX, cmdOpenEltrade:
		d.open = true
	case cmdClose, cmdCancel, cmdCancelAll:
		d.open = false
	}
}

func (d *talk) printer(t *testing.T, change ...func(*Options)) *Printer {
	t.Helper()
	o := Options{Addr: d.addr, Maker: d.maker, AbortPause: time.Millisecond}
	for _, c := range change {
		c(&o)
	}
	p, err := Open(t.Context(), o)
	require.NoError(t, err)
	p.opts.ReplyTimeout = 200 * time.Millisecond
	return p
}

// one euro in cash.
func one(m Maker) fiscal.Receipt {
	r := fiscal.Receipt{
		TaskID: "t", USN: usn.Number{Device: "DT279013", Operator: "0001", Seq: 1},
		Items: []fiscal.Item{{Text: "Хляб", Quantity: decimalOf("1"), UnitPrice: decimalOf("1"), TaxGroup: fiscal.GroupB}},
	}
	if m == Eltrade {
		r.Operator = "Мария"
	}
	return r
}

func short(t *testing.T, d time.Duration) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), d)
	t.Cleanup(cancel)
	return ctx
}
