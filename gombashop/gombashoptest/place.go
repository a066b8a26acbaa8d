package gombashoptest

import (
	"errors"
	"fmt"
	"slices"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// ErrOrder is wrapped by every refusal to place an order or to change one.
var ErrOrder = errors.New("gombashoptest: the order is refused")

// PlaceOrder buys something as a customer would. order is anything whose JSON is
// an order of the contract: a map, a struct, a json.RawMessage. Whatever it
// names is kept, and what it leaves out is computed:
//
//   - ids, number, status, dates, currency;
//   - names, codes, VAT and prices from the products: in BGN at 1.95583 (in any
//     third currency the same figures), without VAT where prices_include_vat is
//     false;
//   - amounts of discounts, never more than there is to take them off. What a
//     discount leaves out is that of the voucher or promo code with its code;
//   - the VAT of delivery and fees (20 %), each total by itself.
//
// The shop's own stock falls, and so do the balances of vouchers. What is
// deleted or not active cannot be bought, but a product that the shop lacks can,
// when the item names it and its price. Errors wrap ErrOrder and change nothing.
func (s *Server) PlaceOrder(order any) (gombashop.OrderID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()

	o, err := s.place(order)
	if err != nil {
		return "", err
	}

	return gombashop.OrderID(o.ID), nil
}

func (s *Server) place(order any) (*wire.Order, error) {
	var o wire.Order

	named, err := understand(order, &o)
	if err == nil {
		err = s.fillHead(&o)
	}

	if err == nil {
		err = s.reckon(&o, named, 0)
	}

	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrOrder, err)
	}

	s.takeStock(o)
	s.takeBalances(o)
	s.orders[o.ID] = &o

	return &o, nil
}

// reckon computes what was not named, from the items to the totals. The first
// known items were bought before.
func (s *Server) reckon(o *wire.Order, named fields, known int) error {
	if len(o.Items) == 0 {
		return errors.New("it has no items")
	}

	for i, item := range named.list("items") {
		if err := s.fillItem(o, i, item, i >= known); err != nil {
			return err
		}
	}

	fillExtras(o, named)

	if err := s.fillDiscounts(o, named.list("discounts")); err != nil {
		return err
	}

	o.Totals = totals(*o, named["totals"])

	return nil
}

func (s *Server) fillHead(o *wire.Order) error {
	if o.ID == "" {
		const sixDigits = 100_000 // as shops number

		o.ID = s.newID(sixDigits, func(id string) bool { return s.orders[id] != nil })
	}

	if s.orders[o.ID] != nil {
		return fmt.Errorf("there is an order %s already", o.ID)
	}

	o.Number = orElse(o.Number, o.ID)
	o.Currency = orElse(o.Currency, s.opts.currency)
	o.Payment.Method = orElse(o.Payment.Method, "cod")

	if o.Status.Code == "" && o.Status.ID == "" {
		o.Status.Code = "new"
	}

	fillCustomer(o.Customer)

	now := s.tick()
	if o.CreatedAt.IsZero() {
		o.CreatedAt = now
	}

	o.UpdatedAt = now
	fillLists(o)

	return fillStatus(&o.Status)
}

// fillLists: the contract has no null for a list.
func fillLists(o *wire.Order) {
	o.Receipts = append([]wire.Receipt{}, o.Receipts...)
	o.Discounts = append([]wire.Discount{}, o.Discounts...)
	o.Fees = append([]wire.Fee{}, o.Fees...)

	for i := range o.Items {
		o.Items[i].Discounts = append([]wire.Discount{}, o.Items[i].Discounts...)
	}

	if o.PricesIncludeVAT == nil {
		o.PricesIncludeVAT = new(true)
	}
}

// fillCustomer: who names a company buys for it.
func fillCustomer(c *wire.Customer) {
	if c == nil {
		return
	}

	c.Addresses = append([]wire.Address{}, c.Addresses...)

	switch {
	case c.Type != "":
	case c.EIK != "" || c.Company != "":
		c.Type = "company"
	default:
		c.Type = "person"
	}
}

func fillStatus(status *wire.StatusRef) error {
	all := statuses()

	at := slices.IndexFunc(all, func(x wire.Status) bool {
		return status.ID == x.ID || status.ID == "" && status.Code == x.Code
	})
	if at < 0 {
		return fmt.Errorf("there is no status %q %q", status.ID, status.Code)
	}

	*status = wire.StatusRef{ID: all[at].ID, Code: all[at].Code, Name: all[at].Name}

	return nil
}
