package fiscaltest

import (
	"strconv"
	"strings"
)

// soldX: name, group 1 to 8, price, quantity, kind of change, its value, department
// and, in the second form, the unit.
func (d *ISL) soldX(f []string) ([]string, error) {
	if f[0] == "" || len(f[1]) != 1 || f[1] < "1" || f[1] > "8" {
		return nil, object(badSyntax, "name %q, group %q", f[0], f[1])
	}
	s := sale{text: cutText(f[0], d.limits.nameMax), group: int(f[1][0] - '0'), quantity: 1000, void: strings.HasPrefix(f[2], "-")}
	price, err := number(f[2], 2, "-")
	if err != nil {
		return nil, err
	}
	s.price = max(price, -price)
	if f[3] != "" {
		if s.quantity, err = number(f[3], 3, ""); err != nil {
			return nil, err
		}
	}
	if s.percent, s.amount, err = changeX(f[4], f[5]); err != nil {
		return nil, err
	}
	if f[6] != "" && f[6] != "0" {
		if err := within(f[6], 99); err != nil {
			return nil, err
		}
	}
	if len(f) == 8 && (f[7] == "" || len([]rune(f[7])) > 6) {
		return nil, object(badSyntax, "unit %q", f[7])
	}
	err = d.sell(s)
	return []string{d.slip()}, err
}

// changeX reads kind and value of a change: 1 and 2 are percentages, 3 and 4 sums, odd
// ones surcharges. Without a kind the value must be empty.
func changeX(kind, value string) (percent, amount thousandths, err error) {
	if kind == "" || kind == "0" {
		if value != "" {
			return 0, 0, object(badSyntax, "a value %q without a kind", value)
		}
		return 0, 0, nil
	}
	n, err := number(value, 2, "")
	if err != nil || n == 0 {
		return 0, 0, object(badSyntax, "value %q", value)
	}
	switch kind {
	case "1", "2":
		if n > 99_990 {
			return 0, 0, object(badSyntax, "%s %%", value)
		}
		percent = n
	case "3", "4":
		amount = n
	default:
		return 0, 0, object(badSyntax, "kind %q", kind)
	}
	if kind == "2" || kind == "4" {
		percent, amount = -percent, -amount
	}
	return percent, amount, nil
}

// subtotalX: print, display, kind of change, its value.
func (d *ISL) subtotalX(f []string) ([]string, error) {
	if strings.Trim(f[0]+f[1], "01") != "" || len(f[0]) > 1 || len(f[1]) > 1 {
		return nil, object(badSyntax, "print %q, display %q", f[0], f[1])
	}
	percent, amount, err := changeX(f[2], f[3])
	if err != nil {
		return nil, err
	}
	if err := d.modify(percent, amount); err != nil {
		return nil, err
	}
	out := []string{d.slip(), d.open.total().money()}
	for _, g := range d.open.groups {
		out = append(out, g.money())
	}
	return out, nil
}

// paidX: code, amount, kind of card payment. Without code and amount: all in cash.
func (d *ISL) paidX(f []string) ([]string, error) {
	kind, known := d.letters[f[0]]
	if !known || f[2] != "" && f[2] != "1" {
		return nil, object(badSyntax, "payment %q %q", f[0], f[2])
	}
	var amount thousandths
	if f[0] != "" || f[1] != "" {
		var err error
		if amount, err = number(f[1], 2, ""); err != nil {
			return nil, err
		}
	}
	due, err := d.pay(kind, amount, f[0] == "" && f[1] == "")
	if due > 0 {
		return []string{"D", due.money()}, err
	}
	return []string{"R", (-due).money()}, err
}

// commentX: text and five marks of how it looks.
func (d *ISL) commentX(f []string) ([]string, error) {
	for i, mark := range f[1:] {
		if len(mark) > 1 || strings.Trim(mark, "01") != "" && (i != 4 || mark != "2") {
			return nil, object(badSyntax, "mark %q", mark)
		}
	}
	return nil, d.comment(f[0])
}

func (d *ISL) closedX([]string) ([]string, error) {
	_, err := d.finish()
	return []string{d.slip()}, err
}

func (d *ISL) cancelledX([]string) ([]string, error) { return nil, d.cancel() }

// dailyX: X or Z; sold and returned by group.
func (d *ISL) dailyX(f []string) ([]string, error) {
	if f[0] != "X" && f[0] != "Z" {
		return nil, object(badSyntax, "report %q", f[0])
	}
	sums, err := d.report(f[0] == "Z")
	out := []string{strconv.Itoa(d.zReports)}
	for _, s := range append(sums.sold[:], sums.returned[:]...) {
		out = append(out, s.money())
	}
	return out, err
}

// movedX: 0 = in, 1 = out, and the amount.
func (d *ISL) movedX(f []string) ([]string, error) {
	amount, err := number(f[1], 2, "")
	if err != nil || f[0] != "0" && f[0] != "1" {
		return nil, object(badSyntax, "%q %q", f[0], f[1])
	}
	if f[0] == "1" {
		amount = -amount
	}
	err = d.move(amount)
	return []string{d.day.cash.money(), d.day.in.money(), d.day.out.money()}, err
}
