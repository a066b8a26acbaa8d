package isl

import (
	"net"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
)

func TestStatus(t *testing.T) {
	for m, want := range map[Maker]fiscal.Status{
		DatecsA: {Manufacturer: "Datecs", Model: "FP-800", Firmware: "1.00BG 23NOV18 1312", TextMax: 34, CommentMax: 46},
		DatecsB: {Manufacturer: "Datecs", Model: "FP-800", Firmware: "1.00BG 23NOV18 1312", TextMax: 22, CommentMax: 36},
		DatecsX: {Manufacturer: "Datecs", Model: "FP-700X", Firmware: "263453 08Nov18 1312", TextMax: 72, CommentMax: 46},
		Daisy:   {Manufacturer: "Daisy", Model: "CompactM", Firmware: "4.01", TextMax: 24, CommentMax: 30},
		Eltrade: {Manufacturer: "Eltrade", Model: "A1", Firmware: "2.11 15Nov18 1553", TextMax: 30, CommentMax: 46},
		Incotex: {Manufacturer: "Incotex", Model: "EFD", Firmware: "2.11 Jan 22 2019 14:00", TextMax: 24, CommentMax: 30},
	} {
		t.Run(string(m), func(t *testing.T) {
			d := newTalk(t, m)
			p := d.printer(t)
			got, err := p.Status(t.Context())
			require.NoError(t, err)
			assert.True(t, got.Ready, "%v", got.Messages)
			assert.False(t, got.ReceiptOpen)
			assert.Equal(t, "DT279013", got.Device)
			assert.Equal(t, "02279013", got.FiscalMemory)
			assert.Equal(t, "2026-11-28 10:00:00 EET", got.Time.Format("2006-01-02 15:04:05 MST"))
			assert.True(t, got.Takes(fiscal.PayCard))
			assert.Equal(t, m == DatecsA || m == Eltrade, got.Takes(fiscal.PayBank))
			got.Ready, got.Device, got.FiscalMemory, got.Time, got.Payments, got.Messages = false, "", "", time.Time{}, nil, nil
			assert.Equal(t, want, got)
		})
	}
}

func TestStatusOfAnOpenReceiptIsReady(t *testing.T) {
	d := newTalk(t, DatecsA)
	p := d.printer(t)
	d.open = true
	got, err := p.Status(t.Context())
	require.NoError(t, err)
	assert.True(t, got.Ready)
	assert.True(t, got.ReceiptOpen)
}

func TestStatusOfAServiceReceiptIsNot(t *testing.T) {
	d := newTalk(t, DatecsA)
	p := d.printer(t)
	d.tell(cmdStatus, says2{bits: []int{0x25, 0x21}})
	got, err := p.Status(t.Context())
	require.NoError(t, err)
	assert.False(t, got.Ready)
	assert.Contains(t, got.Messages, fiscal.Message{Kind: fiscal.Warning, Code: "W301", Text: "paper is running low"})
}

func TestStatusOfAnotherDevice(t *testing.T) {
	d := newTalk(t, DatecsA)
	p := d.printer(t)
	d.tell(cmdInfo, says2{data: "FP-800,1.00BG 23NOV18 1312,214A,00000000,DT999999,02999999"})
	_, err := p.Status(t.Context())
	require.ErrorIs(t, err, fiscal.ErrOffline)
	assert.ErrorContains(t, err, "DT999999 instead of DT279013")
}

func TestOpenOfADeviceThatIsNoneOfTheMaker(t *testing.T) {
	d := newTalk(t, DatecsA)
	d.tell(cmdInfo, says2{bits: []int{0x01}})
	_, err := Open(t.Context(), Options{Addr: d.addr, Maker: DatecsA})
	require.ErrorIs(t, err, fiscal.ErrOffline)
	var known *fiscal.Error
	require.ErrorAs(t, err, &known)
	assert.Equal(t, "E409", known.Code)
	assert.Contains(t, known.Remedy, "maker")
}

func TestConstantsThatCannotBeReadLeaveTheTable(t *testing.T) {
	for _, said := range []says2{{data: "F"}, {bits: []int{0x01}}, {data: "1,2,3,4,5,6,7,8,9,x,0,12"}, {data: "1,2,3,4,5,6,7,8,9,999,-1,12"}} {
		d := newTalk(t, Daisy)
		d.tell(cmdConstants, said)
		p := d.printer(t)
		assert.Equal(t, 22, p.info.texts)
		assert.Equal(t, 28, p.info.comments)
	}
}

func TestOptionsReplaceWhatIsKnown(t *testing.T) {
	d := newTalk(t, DatecsA)
	p := d.printer(t, func(o *Options) {
		o.TextMax, o.CommentMax, o.Till = 20, 30, 7
		o.PaymentLetters = map[fiscal.PaymentKind]string{fiscal.PayCard: "N", fiscal.PayCheck: ""}
	})
	got, err := p.Status(t.Context())
	require.NoError(t, err)
	assert.Equal(t, 20, got.TextMax)
	assert.Equal(t, 30, got.CommentMax)
	assert.False(t, got.Takes(fiscal.PayCheck))
	r := one(DatecsA)
	r.Payments = []fiscal.Payment{{Kind: fiscal.PayCard, Amount: decimalOf("1")}}
	steps, err := planSale(p.dialect, p.settings(p.info), r)
	require.NoError(t, err)
	assert.Equal(t, "1,0000,7,DT279013-0001-0000001", string(steps[0].data))
	assert.Equal(t, "\tN1.00", string(steps[2].data))
}

func TestOptionsThatCannotBe(t *testing.T) {
	for name, o := range map[string]Options{
		"no address":              {Maker: DatecsA},
		"no port":                 {Addr: "printer", Maker: DatecsA},
		"no maker":                {Addr: "a:1"},
		"unknown maker":           {Addr: "a:1", Maker: "tremol"},
		"till":                    {Addr: "a:1", Maker: DatecsA, Till: 100000},
		"letter is two":           {Addr: "a:1", Maker: DatecsA, PaymentLetters: map[fiscal.PaymentKind]string{fiscal.PayCard: "CC"}},
		"letter is a digit":       {Addr: "a:1", Maker: DatecsA, PaymentLetters: map[fiscal.PaymentKind]string{fiscal.PayCard: "1"}},
		"Datecs X takes a number": {Addr: "a:1", Maker: DatecsX, PaymentLetters: map[fiscal.PaymentKind]string{fiscal.PayCard: "C"}},
		"change is no payment":    {Addr: "a:1", Maker: DatecsA, PaymentLetters: map[fiscal.PaymentKind]string{fiscal.PayChange: "C"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Open(t.Context(), o)
			require.Error(t, err)
			require.NotErrorIs(t, err, fiscal.ErrOffline, "no device was asked")
		})
	}
}

func TestPatience(t *testing.T) {
	o := Options{ReplyTimeout: time.Millisecond}.defaults()
	assert.Equal(t, 500*time.Millisecond, o.ReplyTimeout)
	assert.Equal(t, 5, o.Retries)
	o = Options{Retries: -1}.defaults()
	assert.Equal(t, time.Second, o.ReplyTimeout)
	assert.Zero(t, o.Retries)
	assert.Equal(t, 2*time.Second, o.AbortPause)
}

func TestDialer(t *testing.T) {
	d := newTalk(t, Eltrade)
	p, err := Dialer(Eltrade)(t.Context(), d.addr)
	require.NoError(t, err)
	_, ok := p.(fiscal.Aborter)
	assert.True(t, ok)
	p, err = Dialer("nobody")(t.Context(), d.addr)
	require.Error(t, err)
	assert.Nil(t, p)
}

// A device remembers its last answer beyond the connection. When a new session begins
// with the SEQ of the last one the device repeats that answer, of whatever command.
func TestASessionDoesNotBelieveAStaleAnswer(t *testing.T) {
	d := newTalk(t, DatecsA)
	p := d.printer(t)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	var work sync.WaitGroup
	defer work.Wait()
	defer listener.Close()
	p.opts.Addr = listener.Addr().String()
	work.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			stale(conn)
		}
	})
	err = p.converse(t.Context(), func(s *session) error {
		assert.False(t, s.first.open(), "the stale answer says that a receipt is open")
		return nil
	})
	require.NoError(t, err)
}

// stale answers the first frame with an old answer to 31, and works from then on.
func stale(conn net.Conn) {
	defer conn.Close()
	var scan scanner
	for n := 0; ; {
		_, raw, ok := scan.next()
		if !ok {
			if scan.fill(conn) != nil {
				return
			}
			continue
		}
		f, _ := DecodeFrame(raw)
		f.Status = []byte("\x80\x80\x80\x80\x86\x9A")
		if n == 0 {
			f.Cmd, f.Status[2] = cmdSale, 0x88
		}
		n++
		b, _ := f.Encode()
		_, _ = conn.Write(b)
	}
}
