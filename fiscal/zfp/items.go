package zfp

import (
	"errors"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/fiscal"
)

// items are the lines above the payments.
func (p *plan) items(r fiscal.Receipt) error {
	var errs []error
	var groups []fiscal.TaxGroup
	for i, it := range r.Items {
		var err error
		switch it.Kind {
		case fiscal.ItemSale:
			groups = append(groups, it.TaxGroup)
			err = p.sell(it)
		case fiscal.ItemComment:
			err = p.add(stepItem, cmdText, comment(it.Text))
		case fiscal.ItemDiscount, fiscal.ItemSurcharge:
			err = p.subtotal(it, groups)
		case fiscal.ItemFooter:
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("item %d: %w", i+1, err))
		}
	}
	return errors.Join(errs...)
}

// sell is command 31 (§2.6.12), or 34 (§2.6.17) for a department: there the raw byte 80
// + number stands in the group's place, and the group at the end.
func (p *plan) sell(it fiscal.Item) error {
	place, end, cmd := it.TaxGroup.Letter(), "", byte(cmdSell)
	if it.Department != 0 {
		place, end, cmd = "\x00", "!"+place, cmdSellDept
	}
	price, err := field("price", it.UnitPrice, 10)
	if err != nil {
		return err
	}
	quantity := it.Quantity.Round(3).String() // at most 9 characters: fiscal.Validate knows 8 digits
	change, err := modifier(it.Modifier)
	if err != nil {
		return err
	}
	data, err := EncodeText(name(it.Text) + ";" + place + ";" + price + "*" + quantity + change + end)
	if err != nil {
		return invalid("%w", err)
	}
	if it.Department != 0 {
		if it.Department > lastDepartment {
			return invalid("department %d; the device has 1 to %d", it.Department, lastDepartment)
		}
		data[nameWire+1] = byte(0x80 + it.Department) //nolint:gosec // at most 93
	}
	p.commands = append(p.commands, command{step: stepItem, cmd: cmd, data: data})
	return nil
}

const lastDepartment = 19

// modifier is the discount (minus) or surcharge of a line, in percent or euro.
func modifier(m fiscal.Modifier) (string, error) {
	sign, value := ":", m.Value
	switch m.Kind {
	case fiscal.ModifierNone:
		return "", nil
	case fiscal.DiscountPercent, fiscal.SurchargePercent:
		sign = ","
	case fiscal.DiscountAmount, fiscal.SurchargeAmount:
	}
	if m.Kind == fiscal.DiscountPercent || m.Kind == fiscal.DiscountAmount {
		value = value.Neg()
	}
	text, err := field(string(m.Kind), value, 8)
	return sign + text, err
}

// subtotal is a sum off or on top of everything so far (§2.6.16). The device spreads
// only a percentage over VAT groups.
func (p *plan) subtotal(it fiscal.Item, groups []fiscal.TaxGroup) error {
	for _, g := range groups {
		if g != groups[0] {
			return invalid("a %s over several VAT groups; the device takes it only over one, so put it on the lines", it.Kind)
		}
	}
	sum := it.Amount
	if it.Kind == fiscal.ItemDiscount {
		sum = sum.Neg()
	}
	text, err := field(string(it.Kind), sum, 8)
	if err != nil {
		return err
	}
	return p.add(stepItem, cmdSubtotal, "1;0:"+text)
}

// payments end on the one that covers the total. Change is taken off the cash: then the
// sums are exact, and the device has nothing to give back.
func (p *plan) payments(known codes, r fiscal.Receipt) error {
	paid := r.Payments
	if len(paid) == 0 {
		paid = []fiscal.Payment{{Kind: fiscal.PayCash, Amount: p.total}}
	}
	change := decimal.Zero
	for _, pay := range paid {
		if pay.Kind == fiscal.PayChange {
			change = change.Sub(pay.Amount)
		}
	}
	var errs []error
	for _, pay := range paid {
		sum := pay.Amount
		if pay.Kind == fiscal.PayCash {
			back := decimal.Min(change, sum)
			sum, change = sum.Sub(back), change.Sub(back)
		}
		if pay.Kind != fiscal.PayChange && sum.IsPositive() {
			errs = append(errs, p.pay(known, pay.Kind, sum))
		}
	}
	return errors.Join(errs...)
}

// pay is command 35 (§2.6.19), without change.
func (p *plan) pay(known codes, kind fiscal.PaymentKind, sum decimal.Decimal) error {
	code, ok := known[kind]
	if !ok {
		return invalid("the device takes no payment of kind %s", kind)
	}
	text, err := field(string(kind), sum, 10)
	if err != nil {
		return err
	}
	if err := p.add(stepPay, cmdPay, code+";1;"+text+"*"); err != nil {
		return err
	}
	p.commands[len(p.commands)-1].pay = payment{code: code, sum: sum}
	return nil
}

// field is a number with two decimals that has to fit into so many characters.
func field(what string, d decimal.Decimal, width int) (string, error) {
	text := d.StringFixed(2)
	if len(text) > width {
		return "", invalid("%s %s has more than %d characters", what, text, width)
	}
	return text, nil
}

// name is an item's name at its full width, comment a line of text. The bar is the
// device's sign for a new line.
func name(text string) string {
	text = fiscal.FitText(strings.ReplaceAll(text, "|", "/"), nameMax)
	return text + strings.Repeat(" ", nameWire-len([]rune(text)))
}

func comment(text string) string {
	return fiscal.FitText(strings.ReplaceAll(text, "|", "/"), commentMax)
}
