package catalog

import (
	"strconv"
	"strings"

	"github.com/skladmost/skladmost/sklad"
)

// The prefixes of what an Index calls a product. Ids of single goods have none.
const (
	groupPrefix = "G:"
	ownPrefix   = "shop:"
)

// GroupID is the product of all goods with that grouping value, and its
// external id in the shop.
func GroupID(value string) string { return groupPrefix + value }

// SingleID is the product of a good that shares it with no other, and its
// external id in the shop.
func SingleID(good sklad.GoodID) string { return strconv.FormatInt(int64(good), 10) }

// OwnID is a product that the shop made itself, by the shop's id. Export gives
// it no external id.
func OwnID(shopID string) string { return ownPrefix + shopID }

// ownProduct is the shop's id of an OwnID.
func ownProduct(product string) (string, bool) { return strings.CutPrefix(product, ownPrefix) }

// Index tells which goods share a product. Goods that are not in it are
// products of their own. The zero value is empty.
type Index struct {
	members map[string][]sklad.GoodID
	product map[sklad.GoodID]string
}

// Add records the product of a good: a GroupID or an OwnID. Goods are added in
// ascending order of their ids, so that the first of a product is its lowest.
func (x *Index) Add(good sklad.GoodID, product string) {
	if x.members == nil {
		x.members, x.product = map[string][]sklad.GoodID{}, map[sklad.GoodID]string{}
	}

	x.members[product] = append(x.members[product], good)
	x.product[good] = product
}

// Of returns the product that a good belongs to, and all goods of that product,
// lowest id first. A group keeps its GroupID even while it has one member, so
// that its id in the shop stays when others join.
func (x *Index) Of(good sklad.GoodID) (product string, members []sklad.GoodID) {
	if product, ok := x.product[good]; ok {
		return product, x.members[product]
	}

	return SingleID(good), []sklad.GoodID{good}
}
