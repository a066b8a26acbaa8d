package page

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// orderQuery is what somebody looks for, made ready once.
type orderQuery struct {
	text   string // in small letters
	digits string // when it may be of a telephone
}

func newOrderQuery(text string) orderQuery {
	const shortest = 5 // of a telephone; fewer digits fit too many

	q := orderQuery{text: strings.ToLower(text)}
	if d := digitsOf(text); len(d) >= shortest && strings.Trim(text, "0123456789 +-/().") == "" {
		q.digits = strings.TrimPrefix(strings.TrimPrefix(d, "359"), "0")
	}

	return q
}

// fits an order by its number, id, УНП or document, and by the name, e-mail,
// telephone, ЕИК or number of its customer; a part of one is enough.
func (q orderQuery) fits(o ledger.Order) bool {
	if q.text == "" || q.within(o.Number, o.OrderID, o.USN) || o.Acct != 0 && q.within(acctText(o)) {
		return true
	}

	var shown struct{ Customer, Billing who }
	if json.Unmarshal([]byte(o.Original), &shown) != nil { //nolint:musttag // the engine keeps it under the names of Go
		return false
	}

	return q.is(shown.Customer) || q.is(shown.Billing)
}

// who is a customer, or the one that the invoice is for.
type who struct{ ID, ExternalID, Name, Company, EIK, Email, Phone string }

func (q orderQuery) is(w who) bool {
	return q.within(w.ID, w.ExternalID, w.Name, w.Company, w.EIK, w.Email, w.Phone) ||
		q.digits != "" && strings.Contains(digitsOf(w.Phone), q.digits)
}

func (q orderQuery) within(texts ...string) bool {
	for _, text := range texts {
		if strings.Contains(strings.ToLower(text), q.text) {
			return true
		}
	}

	return false
}

func digitsOf(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}

		return r
	}, text)
}

// acctText is the number of the document as Склад Pro prints it.
func acctText(o ledger.Order) string { return fmt.Sprintf("%010d", o.Acct) }

// shownOrder is the order as the shop showed it; false when that cannot be read.
func shownOrder(o ledger.Order) (gombashop.Order, bool) {
	var order gombashop.Order
	err := json.Unmarshal([]byte(o.Original), &order)

	return order, err == nil && order.ID != ""
}
