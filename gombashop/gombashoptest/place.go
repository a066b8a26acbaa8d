package gombashoptest

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// ErrOrder says what is wrong with an order that a customer tried to place.
var ErrOrder = errors.New("gombashoptest: the order cannot be placed")

// PlaceOrder buys something as a customer would. order is anything whose JSON is
// an order of the contract: a map, a struct, a json.RawMessage. Whatever it
// leaves out is computed: ids, number, status, names and prices from the
// products, amounts of discounts from their values, totals. The shop's own stock
// falls. Errors wrap ErrOrder.
func (s *Server) PlaceOrder(order any) (gombashop.OrderID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()

	o, err := s.place(order)
	if err != nil {
		return "", err
	}

	return gombashop.OrderID(o.ID), nil
}

// given tells which fields of an order were named.
type given struct {
	PricesIncludeVAT *bool                        `json:"prices_include_vat"`
	Totals           *json.RawMessage             `json:"totals"`
	Items            []map[string]json.RawMessage `json:"items"`
	Discounts        []map[string]json.RawMessage `json:"discounts"`
}

func (s *Server) place(order any) (*wire.Order, error) {
	data, err := json.Marshal(order)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrOrder, err)
	}

	var (
		o     wire.Order
		named given
	)

	if err := errors.Join(json.Unmarshal(data, &o), json.Unmarshal(data, &named)); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrOrder, err)
	}

	if len(o.Items) == 0 {
		return nil, fmt.Errorf("%w: it has no items", ErrOrder)
	}

	for i := range o.Items {
		if err := s.fillItem(&o.Items[i], i, named.Items[i]); err != nil {
			return nil, err
		}
	}

	if err := s.fillHead(&o); err != nil {
		return nil, err
	}

	s.fillDiscounts(&o, named.Discounts)

	if named.Totals == nil {
		o.Totals = totals(o)
	}

	s.takeStock(o)
	s.orders[o.ID] = &o

	return &o, nil
}

func (s *Server) fillHead(o *wire.Order) error {
	if o.ID == "" {
		s.serial++
		o.ID = strconv.Itoa(100000 + s.serial) //nolint:mnd // six digits, as shops number
	}

	if s.orders[o.ID] != nil {
		return fmt.Errorf("%w: there is an order %s already", ErrOrder, o.ID)
	}

	o.Number = orElse(o.Number, o.ID)
	o.Currency = orElse(o.Currency, s.opts.Currency)
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
	o.Receipts = append([]wire.Receipt{}, o.Receipts...)
	o.Discounts = append([]wire.Discount{}, o.Discounts...)
	o.Fees = append([]wire.Fee{}, o.Fees...)

	if o.PricesIncludeVAT == nil {
		yes := true
		o.PricesIncludeVAT = &yes
	}

	return fillStatus(&o.Status)
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
		return fmt.Errorf("%w: there is no status %q %q", ErrOrder, status.ID, status.Code)
	}

	*status = wire.StatusRef{ID: all[at].ID, Code: all[at].Code, Name: all[at].Name}

	return nil
}

func (s *Server) fillItem(item *wire.Item, i int, named map[string]json.RawMessage) error {
	home, at := s.findVariant(func(v wire.Variant) bool {
		switch {
		case item.VariantID != "":
			return v.ID == item.VariantID
		case item.ExternalID != "":
			return v.ExternalID == item.ExternalID
		}

		return item.SKU != "" && v.SKU == item.SKU
	})

	if home == nil && s.products[item.ProductID] != nil && len(s.products[item.ProductID].Variants) > 0 {
		home = s.products[item.ProductID]
	}

	item.ID = orElse(item.ID, strconv.Itoa(i+1))
	_, priced := named["unit_price"]

	if home == nil && (item.Name == "" || !priced) {
		return fmt.Errorf("%w: item %d names no variant of the shop", ErrOrder, i+1)
	}

	if home != nil {
		fillFromVariant(item, home, home.Variants[at], priced)
	}

	if item.Quantity.IsZero() {
		item.Quantity.Decimal = decimal.NewFromInt(1)
	}

	full := item.Quantity.Mul(item.UnitPrice.Decimal).Round(places)
	rest := fillAmounts(item.Discounts, full)
	item.Discounts = append([]wire.Discount{}, item.Discounts...)

	if item.LineTotal == nil {
		item.LineTotal = &wire.Money{Decimal: rest}
	}

	return nil
}

func fillFromVariant(item *wire.Item, p *wire.Product, v wire.Variant, priced bool) {
	item.ProductID, item.VariantID = p.ID, v.ID
	item.ExternalID, item.SKU, item.Barcode = v.ExternalID, orElse(item.SKU, v.SKU), orElse(item.Barcode, v.Barcode)

	item.Name = orElse(item.Name, variantName(p.Name, v.Options))

	if !priced && v.Price != nil {
		item.UnitPrice = *v.Price
	}

	if item.VATRate == nil {
		item.VATRate, item.TaxGroup = p.VATRate, p.TaxGroup
	}
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}

	return s
}

// variantName is what a customer reads: the product and the chosen options, each
// once.
func variantName(product string, options []string) string {
	chosen := strings.Join(options, " ")
	if chosen == "" || strings.HasSuffix(product, chosen) {
		return product
	}

	return product + " " + chosen
}
