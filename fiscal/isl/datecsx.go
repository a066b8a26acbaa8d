package isl

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/fiscal"
)

// datecsX is Datecs group X (C in the maker's own count): long frames, every field
// ends in TAB, the last one too, and every answer begins with an error code.
type datecsX struct{}

func (datecsX) profile() profile {
	return profile{
		maker: DatecsX, manufacturer: "Datecs", framing: Long,
		texts: 72, comments: 40, operator: "1", password: "0000", maxPassword: 8,
		maxSales: 512, maxDepartment: 99, cancel: cmdCancel, flags: datecsXFlags(),
		letters: map[fiscal.PaymentKind]string{
			fiscal.PayCash: "0", fiscal.PayCheck: "3", fiscal.PayCard: "1",
			fiscal.PayCoupons: "5", fiscal.PayExtCoupons: "4",
		},
	}
}

// openSale ends in the empty field that makes no invoice.
func (datecsX) openSale(o opening) (byte, string, error) {
	if o.usn == "" {
		return cmdOpen, tabbed(o.operator, o.password(), strconv.Itoa(o.till), "", ""), nil
	}
	return cmdOpen, tabbed(o.operator, o.password(), o.usn, strconv.Itoa(o.till), "", ""), nil
}

func (datecsX) openStorno(o opening, of original) (byte, string, error) {
	return cmdOpenStornoX, tabbed(o.operator, o.password(), strconv.Itoa(o.till),
		reasonCode(of.reason, "0", "1", "2"), strings.TrimLeft(of.number, "0"), of.time.Format(dashTime), of.memory,
		"", "", "", o.usn, ""), nil
}

// tabbed is joined without a TAB at the end; the last part is mostly "".
func tabbed(parts ...string) string { return strings.Join(parts, "\t") }

func (datecsX) sale(fiscal.Item) byte { return cmdSale }

func (datecsX) appendSale(dst []byte, it fiscal.Item, name string) []byte {
	dst = append(appendText(dst, name), '\t', '0'+byte(it.TaxGroup), '\t') //nolint:gosec // validated: 1 to 8
	dst = append(appendMoney(dst, it.UnitPrice), '\t')
	dst = append(appendNumber(dst, it.Quantity, quantityPlaces, true), '\t')
	dst = appendModifier(dst, it.Modifier.Kind, it.Modifier.Value)
	return append(appendInt(dst, it.Department), '\t')
}

// appendModifier writes type and value; without a discount the value must be empty.
func appendModifier(dst []byte, kind fiscal.ModifierKind, value decimal.Decimal) []byte {
	switch kind {
	case fiscal.ModifierNone:
		return append(dst, '0', '\t', '\t')
	case fiscal.SurchargePercent:
		dst = append(dst, '1', '\t')
	case fiscal.DiscountPercent:
		dst = append(dst, '2', '\t')
	case fiscal.SurchargeAmount:
		dst = append(dst, '3', '\t')
	case fiscal.DiscountAmount:
		dst = append(dst, '4', '\t')
	}
	return append(appendMoney(dst, value), '\t')
}

func (datecsX) appendSubtotal(dst []byte, amount decimal.Decimal) []byte {
	kind := fiscal.SurchargeAmount
	if amount.IsNegative() {
		kind = fiscal.DiscountAmount
	}
	return appendModifier(append(dst, '1', '\t', '0', '\t'), kind, amount.Abs())
}

// appendComment leaves the five marks of how the text looks empty.
func (datecsX) appendComment(dst []byte, text string) []byte {
	return append(appendText(dst, text), "\t\t\t\t\t\t"...)
}

// appendPayment ends in type 1, "with money"; it matters only for a card terminal.
func (datecsX) appendPayment(dst []byte, letter string, amount decimal.Decimal) []byte {
	dst = append(append(dst, letter...), '\t')
	return append(appendMoney(dst, amount), '\t', '1', '\t')
}

// refusal goes by the error code alone: 0 is done, whatever the status says. The
// description (5A) has none when it is asked for in the old form.
func (datecsX) refusal(a answer) []fiscal.Message {
	code, _, found := bytes.Cut(a.data, []byte{'\t'})
	switch {
	case a.code == cmdInfo && !bytes.HasPrefix(a.data, []byte("-")):
		return nil
	case found && string(code) == "0", a.code == cmdClose && !a.open():
		return nil
	}
	if len(code) == 0 {
		return orElse(a.failures(), "E402", "the device answered without an error code")
	}
	return append(a.failures(), fiscal.Message{
		Kind: fiscal.Failure, Code: "E499", Text: "device error " + decodeText(code) + ", see its manual",
	})
}

func (datecsX) tallyRequest() string { return "" }

// tally reads "error, kind, number, lines, amount, paid".
func (datecsX) tally(a answer) (tally, error) {
	f := a.fields("\t")
	if len(f) < 5 {
		return tally{}, badReply(a)
	}
	return tallyOf(a, f[4], f[5:])
}

// number is the third field of 4C: group X has no command 71.
func (datecsX) number(s *session) (string, error) {
	a, err := s.ask(cmdTally, "")
	if err != nil {
		return "", err
	}
	if f := a.fields("\t"); len(f) > 2 {
		return padded(f[2]), nil
	}
	return "", nil
}

// document asks the journal tape (7D); the answer is "error, number, its number among
// its kind, time, type, Z".
func (datecsX) document(s *session, number string) (document, bool, error) {
	a, err := s.ask(cmdDocument, tabbed("0", strings.TrimLeft(number, "0"), "10", ""))
	if err != nil {
		return document{}, false, err
	}
	f := a.fields("\t")
	if len(f) < 5 || f[0] != "0" || padded(f[1]) != number {
		return document{}, false, nil
	}
	switch f[4] {
	case "1", "3", "6", "7": // receipt, invoice, and their stornos
		return document{time: f[3]}, true, nil
	}
	return document{}, false, nil
}

func (datecsX) clock(a answer) string {
	if f := a.fields("\t"); len(f) > 1 {
		return f[1]
	}
	return ""
}

func (datecsX) closedNumber(a answer) string {
	if f := a.fields("\t"); len(f) > 1 {
		return padded(f[1])
	}
	return ""
}
