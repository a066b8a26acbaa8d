package fiscaltest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// refusal is a device error that the server raises before printing.
type refusal struct{ code, text string }

func (r *refusal) Error() string { return r.code + " " + r.text }

func refuse(code, format string, args ...any) *refusal {
	return &refusal{code: code, text: fmt.Sprintf(format, args...)}
}

// check validates a receipt in ErpNet.FP's order and counts it.
func (s *Server) check(b body, reversal bool) (slip, error) {
	if b.UniqueSaleNumber != "" && !validUSN(b.UniqueSaleNumber) {
		return slip{}, refuse("E405", "Invalid format of UniqueSaleNumber")
	}
	if len(b.Items) == 0 {
		return slip{}, refuse("E410", "Receipt is empty, no items")
	}
	if reversal && (b.ReceiptNumber == "" || b.FiscalMemory == "") {
		return slip{}, refuse("E405", "number and fiscal memory of the original receipt are required")
	}
	out := slip{body: b, reversal: reversal}
	for i, it := range b.Items {
		l, err := s.line(it)
		if err != nil {
			return slip{}, fmt.Errorf("item %d: %w", i+1, err)
		}
		out.total += l.total
		out.lines = append(out.lines, l)
	}
	if out.total <= 0 {
		return slip{}, refuse("E403", "the total is %s", out.total.money())
	}
	if reversal {
		return out, nil
	}
	return out, s.checkPayments(b.Payments, out.total)
}

func validUSN(n string) bool {
	return regexp.MustCompile(`^[A-Z]{2}[0-9]{6}-[A-Z0-9]{4}-[0-9]{7}$`).MatchString(n)
}

func (s *Server) line(it item) (line, error) {
	switch it.Type {
	case "", "sale":
		return s.sale(it)
	case "comment", "footer-comment":
		if strings.TrimSpace(it.Text) == "" {
			return line{}, refuse("E407", "text is empty")
		}
		return line{item: it}, badText(it.Text, s.opts.device.CommentMax)
	case "discount-amount", "surcharge-amount":
		amount, err := read(it.Amount, cent)
		if err != nil || amount <= 0 {
			return line{}, refuse("E403", "amount should be positive")
		}
		if it.Type == "discount-amount" {
			amount = -amount
		}
		return line{item: it, total: amount}, nil
	}
	return line{}, refuse("E403", "type %q", it.Type)
}

func (s *Server) sale(it item) (line, error) {
	if it.Text == "" {
		return line{}, refuse("E407", "text is empty")
	}
	if err := badText(it.Text, s.opts.device.TextMax); err != nil {
		return line{}, err
	}
	q, errQ := read(it.Quantity, 1)
	p, errP := read(it.UnitPrice, cent)
	switch {
	case errQ != nil || errP != nil || q < 0 || p <= 0 || it.Department < 0:
		return line{}, refuse("E403", "quantity %q, price %q or department %d", it.Quantity, it.UnitPrice, it.Department)
	case it.TaxGroup == 0:
		return line{}, refuse("E403", "taxGroup is empty")
	case it.TaxGroup < 1 || it.TaxGroup > 8:
		return line{}, refuse("E411", "tax group %d", it.TaxGroup)
	}
	if q == 0 {
		q = 1000
	}
	gross, err := times(q, p, 1000)
	if err != nil {
		return line{}, refuse("E403", "%v", err)
	}
	change, err := modifier(it, gross)
	if err != nil {
		return line{}, err
	}
	if gross+change < 0 {
		return line{}, refuse("E403", "negative line")
	}
	return line{item: it, quantity: q, price: p, gross: gross, change: change, total: gross + change}, nil
}

// modifier is what the discount or surcharge adds to the line.
func modifier(it item, gross thousandths) (thousandths, error) {
	if it.PriceModifierType == "" {
		if it.PriceModifierValue != "" {
			return 0, refuse("E403", "priceModifierValue without a type")
		}
		return 0, nil
	}
	value, err := read(it.PriceModifierValue, cent)
	if err != nil || value <= 0 {
		return 0, refuse("E403", "priceModifierValue should be positive")
	}
	switch it.PriceModifierType {
	case "discount-percent", "surcharge-percent":
		value, err = times(gross, value, 100_000)
		if err != nil {
			return 0, refuse("E403", "%v", err)
		}
	case "discount-amount", "surcharge-amount":
	default:
		return 0, refuse("E403", "priceModifierType %q", it.PriceModifierType)
	}
	if strings.HasPrefix(it.PriceModifierType, "discount") {
		return -value, nil
	}
	return value, nil
}

// badText refuses what would break the frames of a device or be cut by it.
func badText(text string, limit int) error {
	if n := len([]rune(text)); n > limit {
		return refuse("E407", "text has %d characters, the device takes %d", n, limit)
	}
	for _, r := range text {
		if r < ' ' || (r > 0x7e && !cyrillicPage(r)) {
			return refuse("E407", "text has the character %q, which the device cannot print", r)
		}
	}
	return nil
}

// cyrillicPage is a stricter windows-1251: Bulgarian letters and common signs.
func cyrillicPage(r rune) bool {
	return (r >= 'А' && r <= 'я') || strings.ContainsRune("ЁёЄєЇїІіЎўЂђЃѓЉљЊњЌќЋћЏџЅѕЈјҐґ€№«»“”„‘’‚–—…•™©®§°±¶·†‡‰¤¦¬µ", r)
}

func (s *Server) checkPayments(payments []payment, total thousandths) error {
	if len(payments) == 0 {
		return nil
	}
	var sum thousandths
	for i, p := range payments {
		if p.Amount == nil || p.PaymentType == nil {
			return refuse("E403", "payment %d: amount and paymentType are required", i+1)
		}
		amount, err := read(*p.Amount, cent)
		change := *p.PaymentType == "change"
		switch {
		case err != nil || (change && amount >= 0) || (!change && amount < 0):
			return refuse("E403", "payment %d: amount %q", i+1, *p.Amount)
		case !change && !slices.Contains(s.opts.device.Payments, *p.PaymentType):
			return refuse("E406", "Payment type %s unsupported", *p.PaymentType)
		}
		sum += amount
	}
	if sum != total {
		return refuse("E403", "Payment total amount (%s) should be the same as the items total amount (%s)",
			sum.money(), total.money())
	}
	return nil
}
