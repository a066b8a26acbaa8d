package fiscaltest

import "slices"

// ticket is one fiscal receipt as the device counts it.
type ticket struct {
	began         bool
	operator, usn string
	storno        *original // nil = a sale
	lines         []line
	groups        [8]thousandths
	sales         int
	paying        bool
	noChange      bool // what is paid too much is kept
	paid, change  thousandths
	payments      []string
	cashPaid      thousandths
}

// original is the receipt that a storno takes back.
type original struct{ reason, number, time, memory string }

// sale is one sale line before it is counted.
type sale struct {
	text            string
	group           int // 1 to 8
	quantity, price thousandths
	void            bool // takes an earlier line back
	exact           bool // void only what was sold in the same way
	percent, amount thousandths
}

func (t *ticket) total() thousandths {
	var sum thousandths
	for _, g := range t.groups {
		sum += g
	}
	return sum
}

// left is what is still to be paid.
func (t *ticket) left() thousandths { return t.total() - t.paid }

// cash is what stays in the drawer.
func (t *ticket) cash() thousandths { return t.cashPaid - t.change }

// maxMoney is the largest sum of 8 digits.
const maxMoney = 99_999_999 * cent

// sell adds a sale: quantity times price rounded, then the percentage of that rounded,
// halves away from zero.
func (t *till) sell(s sale) error {
	open, err := t.current()
	switch {
	case err != nil:
		return err
	case open.paying:
		return object(paying, "no sale after a payment")
	case open.sales >= t.limits.lines:
		return object(tooMany, "more than %d sales", t.limits.lines)
	case s.price <= 0 || s.quantity <= 0:
		return object(zeroInput, "price and quantity are above zero")
	}
	l, err := counted(s)
	if err != nil {
		return err
	}
	if s.void && s.exact && !open.holds(l) {
		return object(notAllowed, "nothing was sold like what is taken back")
	}
	sum := open.groups[s.group-1] + l.total
	switch {
	case sum < 0:
		return object(negative, "group %d would be %s", s.group, sum.money())
	case open.total()+l.total > maxMoney:
		return object(overflow, "the receipt would be above %s", maxMoney.money())
	}
	open.groups[s.group-1] = sum
	open.lines = append(open.lines, l)
	open.sales++
	return nil
}

// counted is the arithmetic of one line.
func counted(s sale) (line, error) {
	gross, err := times(s.quantity, s.price, 1000)
	if err != nil || gross > maxMoney {
		return line{}, object(overflow, "the line is too large")
	}
	change := s.amount
	if s.percent != 0 {
		if change, err = times(gross, s.percent, 100_000); err != nil {
			return line{}, object(overflow, "the change is too large")
		}
	}
	l := line{
		item: item{Text: s.text, TaxGroup: s.group}, quantity: s.quantity, price: s.price,
		gross: gross, change: change, total: gross + change,
	}
	if l.total < 0 {
		return line{}, object(negative, "the discount is more than the sale")
	}
	if s.void {
		l.gross, l.change, l.total = -l.gross, -l.change, -l.total
	}
	return l, nil
}

// holds finds a sale with the same text, price, quantity and group.
func (t *ticket) holds(void line) bool {
	return slices.ContainsFunc(t.lines, func(l line) bool {
		return l.total >= 0 && l.item.TaxGroup == void.item.TaxGroup && l.price == void.price &&
			l.quantity == void.quantity
	})
}

// modify spreads a discount or surcharge on the subtotal over the groups in proportion;
// what rounding leaves goes to the largest.
func (t *till) modify(percent, amount thousandths) error {
	open, err := t.current()
	if err != nil {
		return err
	}
	if open.paying {
		return object(paying, "no subtotal after a payment")
	}
	total := open.total()
	if percent != 0 {
		if amount, err = times(total, percent, 100_000); err != nil {
			return object(overflow, "the change is too large")
		}
	}
	switch {
	case amount == 0:
		return nil
	case total == 0:
		return object(nothingSold, "nothing is sold yet")
	case total+amount < 0:
		return object(negative, "the discount is more than the receipt")
	case total+amount > maxMoney:
		return object(overflow, "the receipt is too large")
	}
	open.spread(amount, total)
	kind := "surcharge-amount"
	if amount < 0 {
		kind = "discount-amount"
	}
	open.lines = append(open.lines, line{item: item{Type: kind}, total: amount})
	return nil
}

func (t *ticket) spread(amount, total thousandths) {
	rest, largest, most := amount, 0, thousandths(0)
	for i, sum := range t.groups {
		share, err := times(amount, sum, int64(total))
		if err != nil {
			continue // smaller than amount, which was read before
		}
		t.groups[i] += share
		rest -= share
		if sum > most {
			largest, most = i, sum
		}
	}
	t.groups[largest] += rest
}

// cutText cuts in silence, as devices do. 0 = no limit.
func cutText(text string, limit int) string {
	if runes := []rune(text); limit > 0 && len(runes) > limit {
		return string(runes[:limit])
	}
	return text
}
