package fiscaltest

import (
	"strconv"
	"strings"
)

// sold is command 31: [L1][LF L2] TAB group or department, then
// [sign]price[*quantity[#unit]][,percent|;amount].
func (d *ISL) sold(data string) (string, error) {
	text, rest, tab := strings.Cut(data, "\t")
	if !tab || rest == "" {
		return "", object(badSyntax, "no tab, or nothing behind it")
	}
	s, tail, err := d.grouped(rest)
	if err != nil {
		return "", err
	}
	if s, err = d.priced(s, tail); err != nil {
		return "", err
	}
	s.text = d.saleText(text)
	return "", d.sell(s)
}

// soldByDepartment is Daisy's command 8A: [sign]department@price and so on.
func (d *ISL) soldByDepartment(data string) (string, error) {
	dept, rest, at := strings.Cut(data, "@")
	void := strings.HasPrefix(dept, "-")
	plain := strings.TrimLeft(dept, "+-")
	if err := first(allDigits(plain, 1, 2), within(plain, 99)); !at || err != nil {
		return "", object(badSyntax, "department %q", dept)
	}
	s, err := d.priced(sale{group: 2, text: "Департамент " + plain}, rest)
	if err != nil {
		return "", err
	}
	if s.void = s.void || void; s.void {
		s.percent, s.amount = 0, 0
	}
	return "", d.sell(s)
}

// grouped reads the tax group, or the department, whose group is Б.
func (d *ISL) grouped(rest string) (sale, string, error) {
	if dept, tail, tab := strings.Cut(rest, "\t"); tab {
		n, err := strconv.Atoi(dept)
		if d.departments == 0 || err != nil || n < 1 || n > d.departments {
			return sale{}, "", object(badSyntax, "department %q", dept)
		}
		return sale{group: 2}, tail, nil
	}
	letter := []rune(rest)[0]
	group, err := d.groupOf(letter)
	return sale{group: group}, rest[len(string(letter)):], err
}

// priced reads what follows the group.
func (d *ISL) priced(s sale, text string) (sale, error) {
	price, quantity, rest := splitSale(text)
	signs := "-"
	if d.group == Daisy || d.group == Incotex {
		signs = "+-"
	}
	for _, digits := range []string{price, quantity} {
		if err := eight(digits); err != nil && d.group != Incotex {
			return s, err
		}
	}
	value, err := number(price, 2, signs)
	if err != nil {
		return s, err
	}
	s.price, s.quantity, s.void = max(value, -value), 1000, strings.HasPrefix(price, "-")
	if quantity != "" {
		if s.quantity, err = number(quantity, 3, ""); err != nil {
			return s, err
		}
	}
	if rest, err = d.unitless(rest); err != nil {
		return s, err
	}
	s.percent, s.amount, err = d.change(rest)
	s.exact = d.group == Daisy || d.group == Incotex
	if s.void && s.exact { // the line is corrected with its own discount
		s.percent, s.amount = 0, 0
	}
	return s, err
}

// unitless takes the unit of measurement away: "#кг" before the change with Datecs A,
// "@кг" behind it with Incotex.
func (d *ISL) unitless(rest string) (string, error) {
	if d.unit == 0 {
		return rest, nil
	}
	at := strings.IndexByte(rest, d.unit)
	if at < 0 {
		return rest, nil
	}
	end := len(rest)
	if next := strings.IndexAny(rest[at:], ",;"); next >= 0 {
		end = at + next
	}
	if n := len([]rune(rest[at+1 : end])); n < 1 || n > 8 {
		return "", object(badSyntax, "a unit of %d letters", n)
	}
	return rest[:at] + rest[end:], nil
}

// saleText joins the two lines of a sale; each is cut in silence.
func (d *ISL) saleText(text string) string {
	first, second, two := strings.Cut(text, "\n")
	first = cutText(first, d.limits.nameMax)
	switch {
	case !two:
		return first
	case d.group == Daisy || d.group == Incotex: // the first line is a comment there
		return "#" + first + "\n" + cutText(second, d.limits.nameMax)
	}
	return first + "\n" + cutText(second, d.limits.nameMax)
}

// subtotal is command 33: two digits, then a change of the subtotal.
func (d *ISL) subtotal(data string) (string, error) {
	if len(data) < 2 || strings.Trim(data[:2], "01") != "" {
		return "", object(badSyntax, "print and display are 0 or 1")
	}
	percent, amount, err := d.change(data[2:])
	if err != nil {
		return "", err
	}
	if err := d.modify(percent, amount); err != nil {
		return "", err
	}
	return d.groupSums(d.open.total(), d.open.groups), nil
}

// groupSums are a total and its eight groups.
func (d *ISL) groupSums(total thousandths, groups [8]thousandths) string {
	out := []string{d.tenDigits(total)}
	for _, g := range groups {
		out = append(out, d.tenDigits(g))
	}
	return strings.Join(out, ",")
}

func (d *ISL) tenDigits(t thousandths) string {
	if d.group == Incotex {
		return t.money()
	}
	return tenCents(t)
}
