package isl

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/fiscal"
)

// classic is what all makers but Datecs X have in common: fields parted by commas, and
// the line of a sale as "name TAB group price*quantity,percent".
type classic struct {
	// amountMark stands before a discount that is a sum.
	amountMark byte
}

func (classic) sale(fiscal.Item) byte { return cmdSale }

// appendSale writes the quantity always, since an empty one is 1 for the device.
func (c classic) appendSale(dst []byte, it fiscal.Item, name string) []byte {
	dst = append(appendText(dst, name), '\t')
	if it.Department > 0 {
		dst = append(appendInt(dst, it.Department), '\t')
	} else {
		dst = append(dst, 0xC0+byte(it.TaxGroup-1)) //nolint:gosec // validated: 1 to 8 are А to З in windows-1251
	}
	return c.appendTerms(appendMoney(dst, it.UnitPrice), it)
}

// appendTerms writes the quantity, and the discount as a negative sum.
func (c classic) appendTerms(dst []byte, it fiscal.Item) []byte {
	dst = appendNumber(append(dst, '*'), it.Quantity, quantityPlaces, false)
	switch it.Modifier.Kind {
	case fiscal.DiscountPercent, fiscal.SurchargePercent:
		dst = append(dst, ',')
	case fiscal.DiscountAmount, fiscal.SurchargeAmount:
		dst = append(dst, c.amountMark)
	case fiscal.ModifierNone:
		return dst
	}
	return appendMoney(dst, signed(it.Modifier))
}

func signed(m fiscal.Modifier) decimal.Decimal {
	if m.Kind == fiscal.DiscountPercent || m.Kind == fiscal.DiscountAmount {
		return m.Value.Neg()
	}
	return m.Value
}

// appendSubtotal prints the subtotal (1) and leaves the display alone (0).
func (c classic) appendSubtotal(dst []byte, amount decimal.Decimal) []byte {
	return appendMoney(append(dst, '1', '0', c.amountMark), amount)
}

func (classic) appendComment(dst []byte, text string) []byte { return appendText(dst, text) }

func (classic) appendPayment(dst []byte, letter string, amount decimal.Decimal) []byte {
	dst = append(dst, '\t')
	return appendMoney(append(dst, letter...), amount)
}

// refusal reads the letter with which a payment is answered: D and R mean that it is
// done, whatever the status says about paper; anything else that it is not. An opening
// that failed is answered with F by Datecs B.
func (classic) refusal(a answer) []fiscal.Message {
	switch {
	case a.code == cmdPay:
		if len(a.data) > 0 && (a.data[0] == 'D' || a.data[0] == 'R') {
			return nil
		}
		return orElse(a.failures(), "E406", fmt.Sprintf("the device refused the payment: %q", a.text()))
	case a.code == cmdClose:
		if !a.open() {
			return nil
		}
		return orElse(a.failures(), "E404", "the device did not close the receipt")
	case a.text() == "F":
		return orElse(a.failures(), "E404", "the device refused the command")
	}
	return a.failures()
}

func (classic) tallyRequest() string { return "T" }

// tally reads "open,lines,amount,paid".
func (classic) tally(a answer) (tally, error) {
	f := a.fields(",")
	if len(f) < 3 {
		return tally{}, badReply(a)
	}
	return tallyOf(a, f[2], f[3:])
}

func (classic) number(s *session) (string, error) {
	a, err := s.ask(cmdLastNumber, "")
	if err != nil {
		return "", err
	}
	return padded(a.text()), nil
}

func (classic) document(*session, string) (document, bool, error) { return document{}, false, nil }

func (classic) clock(a answer) string { return a.text() }

func (classic) closedNumber(answer) string { return "" }
