package fiscaltest

// pay takes a payment of kind ("cash"); all = whatever is left. It returns what is
// still due, or the change as a negative sum.
func (t *till) pay(kind string, amount thousandths, all bool) (thousandths, error) {
	open, err := t.current()
	if err != nil {
		return 0, err
	}
	left := open.left()
	if all {
		amount = left
	}
	switch {
	case open.sales == 0:
		return 0, object(nothingSold, "nothing was sold")
	case open.paying && left <= 0:
		return 0, object(paying, "it is paid already")
	case amount < 0 || amount == 0 && left > 0:
		return 0, object(zeroInput, "the payment is %s", amount.money())
	case amount > maxMoney:
		return 0, object(overflow, "the payment is too large")
	}
	open.paying = true
	open.paid += amount
	if kind == "cash" {
		open.cashPaid += amount
	}
	open.payments = append(open.payments, kind+" "+amount.money())
	if due := open.left(); due < 0 && !open.noChange {
		open.change = -due
		open.payments = append(open.payments, "change "+due.money())
	}
	return open.left(), nil
}

// comment prints a line of text in the open receipt, below the payments a footer.
func (t *till) comment(text string) error {
	open, err := t.current()
	if err != nil {
		return err
	}
	kind := "comment"
	if open.paying {
		kind = "footer-comment"
	}
	open.lines = append(open.lines, line{item: item{Type: kind, Text: cutText(text, t.limits.textMax)}})
	return nil
}

// move puts money into the drawer, or takes it out (below zero).
func (t *till) move(amount thousandths) error {
	switch {
	case t.open != nil || t.service:
		return object(receiptOpen, "a receipt is open")
	case amount == 0:
		return nil
	case t.noPaper:
		return t.printing()
	case t.day.cash+amount < 0:
		return object(noCash, "only %s is in the drawer", t.day.cash.money())
	}
	t.numbered()
	t.day.cash += amount
	if amount > 0 {
		t.day.in += amount
		return nil
	}
	t.day.out -= amount
	return nil
}

// report prints the daily report; zero also begins a new day.
func (t *till) report(zero bool) (day, error) {
	switch {
	case t.noPaper:
		return day{}, t.printing()
	case t.open != nil || t.service:
		return day{}, object(receiptOpen, "a receipt is open")
	}
	t.numbered()
	sums := t.day
	if zero {
		t.zReports++
		t.day = day{}
	}
	return sums, nil
}

// duplicate prints the last receipt once more, one time only.
func (t *till) duplicate() error {
	switch {
	case t.noPaper:
		return t.printing()
	case t.open != nil || t.service || t.copied || len(t.receipts) == 0:
		return object(notAllowed, "there is nothing to copy")
	}
	t.numbered()
	t.copied = true
	return nil
}
