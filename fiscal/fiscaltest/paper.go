package fiscaltest

import (
	"strings"
	"unicode/utf8"
)

// width of the paper in characters.
const width = 42

// layout lays a receipt out as a Bulgarian device would.
func layout(lines []line, r PrintedReceipt, device Device) string {
	var p strip
	p.center("ПРОБНО ОТПЕЧАТВАНЕ В ПАМЕТТА")
	p.center("няма фискална стойност")
	p.rule()
	if r.Reversal {
		p.center("СТОРНО")
		p.pair("Причина", reasonText(r.Reason))
		p.pair("Към бон", r.OriginalNumber)
		p.pair("от", r.OriginalTime)
		p.pair("ФП", r.OriginalMemory)
	}
	p.invoice(r)
	if r.USN != "" {
		p.pair("УНП", r.USN)
	}
	if r.Operator != "" {
		p.pair("Оператор", r.Operator)
	}
	p.rule()
	for _, l := range lines {
		if l.item.Type != "footer-comment" {
			p.item(l)
		}
	}
	p.rule()
	p.pair("ОБЩА СУМА EUR", r.Total)
	for _, pay := range r.Payments {
		kind, amount, _ := strings.Cut(pay, " ")
		p.pair(payText(kind), amount)
	}
	for _, l := range lines {
		if l.item.Type == "footer-comment" {
			p.line("# " + l.item.Text)
		}
	}
	p.rule()
	p.pair(r.Number, r.Time.Format("02-01-2006 15:04:05"))
	p.pair(device.Serial, device.FiscalMemory)
	p.center("СЛУЖЕБЕН БОН")
	return p.String()
}

// strip is a strip of paper that grows.
type strip struct{ strings.Builder }

func (p *strip) line(text string) { _, _ = p.WriteString(text + "\n") }

func (p *strip) rule() { p.line(strings.Repeat("-", width)) }

func (p *strip) center(text string) {
	p.line(strings.Repeat(" ", max(0, width-utf8.RuneCountInString(text))/2) + text)
}

func (p *strip) pair(left, right string) {
	gap := width - utf8.RuneCountInString(left) - utf8.RuneCountInString(right)
	p.line(left + strings.Repeat(" ", max(1, gap)) + right)
}

func (p *strip) item(l line) {
	switch l.item.Type {
	case "comment":
		p.line("# " + l.item.Text)
		return
	case "discount-amount":
		p.pair("ОТСТЪПКА", l.total.money())
		return
	case "surcharge-amount":
		p.pair("НАДБАВКА", l.total.money())
		return
	}
	letter := string([]rune("АБВГДЕЖЗ")[l.item.TaxGroup-1])
	p.line(l.item.Text)
	p.pair("  "+l.quantity.quantity()+" x "+l.price.money(), l.gross.money()+" "+letter)
	switch {
	case l.change < 0:
		p.pair("  отстъпка", l.change.money()+"  ")
	case l.change > 0:
		p.pair("  надбавка", l.change.money()+"  ")
	}
}

func payText(kind string) string {
	switch kind {
	case "cash":
		return "В БРОЙ"
	case "card":
		return "С КАРТА"
	case "check":
		return "С ЧЕК"
	case "coupons", "ext-coupons":
		return "ВАУЧЕР"
	case "bank":
		return "БАНКОВ ПРЕВОД"
	case "change":
		return "РЕСТО"
	}
	return strings.ToUpper(kind)
}

func reasonText(reason string) string {
	switch reason {
	case "operator-error":
		return "операторска грешка"
	case "refund":
		return "връщане/рекламация"
	}
	return "намаление на данъчната основа"
}
