package zfp

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/fiscal"
)

// The commands, §2.2 to §2.7.
const (
	cmdStatus   = 0x20
	cmdVersion  = 0x21
	cmdOpen     = 0x30
	cmdSell     = 0x31
	cmdSubtotal = 0x33
	cmdSellDept = 0x34
	cmdPay      = 0x35
	cmdText     = 0x37
	cmdClose    = 0x38
	cmdCancel   = 0x39
	cmdNumbers  = 0x60
	cmdClock    = 0x68
	cmdCounter  = 0x71
	cmdReceipt  = 0x72
)

// step is what a command means for the receipt; a receipt passes them in this order.
type step int

const (
	stepOpen   step = iota
	stepItem        // sales, comments and sums off the subtotal
	stepCheck       // the device is asked for its total
	stepPay         // from here on the receipt may come out
	stepFooter      // text below the payments
	stepClose
)

// command is one message of a receipt.
type command struct {
	step step
	cmd  byte
	data []byte
	// pay is what a payment registers.
	pay payment
}

// payment is a sum under a payment number.
type payment struct {
	code string
	sum  decimal.Decimal
}

// plan is a receipt as the device will be told it.
type plan struct {
	commands []command
	// total is what the device must come to before it is paid.
	total decimal.Decimal
}

// terms are what a plan needs to know of device and caller.
type terms struct {
	codes    codes
	operator string
	password func() string
	location *time.Location
}

// The widths of the device: an item's name is 36 characters on the wire of which 32
// fit every roll, a comment has 30 between its two '#'.
const (
	nameWire   = 36
	nameMax    = 32
	commentMax = 30
)

// sale plans a sale. Errors wrap [fiscal.ErrInvalid].
func (t terms) sale(r fiscal.Receipt) (plan, error) {
	operator, err := t.opening(r)
	if err != nil {
		return plan{}, err
	}
	open := operator + ";1;1;2" // detailed, VAT printed, printed when it is closed
	if !r.USN.IsZero() {
		open += "$" + r.USN.String()
	}
	return t.plan(r, open)
}

// storno plans a storno.
func (t terms) storno(r fiscal.Reversal) (plan, error) {
	number := strings.TrimLeft(r.Original.Number, "0")
	if !digits(number, 6) {
		return plan{}, invalid("the original receipt's number %q; the device knows 1 to 6 digits", r.Original.Number)
	}
	if memory := r.Original.FiscalMemory; len(memory) != 8 || !digits(memory, 8) {
		return plan{}, invalid("the fiscal memory %q of the original receipt; it has 8 digits", memory)
	}
	number = strings.Repeat("0", 6-len(number)) + number
	operator, err := t.opening(r.Receipt)
	if err != nil {
		return plan{}, err
	}
	open := strings.Join([]string{
		operator, "1", "1", "D", reasonCode(r.Reason), number,
		r.Original.Time.In(t.location).Format("02-01-06 15:04:05"), r.Original.FiscalMemory,
	}, ";")
	if !r.USN.IsZero() {
		open += ";" + r.USN.String()
	}
	return t.plan(r.Receipt, open)
}

func reasonCode(r fiscal.Reason) string {
	switch r {
	case fiscal.ReasonRefund:
		return "1"
	case fiscal.ReasonTaxBaseReduction:
		return "2"
	case fiscal.ReasonOperatorError:
	}
	return "0"
}

// opening is the operator: his number 1 to 20 and his password. No error repeats it.
func (t terms) opening(r fiscal.Receipt) (string, error) {
	operator, password := t.operator, t.password()
	if r.Operator != "" {
		operator = r.Operator
	}
	if r.OperatorPassword != nil && r.OperatorPassword() != "" {
		password = r.OperatorPassword()
	}
	if n, err := strconv.Atoi(operator); err != nil || n < 1 || n > 20 || !digits(operator, 2) {
		return "", invalid("operator %q; the device has 1 to 20", operator)
	}
	if !digits(password, 6) {
		return "", invalid("the operator's password is not 1 to 6 digits")
	}
	return operator + ";" + password, nil
}

// digits reports that s is made of 1 to most digits.
func digits(s string, most int) bool {
	return s != "" && len(s) <= most && strings.Trim(s, "0123456789") == ""
}

func (t terms) plan(r fiscal.Receipt, open string) (plan, error) {
	p := plan{total: r.Total()}
	errs := []error{
		p.add(stepOpen, cmdOpen, open),
		p.items(r),
		p.add(stepCheck, cmdSubtotal, "0;0"), // neither printed nor shown
		p.payments(t.codes, r),
	}
	for _, it := range r.Items {
		if it.Kind == fiscal.ItemFooter {
			errs = append(errs, p.add(stepFooter, cmdText, comment(it.Text)))
		}
	}
	errs = append(errs, p.add(stepClose, cmdClose, ""))
	return p, errors.Join(errs...)
}

// add appends a command and proves that it can be sent.
func (p *plan) add(s step, cmd byte, data string) error {
	b, err := EncodeText(data)
	if err == nil {
		_, err = EncodeFrame(Frame{NBL: firstNBL, Cmd: cmd, Data: b})
	}
	if err != nil {
		return invalid("command %02X: %w", cmd, err)
	}
	p.commands = append(p.commands, command{step: s, cmd: cmd, data: b})
	return nil
}

// invalid is one reason why the receipt cannot be told to a device.
func invalid(format string, args ...any) error {
	return fmt.Errorf("zfp: "+format+": %w", append(args, fiscal.ErrInvalid)...)
}
