package compliance

import (
	"context"
	"fmt"
	"iter"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad"
)

// names are the directories that the tables name things by, read once a table.
type names struct {
	objects  map[sklad.ObjectID]sklad.Object
	users    map[sklad.UserID]sklad.User
	payments map[int64]sklad.PaymentType
	rates    map[sklad.VATGroupID]decimal.Decimal
	gross    bool

	// goods and partners are read when they are first met.
	goods    map[sklad.GoodID]sklad.Good
	partners map[sklad.PartnerID]sklad.Partner
	db       *sklad.DB
}

func (b *Books) names(ctx context.Context) (*names, error) {
	info, err := b.db.Info(ctx)
	if err != nil {
		return nil, err
	}
	n := &names{
		gross: info.PricesIncludeVAT, db: b.db,
		goods: map[sklad.GoodID]sklad.Good{}, partners: map[sklad.PartnerID]sklad.Partner{},
	}
	if n.objects, err = index(b.db.Objects(ctx), func(o sklad.Object) sklad.ObjectID { return o.ID }); err != nil {
		return nil, err
	}
	if n.users, err = index(b.db.Users(ctx), func(u sklad.User) sklad.UserID { return u.ID }); err != nil {
		return nil, err
	}
	if n.payments, err = index(b.db.PaymentTypes(ctx), func(p sklad.PaymentType) int64 { return p.ID }); err != nil {
		return nil, err
	}
	groups, err := index(b.db.VATGroups(ctx), func(g sklad.VATGroup) sklad.VATGroupID { return g.ID })
	n.rates = map[sklad.VATGroupID]decimal.Decimal{}
	for id, g := range groups {
		n.rates[id] = g.Rate
	}
	return n, err
}

func index[K comparable, V any](all iter.Seq2[V, error], key func(V) K) (map[K]V, error) {
	found := map[K]V{}
	for v, err := range all {
		if err != nil {
			return nil, err
		}
		found[key(v)] = v
	}
	return found, nil
}

// good is known by its id even when its row is gone.
func (n *names) good(ctx context.Context, id sklad.GoodID) (sklad.Good, error) {
	if g, ok := n.goods[id]; ok {
		return g, nil
	}
	found, err := n.db.FindGoods(ctx, sklad.GoodQuery{ID: id})
	if err != nil {
		return sklad.Good{}, err
	}
	g := sklad.Good{ID: id, Code: fmt.Sprint(id)}
	if len(found) > 0 {
		g = found[0]
	}
	n.goods[id] = g
	return g, nil
}

func (n *names) partner(ctx context.Context, id sklad.PartnerID) (sklad.Partner, error) {
	if p, ok := n.partners[id]; ok {
		return p, nil
	}
	found, err := n.db.FindPartners(ctx, sklad.PartnerQuery{ID: id})
	if err != nil {
		return sklad.Partner{}, err
	}
	p := sklad.Partner{ID: id, Code: fmt.Sprint(id)}
	if len(found) > 0 {
		p = found[0]
	}
	n.partners[id] = p
	return p, nil
}
