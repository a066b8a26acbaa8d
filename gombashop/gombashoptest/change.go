package gombashoptest

import (
	"fmt"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// ChangeOrder changes an order as the shop's own staff would: change is anything
// whose JSON names the fields that become different, such as
// {"status":{"code":"confirmed"}}. A list stands for the whole list; its members
// are changes of those at their place. When quantities, prices or discounts
// become different, the totals are computed anew; the shop's stock is not moved.
// Errors wrap ErrOrder and change nothing.
func (s *Server) ChangeOrder(id gombashop.OrderID, change any) error {
	s.mu.Lock()
	defer s.mu.Unlock()

	_, err := s.change(string(id), change)

	return err
}

func (s *Server) change(id string, change any) (*wire.Order, error) {
	old := s.orders[id]
	if old == nil {
		return nil, fmt.Errorf("%w: there is no order %s", ErrOrder, id)
	}

	o, err := s.changed(*old, change)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrOrder, err)
	}

	o.ID, o.UpdatedAt = id, s.tick()
	*old = o

	return old, nil
}

// changed works on a deep copy: lists and pointers of the order must not change
// when the change is refused.
func (s *Server) changed(old wire.Order, change any) (wire.Order, error) {
	var o wire.Order
	if err := convert(old, &o); err != nil {
		return o, err
	}

	named, err := understand(change, &o)
	if err != nil {
		return o, err
	}

	fillCustomer(o.Customer)
	fillLists(&o)

	return o, s.renew(&o, named, len(old.Items))
}

// renew computes what follows from the fields that were named.
func (s *Server) renew(o *wire.Order, named fields, known int) error {
	if status := named.object("status"); status != nil {
		o.Status = wire.StatusRef{}
		_ = convert(status, &o.Status) // it has been read once

		if err := fillStatus(&o.Status); err != nil {
			return err
		}
	}

	for i, item := range named.list("items") {
		if item.has("quantity", "unit_price", "discounts") && !item.has("line_total") && i < len(o.Items) {
			o.Items[i].LineTotal = nil
		}
	}

	if named.has("items", "delivery", "fees", "discounts", "prices_include_vat") {
		return s.reckon(o, named, known)
	}

	return nil
}
