package isl

import (
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/fiscal"
)

// stage is how far into a receipt a command belongs.
type stage int

const (
	stageOpen stage = iota
	stageSell
	stagePay
	stageFooter
	stageClose
)

// step is one command of a receipt.
type step struct {
	stage  stage
	code   byte
	data   []byte
	amount decimal.Decimal // of a payment
}

// settings are what the device and the options add to a receipt. Their limits are those
// of the device, where the profile's are the maker's.
type settings struct {
	profile // its letters are those after Options.PaymentLetters

	texts, comments int
	till            int
	location        *time.Location
}

// planSale turns a receipt into commands. It talks to nobody, and its errors wrap
// fiscal.ErrInvalid.
func planSale(d dialect, s settings, r fiscal.Receipt) ([]step, error) {
	open, err := newOpening(s, r, false)
	if err != nil {
		return nil, err
	}
	code, data, err := d.openSale(open)
	if err != nil {
		return nil, err
	}
	return plan(d, s, r, step{code: code, data: appendText(nil, data)})
}

// planStorno is planSale for a storno, which is paid back in cash, all of it.
func planStorno(d dialect, s settings, r fiscal.Reversal) ([]step, error) {
	open, err := newOpening(s, r.Receipt, true)
	if err != nil {
		return nil, err
	}
	of, err := newOriginal(s, r)
	if err != nil {
		return nil, err
	}
	code, data, err := d.openStorno(open, of)
	if err != nil {
		return nil, err
	}
	r.Payments = nil
	return plan(d, s, r.Receipt, step{code: code, data: appendText(nil, data)})
}

func plan(d dialect, s settings, r fiscal.Receipt, open step) ([]step, error) {
	pays, err := payments(s.letters, r)
	if err != nil {
		return nil, err
	}
	if err := fits(s.profile, r); err != nil {
		return nil, err
	}
	steps := make([]step, 0, len(r.Items)+len(pays)+2)
	steps = append(steps, open)
	for _, it := range r.Items {
		if it.Kind != fiscal.ItemFooter {
			steps = appendItem(steps, d, s, it)
		}
	}
	for _, p := range pays {
		steps = append(steps, step{stagePay, cmdPay, d.appendPayment(nil, p.letter, p.amount), p.amount})
	}
	for _, it := range r.Items {
		if it.Kind == fiscal.ItemFooter {
			steps = append(steps, comment(d, s, stageFooter, it))
		}
	}
	steps = append(steps, step{stage: stageClose, code: cmdClose})
	return steps, encodable(s.framing, steps)
}

// appendItem writes one item. The sale of a department that goes without a name has it
// as a comment before: the law wants the kind of good on the receipt (Наредба Н-18
// чл. 26, ал. 1, т. 7).
func appendItem(steps []step, d dialect, s settings, it fiscal.Item) []step {
	switch it.Kind {
	case fiscal.ItemSale:
		code := d.sale(it)
		if code == cmdSaleDepartment {
			steps = append(steps, comment(d, s, stageSell, it))
		}
		data := d.appendSale(make([]byte, 0, s.texts+32), it, fiscal.FitText(it.Text, s.texts))
		return append(steps, step{stage: stageSell, code: code, data: data})
	case fiscal.ItemDiscount, fiscal.ItemSurcharge:
		return append(steps, step{stage: stageSell, code: cmdSubtotal, data: d.appendSubtotal(nil, it.Total())})
	case fiscal.ItemComment, fiscal.ItemFooter:
	}
	return append(steps, comment(d, s, stageSell, it))
}

func comment(d dialect, s settings, at stage, it fiscal.Item) step {
	return step{stage: at, code: cmdComment, data: d.appendComment(nil, fiscal.FitText(it.Text, s.comments))}
}

// fits checks what the maker's document limits beyond fiscal.Receipt.Validate.
func fits(p profile, r fiscal.Receipt) error {
	sales := 0
	for i, it := range r.Items {
		if it.Kind != fiscal.ItemSale {
			continue
		}
		sales++
		if it.Department > p.maxDepartment {
			return invalid("item %d: department %d; devices of %s have 1 to %d", i+1, it.Department, p.maker, p.maxDepartment)
		}
	}
	if sales > p.maxSales {
		return invalid("%d sale lines; devices of %s take %d, so split the receipt", sales, p.maker, p.maxSales)
	}
	return nil
}

// encodable finds what no frame carries before the first byte is sent.
func encodable(framing Framing, steps []step) error {
	for _, st := range steps {
		f := Frame{Framing: framing, Seq: firstSeq, Cmd: st.code, Data: st.data}
		if err := f.check(); err != nil {
			return fmt.Errorf("%w: %w", err, fiscal.ErrInvalid)
		}
	}
	return nil
}

// payment is one payment as it is sent.
type payment struct {
	letter string
	amount decimal.Decimal
}
