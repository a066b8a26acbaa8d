package isl

import (
	"context"
	"fmt"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
)

func decimalOf(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func everyMaker() []Maker { return []Maker{DatecsA, DatecsB, DatecsX, Daisy, Eltrade, Incotex} }

func TestPrintTellsNumberTimeAmountAndMemory(t *testing.T) {
	for _, m := range everyMaker() {
		t.Run(string(m), func(t *testing.T) {
			d := newTalk(t, m)
			if m == DatecsX { // 4C: the last receipt, twice before ours and then it
				d.tell(cmdTally, says2{data: "0\t0\t85\t1\t9.00\t9.00\t"}, says2{data: tallyText(m, "1.00", "0.00")}, says2{data: "0\t0\t86\t1\t1.00\t1.00\t"})
				d.tell(cmdClose, says2{data: "0\t86\t"})
			}
			d.tell(cmdLastNumber, says2{data: "0000085"}, says2{data: "0000086"})
			r, err := d.printer(t).Print(t.Context(), one(m))
			require.NoError(t, err)
			assert.Equal(t, "0000086", r.Number)
			assert.Equal(t, "1", r.Amount.String())
			assert.Equal(t, "02279013", r.FiscalMemory)
			assert.Equal(t, "DT279013", r.Device)
			assert.Equal(t, "t", r.TaskID)
			assert.Equal(t, "2026-11-28 10:00:00 +0200", r.Time.Format("2006-01-02 15:04:05 -0700"))
			assert.Empty(t, r.Warnings)
		})
	}
}

func TestPrintTakesTheQRCodeWhereThereIsOne(t *testing.T) {
	d := newTalk(t, Daisy)
	d.tell(cmdQR, says2{data: "F"}, says2{data: "PF,0,02279013*0000086*2026-11-28*10:00:07*1.00"})
	r, err := d.printer(t).Print(t.Context(), one(Daisy))
	require.NoError(t, err)
	assert.Equal(t, "0000086", r.Number)
	assert.Equal(t, "10:00:07", r.Time.Format(time.TimeOnly))
}

// The journal tape of groups B and X says when a document was printed and what it is.
func TestLastReceiptOutOfTheJournalTape(t *testing.T) {
	for name, c := range map[string]struct {
		maker  Maker
		answer string
		known  bool
	}{
		"B sale":         {DatecsB, "P,0000085,28-11-26 09:59:58,1,0012", true},
		"B storno":       {DatecsB, "P,85,28-11-2026 09:59:58,8,0012", true},
		"B report":       {DatecsB, "P,0000085,28-11-26 09:59:58,5,0012", false},
		"B other number": {DatecsB, "P,0000084,28-11-26 09:59:58,1,0012", false},
		"B none":         {DatecsB, "F", false},
		"X sale":         {DatecsX, "0\t85\t12\t28-11-26 09:59:58 DST\t1\t12\t", true},
		"X cancelled":    {DatecsX, "0\t85\t12\t28-11-26 09:59:58\t8\t12\t", false},
		"X error":        {DatecsX, "-111009\t", false},
	} {
		t.Run(name, func(t *testing.T) {
			d := newTalk(t, c.maker)
			d.tell(cmdDocument, says2{data: c.answer})
			d.tell(cmdTally, says2{data: strings.Replace(tallyText(c.maker, "7.50", "7.50"), "\t1\t", "\t0\t", 1)})
			r, err := d.printer(t).LastReceipt(t.Context())
			require.NoError(t, err)
			assert.Equal(t, "0000085", r.Number)
			assert.Equal(t, c.known, !r.Time.IsZero())
			if c.known {
				assert.Equal(t, "09:59:58", r.Time.Format(time.TimeOnly))
				assert.Equal(t, "7.5", r.Amount.String())
			}
		})
	}
}

func TestRefusalsCancelAndSayWhy(t *testing.T) {
	no := func(bits ...int) says2 { return says2{bits: bits} }
	for name, c := range map[string]struct {
		maker Maker
		code  byte
		said  says2
		want  string // code
		kind  error
	}{
		"opening, wrong password":   {Daisy, cmdOpen, no(0x16, 0x11), "E408", fiscal.ErrRejected},
		"opening, F of group B":     {DatecsB, cmdOpen, says2{data: "F"}, "E404", fiscal.ErrRejected},
		"sale, not allowed":         {DatecsA, cmdSale, no(0x11, 0x05), "E404", fiscal.ErrRejected},
		"sale, general error":       {DatecsA, cmdSale, no(0x05), "E199", fiscal.ErrRejected},
		"sale, no paper":            {Eltrade, cmdSale, no(0x20, 0x05), "E301", fiscal.ErrRejected},
		"sale, Incotex number":      {Incotex, cmdSale, no(0x30), "E999", fiscal.ErrRejected},
		"sale, Datecs X error code": {DatecsX, cmdSale, says2{data: "-111024\t"}, "E499", fiscal.ErrRejected},
		"sale, Datecs X no code":    {DatecsX, cmdSale, says2{bits: []int{0x01}}, "E402", fiscal.ErrRejected},
		"payment F":                 {DatecsA, cmdPay, says2{data: "F"}, "E406", fiscal.ErrRejected},
		"payment I":                 {DatecsA, cmdPay, says2{data: "I000000100"}, "E406", fiscal.ErrRejected},
		"payment E":                 {DatecsB, cmdPay, says2{data: "E-00000100"}, "E406", fiscal.ErrRejected},
		"payment without a letter":  {Eltrade, cmdPay, says2{}, "E406", fiscal.ErrRejected},
		"the sums differ":           {DatecsA, cmdTally, says2{data: "1,0001,+00000099,+00000000"}, "E403", fiscal.ErrRejected},
		"the sum cannot be read":    {DatecsA, cmdTally, says2{data: "1,0001"}, "E403", fiscal.ErrRejected},
	} {
		t.Run(name, func(t *testing.T) {
			d := newTalk(t, c.maker)
			p := d.printer(t)
			if c.maker == DatecsX {
				d.tell(cmdTally, says2{data: "0\t0\t85\t1\t9.00\t9.00\t"}, says2{data: tallyText(c.maker, "1.00", "0.00")})
			}
			d.tell(c.code, c.said)
			_, err := p.Print(t.Context(), one(c.maker))
			require.ErrorIs(t, err, c.kind)
			require.NotErrorIs(t, err, fiscal.ErrOutcomeUnknown)
			var known *fiscal.Error
			require.ErrorAs(t, err, &known)
			assert.Equal(t, c.want, known.Code, "%v", err)
			assert.NotEmpty(t, known.Remedy)
			opened := c.code != cmdOpen && !strings.HasPrefix(name, "opening")
			cancels := slices.Contains(d.codes(), p.profile.cancel)
			assert.True(t, cancels == opened || c.maker == DatecsB, "cancelled: %t", cancels)
			assert.NotContains(t, d.codes(), byte(cmdClose))
		})
	}
}

func TestAFooterThatIsRefusedDoesNotStopAPaidReceipt(t *testing.T) {
	d := newTalk(t, DatecsA)
	d.tell(cmdComment, says2{bits: []int{0x11, 0x05}})
	r := one(DatecsA)
	r.Items = append(r.Items, fiscal.Item{Kind: fiscal.ItemFooter, Text: "Благодарим"})
	d.tell(cmdLastNumber, says2{data: "0000085"}, says2{data: "0000086"})
	out, err := d.printer(t).Print(t.Context(), r)
	require.NoError(t, err)
	require.Len(t, out.Warnings, 1)
	assert.Equal(t, fiscal.Message{Kind: fiscal.Warning, Code: "E404", Text: "the command is not allowed now"}, out.Warnings[0])
}

func TestNothingIsBegunOnADeviceThatCannotPrint(t *testing.T) {
	for name, c := range map[string]struct {
		bits []int
		kind error
		code string
	}{
		"a receipt is open":         {[]int{0x23}, fiscal.ErrOffline, ""},
		"a service receipt is open": {[]int{0x25}, fiscal.ErrRejected, "E404"},
		"no paper":                  {[]int{0x20, 0x05}, fiscal.ErrRejected, "E301"},
		"clock not set":             {[]int{0x02}, fiscal.ErrRejected, "E103"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newTalk(t, DatecsA)
			p := d.printer(t)
			d.tell(cmdStatus, says2{bits: c.bits})
			_, err := p.Print(t.Context(), one(DatecsA))
			require.ErrorIs(t, err, c.kind)
			var known *fiscal.Error
			require.ErrorAs(t, err, &known)
			assert.Equal(t, c.code, known.Code)
			assert.NotContains(t, d.codes(), byte(cmdOpen))
		})
	}
}

// An invalid receipt is refused before the first byte.
func TestInvalidBeforeTheFirstByte(t *testing.T) {
	change := func(f func(*fiscal.Receipt)) func(*fiscal.Receipt) { return f }
	for name, c := range map[string]struct {
		maker  Maker
		change func(*fiscal.Receipt)
	}{
		"no items": {DatecsA, change(func(r *fiscal.Receipt) { r.Items = nil })},
		"bank on group B": {DatecsB, change(func(r *fiscal.Receipt) {
			r.Payments = []fiscal.Payment{{Kind: fiscal.PayBank, Amount: decimalOf("1")}}
		})},
		"coupons on Daisy": {Daisy, change(func(r *fiscal.Receipt) {
			r.Payments = []fiscal.Payment{{Kind: fiscal.PayCoupons, Amount: decimalOf("1")}}
		})},
		"no УНП on Daisy":     {Daisy, change(func(r *fiscal.Receipt) { r.USN.Seq, r.USN.Device, r.USN.Operator = 0, "", "" })},
		"operator is a name":  {DatecsA, change(func(r *fiscal.Receipt) { r.Operator = "Иван" })},
		"operator with comma": {Eltrade, change(func(r *fiscal.Receipt) { r.Operator = "Иван, касиер" })},
		"operator with TAB":   {Eltrade, change(func(r *fiscal.Receipt) { r.Operator = "Иван\tкасиер" })},
		"password letters":    {DatecsX, change(func(r *fiscal.Receipt) { r.OperatorPassword = func() string { return "hush" } })},
		"password empty":      {DatecsB, change(func(r *fiscal.Receipt) { r.OperatorPassword = func() string { return "" } })},
		"password too long":   {Daisy, change(func(r *fiscal.Receipt) { r.OperatorPassword = func() string { return "1234567" } })},
		"department 61 of A":  {DatecsA, change(func(r *fiscal.Receipt) { r.Items[0].Department = 61 })},
		"121 lines on group B": {DatecsB, change(func(r *fiscal.Receipt) {
			r.Items = slices.Repeat(r.Items, 121)
		})},
	} {
		t.Run(name, func(t *testing.T) {
			d := newTalk(t, c.maker)
			p := d.printer(t)
			before := len(d.codes())
			r := one(c.maker)
			c.change(&r)
			_, err := p.Print(t.Context(), r)
			require.ErrorIs(t, err, fiscal.ErrInvalid)
			assert.Len(t, d.codes(), before)
			assert.NotContains(t, err.Error(), "hush")
		})
	}
}

func TestInvalidStorno(t *testing.T) {
	good := func(m Maker) fiscal.Reversal {
		return fiscal.Reversal{Receipt: one(m), Reason: fiscal.ReasonRefund, Original: fiscal.Result{
			Number: "0000085", FiscalMemory: "02279013", Time: time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC),
		}}
	}
	for name, c := range map[string]struct {
		maker  Maker
		change func(*fiscal.Reversal)
	}{
		"no original":          {DatecsA, func(r *fiscal.Reversal) { r.Original = fiscal.Result{} }},
		"number with a letter": {DatecsA, func(r *fiscal.Reversal) { r.Original.Number = "85a" }},
		"memory with a comma":  {Eltrade, func(r *fiscal.Reversal) { r.Original.FiscalMemory = "0227,013" }},
		"no УНП on group A": {DatecsA, func(r *fiscal.Reversal) {
			r.USN = one(DatecsA).USN
			r.USN.Device, r.USN.Operator, r.USN.Seq = "", "", 0
		}},
		"no УНП on Eltrade": {Eltrade, func(r *fiscal.Reversal) { r.USN.Device, r.USN.Operator, r.USN.Seq = "", "", 0 }},
		"payments in the storno": {DatecsA, func(r *fiscal.Reversal) {
			r.Payments = []fiscal.Payment{{Kind: fiscal.PayCash, Amount: decimalOf("1")}}
		}},
	} {
		t.Run(name, func(t *testing.T) {
			d := newTalk(t, c.maker)
			p := d.printer(t)
			before := len(d.codes())
			r := good(c.maker)
			c.change(&r)
			_, err := p.Reverse(t.Context(), r)
			require.ErrorIs(t, err, fiscal.ErrInvalid)
			assert.Len(t, d.codes(), before)
		})
	}
}

// A foreign receipt that is open after the line broke is not ours to end.
func TestRecoverLeavesAnotherReceiptAlone(t *testing.T) {
	d := newTalk(t, DatecsA)
	p := d.printer(t)
	d.open = true
	d.tell(cmdTally, says2{data: "1,0003,+00004711,+00000000"})
	j := &job{printer: p, op: "print", total: decimalOf("1"), reached: stagePay}
	err := j.recover(t.Context(), errSilent)
	require.ErrorIs(t, err, fiscal.ErrOutcomeUnknown)
	require.NotErrorIs(t, err, fiscal.ErrOffline)
	assert.NotContains(t, d.codes(), byte(cmdCancel))
	assert.NotContains(t, d.codes(), byte(cmdClose))
}

func TestProofByNumberAndSum(t *testing.T) {
	paid := []step{{stage: stagePay, amount: decimalOf("1")}}
	for name, c := range map[string]struct {
		qr    string
		last  string
		pays  int
		known bool
	}{
		"paid, the number moved":            {"", "0000086", 1, true},
		"paid, it did not":                  {"", "0000085", 1, false},
		"not paid, the number moved":        {"", "0000086", 0, false},
		"not paid, but a receipt of ours":   {"02279013*0000086*2026-11-28*10:00:07*1.00", "", 0, true},
		"a receipt over another sum":        {"02279013*0000086*2026-11-28*10:00:07*1.01", "", 1, false},
		"our sum, but the number from then": {"02279013*0000085*2026-11-28*10:00:07*1.00", "", 1, false},
	} {
		t.Run(name, func(t *testing.T) {
			d := newTalk(t, DatecsA)
			p := d.printer(t)
			if c.qr != "" {
				d.tell(cmdQR, says2{data: c.qr})
			}
			d.tell(cmdLastNumber, says2{data: c.last})
			j := &job{printer: p, op: "print", total: decimalOf("1"), reached: stageClose, before: "0000085", steps: paid, pays: c.pays}
			err := j.recover(t.Context(), errSilent)
			if !c.known {
				require.ErrorIs(t, err, fiscal.ErrOutcomeUnknown)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, "0000086", j.result.Number)
			assert.Equal(t, "1", j.result.Amount.String())
		})
	}
}

func TestOfflineDevice(t *testing.T) {
	d := newTalk(t, DatecsA)
	p := d.printer(t)
	p.opts.Addr = "127.0.0.1:1"
	_, err := p.Status(t.Context())
	require.ErrorIs(t, err, fiscal.ErrOffline)
	_, err = p.LastReceipt(t.Context())
	require.ErrorIs(t, err, fiscal.ErrOffline)
	_, err = p.Print(t.Context(), one(DatecsA))
	require.ErrorIs(t, err, fiscal.ErrOffline)
	require.NotErrorIs(t, err, fiscal.ErrOutcomeUnknown)
	require.ErrorIs(t, p.Abort(t.Context()), fiscal.ErrOffline)
	_, err = Open(t.Context(), Options{Addr: "127.0.0.1:1", Maker: DatecsA})
	require.ErrorIs(t, err, fiscal.ErrOffline)
	require.NoError(t, p.Close())
}

// A device that accepts and is silent is offline when the context is over.
func TestSilentDevice(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer listener.Close()
	_, err = Open(short(t, 60*time.Millisecond), Options{Addr: listener.Addr().String(), Maker: DatecsA})
	require.ErrorIs(t, err, fiscal.ErrOffline)
	require.ErrorIs(t, err, context.DeadlineExceeded)
}

func TestOperationsQueueUp(t *testing.T) {
	d := newTalk(t, DatecsA)
	p := d.printer(t)
	p.lane <- struct{}{}
	_, err := p.Status(short(t, 20*time.Millisecond))
	require.ErrorIs(t, err, fiscal.ErrOffline)
	<-p.lane
	errs := make(chan error)
	for range 5 {
		go func() {
			_, err := p.Status(t.Context())
			errs <- err
		}()
	}
	for range 5 {
		require.NoError(t, <-errs)
	}
}

// No log of a Printer, its options or a receipt shows a password.
func TestNoPasswordIsPrinted(t *testing.T) {
	d := newTalk(t, DatecsA)
	p := d.printer(t)
	r := one(DatecsA)
	r.OperatorPassword = func() string { return "87654321" }
	open, err := newOpening(p.settings(p.info), r, false)
	require.NoError(t, err)
	d.tell(cmdOpen, says2{bits: []int{0x11}})
	_, err = p.Print(t.Context(), r)
	require.Error(t, err)
	for _, text := range []string{fmt.Sprintf("%+v", p.opts), fmt.Sprintf("%#v", open), fmt.Sprintf("%+v", r), err.Error()} {
		assert.NotContains(t, text, "87654321")
	}
}
