package gombashoptest

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// catalogue is the shop's products, found by every name that the contract knows
// without looking at all of them: a trial shop may hold a hundred thousand.
type catalogue struct {
	products map[string]*wire.Product // by id
	external map[string]string        // external id of a product → its id
	homes    map[string]string        // id of a variant → the id of its product
	goods    map[string]string        // external id of a variant → its id
}

func newCatalogue() catalogue {
	return catalogue{map[string]*wire.Product{}, map[string]string{}, map[string]string{}, map[string]string{}}
}

// put stores a product in place of what it was.
func (c catalogue) put(p wire.Product) {
	if old := c.products[p.ID]; old != nil {
		c.forget(old)
		*old = p
	} else {
		c.products[p.ID] = &p
	}

	if p.ExternalID != "" {
		c.external[p.ExternalID] = p.ID
	}

	for _, v := range p.Variants {
		c.homes[v.ID] = p.ID
		if v.ExternalID != "" {
			c.goods[v.ExternalID] = v.ID
		}
	}
}

// forget takes a product out of the indexes, but for what another one has taken
// over meanwhile.
func (c catalogue) forget(p *wire.Product) {
	if c.external[p.ExternalID] == p.ID {
		delete(c.external, p.ExternalID)
	}

	for _, v := range p.Variants {
		if c.homes[v.ID] == p.ID {
			delete(c.homes, v.ID)

			if c.goods[v.ExternalID] == v.ID {
				delete(c.goods, v.ExternalID)
			}
		}
	}
}

// product is found by id, else by external id, never by sku.
func (c catalogue) product(id, external string) *wire.Product {
	if id == "" {
		id = c.external[external]
	}

	return c.products[id]
}

// variant is found by id, else by external id; with it comes its product.
func (c catalogue) variant(id, external string) (*wire.Product, int) {
	if id == "" {
		id = c.goods[external]
	}

	home := c.products[c.homes[id]]
	if home == nil {
		return nil, 0
	}

	return home, slices.IndexFunc(home.Variants, func(v wire.Variant) bool { return v.ID == id })
}

// bySKU finds the variant with a sku. A sku need not be unique: what can be
// bought comes before what cannot, and then what the shop has had for longer.
func (c catalogue) bySKU(sku string) (*wire.Product, int) {
	var (
		best *wire.Product
		at   int
	)

	for _, p := range c.products {
		for i, v := range p.Variants {
			if sku != "" && v.SKU == sku && (best == nil || before(p, i, best, at)) {
				best, at = p, i
			}
		}
	}

	return best, at
}

func before(a *wire.Product, i int, b *wire.Product, j int) bool {
	if first, second := buyable(a, i), buyable(b, j); first != second {
		return first
	}

	return len(a.ID) < len(b.ID) || len(a.ID) == len(b.ID) && strings.Compare(a.ID, b.ID) < 0
}

func buyable(p *wire.Product, at int) bool { return !p.Deleted && p.Variants[at].Active }

// same tells whether two records are the same on the wire.
func same(a, b any) bool {
	first, err := json.Marshal(a)
	second, err2 := json.Marshal(b)

	return err == nil && err2 == nil && string(first) == string(second)
}
