package fiscaltest

import (
	"fmt"
	"strings"
)

// paid is command 35: [L1][LF L2] TAB [[letter][+]amount]. Nothing behind the tab is
// all of it in cash.
func (d *ISL) paid(data string) (string, error) {
	text, rest, tab := strings.Cut(data, "\t")
	if !tab {
		return "", object(badSyntax, "no tab")
	}
	kind, amount, err := d.payment(rest)
	if err != nil {
		return "", err
	}
	if d.group == Daisy && d.open != nil && d.open.storno != nil && kind != "cash" {
		return "", &objection{kind: notAllowed, text: "a storno is paid in cash", answer: "F"}
	}
	due, err := d.pay(kind, amount, rest == "")
	if o, refused := err.(*objection); refused { //nolint:errorlint // made one line above
		o.answer = "F"
		return "", o
	}
	for l := range strings.SplitSeq(text, "\n") {
		if l != "" {
			err = d.comment(l)
		}
	}
	return d.payReply(due), err
}

func (d *ISL) payment(rest string) (string, thousandths, error) {
	kind := "cash"
	if rest != "" && strings.ContainsRune("+0123456789", rune(rest[0])) {
		amount, err := number(rest, 2, "+")
		return kind, amount, err
	}
	if rest == "" {
		return kind, 0, nil
	}
	kind, known := d.letters[rest[:1]]
	if !known {
		return "", 0, object(badSyntax, "payment %q", rest)
	}
	amount, err := number(rest[1:], 2, "+")
	return kind, amount, err
}

// payReply: D and what is due, R and the change. A payment that just covers it is R
// with Datecs and Eltrade, which say D for less only, and D with Daisy and Incotex,
// which say D for less or equal.
func (d *ISL) payReply(due thousandths) string {
	code := "R"
	if due > 0 || due == 0 && (d.group == Daisy || d.group == Incotex) {
		code = "D"
	}
	sum := max(due, -due)
	switch d.group {
	case Incotex:
		return code + sum.money()
	case Daisy:
		return code + tenCents(sum)
	default:
		return fmt.Sprintf("%s%09d", code, int64(sum/cent))
	}
}

// moved is command 46: cash in, or out below zero; F when it is denied.
func (d *ISL) moved(data string) (string, error) {
	amount, _, _ := strings.Cut(data, ",")
	code, value := "P", thousandths(0)
	if amount != "" {
		var err error
		if value, err = number(amount, 2, "+-"); err != nil {
			return "", err
		}
	}
	if d.noPaper && value != 0 {
		return "", d.printing()
	}
	if err := d.move(value); err != nil {
		code = "F"
	}
	return strings.Join([]string{code, d.money(d.day.cash), d.money(d.day.in), d.money(d.day.out)}, ","), nil
}

// daily is command 45: nothing or 0 = Z report, 2 = X report.
func (d *ISL) daily(data string) (string, error) {
	option := strings.TrimRight(data, "N")
	if option == "" {
		option = "0"
	}
	zero := option == "0" || option == "1" && d.group == Daisy
	if !zero && option != "2" && (option != "3" || d.group != Daisy) {
		return "", object(badSyntax, "report %q", data)
	}
	sums, err := d.report(zero)
	if err != nil {
		return "", err
	}
	out := []string{fmt.Sprintf("%04d", d.zReports)}
	if d.group == Daisy {
		for _, s := range append(sums.sold[:], sums.returned[:]...) {
			out = append(out, d.money(s))
		}
		return strings.Join(out, ","), nil
	}
	total := thousandths(0)
	for _, s := range sums.sold {
		total += s
		out = append(out, twelve(s))
	}
	return out[0] + "," + strings.Join(append([]string{twelve(total)}, out[1:]...), ","), nil
}

// twelve is a sign and 11 digits of cents.
func twelve(t thousandths) string { return fmt.Sprintf("%+012d", int64(t/cent)) }
