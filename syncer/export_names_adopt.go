package syncer

import (
	"maps"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/catalog"
)

// arrived is a link after a run that was cut off while it sent a name or a
// category: what the shop shows now tells whether that has arrived. Where it
// has, it is what both sides had last, so that whatever Склад Pro has by now is
// sent again.
func arrived(l ledger.Link, product gombashop.Product, v gombashop.Variant, ids categoryIDs) (ledger.Link, bool) {
	name, named := l.Hashes[hashNameSent]
	group, placed := l.Hashes[hashGroupSent]

	if !named && !placed {
		return l, false
	}

	l.Hashes = maps.Clone(l.Hashes)
	delete(l.Hashes, hashNameSent)
	delete(l.Hashes, hashGroupSent)

	if own(l) {
		if named && name == catalog.NameHash(variantName(product, v)) {
			l.Hashes[catalog.HashNameThere], l.Hashes[catalog.HashNameHere] = name, name
		}

		if placed && group == catalog.CategoryHash(firstCategory(product)) {
			l.Hashes[catalog.HashGroupThere], l.Hashes[catalog.HashGroupHere] = group, ""
		}

		return l, true
	}

	if named && name == catalog.NameHash(product.Name) {
		l.Hashes[catalog.GroupName] = name
	}

	if placed && len(product.CategoryIDs) > 0 && placedAs(product, ids.groupOf, group) {
		l.Hashes[catalog.GroupCategory] = group
	}

	return l, true
}
