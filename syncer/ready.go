package syncer

import (
	"context"
	"fmt"
	"slices"

	"github.com/skladmost/skladmost/syncer/text"
)

// sameCurrency refuses to work while the two sides count in different money:
// export converts nothing.
func (r *run) sameCurrency() error {
	if r.facts.info.BaseCurrency == r.facts.ping.Currency {
		return nil
	}

	return &Problem{Code: text.BaseCurrency, Record: "Currencies.ID 1", Args: map[string]string{
		"warehouse": r.facts.info.BaseCurrency, "shop": r.facts.ping.Currency,
	}}
}

// markShop is which shop the ledger belongs to, in the shop's own words.
func (s *Syncer) markShop() string { return "shop:" + s.cfg.ShopID }

// sameShop refuses another shop under a name that the ledger knows already:
// the keys of the two would mix.
func (r *run) sameShop(ctx context.Context) error {
	identity := first(r.facts.ping.ShopID, r.facts.ping.ShopName)

	known, ok, err := r.cfg.Warehouse.Mark(ctx, r.markShop())
	if err != nil {
		return err
	}

	if ok && known != identity {
		return &Problem{Code: text.ShopMismatch, Record: "shop.id " + r.cfg.ShopID,
			Args: map[string]string{"known": known, "found": identity}}
	}

	if ok || r.dry {
		return nil
	}

	return r.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		return tx.SetMark(ctx, r.markShop(), identity)
	})
}

// tables refuses what a transaction cannot protect.
func (r *run) tables(context.Context) error {
	if len(r.facts.info.UnsafeTables) == 0 {
		return nil
	}

	return &Problem{Code: text.UnsafeTables, Record: "warehouse",
		Args: map[string]string{"tables": fmt.Sprint(r.facts.info.UnsafeTables)}}
}

// fingerprint is the hash of everything that decides whether an order is
// eligible and what stands in its way: waiting and parked orders are judged
// anew when it changes. A strategy of the integrator's own is not in it.
func (r *run) fingerprint() string {
	i := r.cfg.Import

	statuses := slices.Clone(i.Statuses)
	slices.Sort(statuses)

	// Maps print in the order of their keys.
	rules := fmt.Sprintf("%q\n%v\n%s %s %d %d %d\n%t %q %t %s %q\n%s %s\n%v\n%v\n%q %q\n%s %s %t\n%t %t",
		statuses, r.facts.wanted, i.Document, i.Mode, r.facts.object.ID, r.facts.user.ID, r.facts.guest.ID,
		i.DeliveryItem, i.DeliveryGood, i.Nomenclature, i.MissingGood, i.MissingItem, i.Voucher, i.Settle, i.PaymentMap, i.VATMap,
		r.cfg.Export.ObjectGroups, r.cfg.Export.Price, r.cfg.Fiscal.DeviceSerial, r.facts.operator, r.supto(),
		r.facts.info.NegativeStock, r.facts.info.PricesIncludeVAT)

	return shortHash(rules)
}
