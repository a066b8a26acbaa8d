package syncer

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
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

// markMatched says that the two sides have been brought together, by a person
// or because one of them was empty at the start.
func (s *Syncer) markMatched() string { return "matched:" + s.cfg.ShopID }

// matched refuses to go on while both sides hold records of their own that
// nobody has matched: every one of them would be doubled.
func (r *run) matched(ctx context.Context) error {
	if _, done, err := r.cfg.Warehouse.Mark(ctx, r.markMatched()); err != nil || done {
		return err
	}

	goods, err := r.unlinkedGood(ctx)
	if err != nil {
		return err
	}

	product, err := r.unlinkedProduct(ctx)
	if err != nil {
		return err
	}

	if goods != "" && product != "" {
		return &Problem{Code: text.UnlinkedSides, Record: "shop " + r.cfg.ShopID,
			Args: map[string]string{"good": goods, "product": product}}
	}

	if r.dry {
		return nil
	}

	return r.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		return tx.SetMark(ctx, r.markMatched(), "nothing to match")
	})
}

func (r *run) unlinkedGood(ctx context.Context) (string, error) {
	for g, err := range r.cfg.Warehouse.Goods(ctx, sklad.GoodsFilter{Groups: r.cfg.Export.GoodsGroups}) {
		if err != nil {
			return "", err
		}

		if leftOut(g) != "" {
			continue
		}

		_, ok, err := r.cfg.Warehouse.LinkByLocal(ctx, r.cfg.ShopID, linkVariant, int64(g.ID))
		if err != nil {
			return "", err
		}

		if !ok {
			return goodRecord(g), nil
		}
	}

	return "", nil
}

func (r *run) unlinkedProduct(ctx context.Context) (string, error) {
	for p, err := range r.cfg.Shop.Products(ctx, gombashop.ProductListOptions{}) {
		if err != nil {
			return "", shopProblem(err)
		}

		for _, v := range p.Variants {
			_, ok, err := r.cfg.Warehouse.LinkByShopID(ctx, r.cfg.ShopID, linkVariant, v.ID)
			if err != nil {
				return "", err
			}

			if !ok {
				return fmt.Sprintf("product %s %q", p.ID, p.Name), nil
			}
		}
	}

	return "", nil
}

// shopProblem gives the shop's commonest refusals a remedy of their own.
func shopProblem(err error) error {
	codes := map[gombashop.ErrorCode]text.Code{
		gombashop.CodeUnauthorized:   text.WrongKey,
		gombashop.CodeForbidden:      text.WrongKey,
		gombashop.CodeModuleDisabled: text.ModuleDisabled,
		gombashop.CodeClockSkew:      text.ClockSkew,
		gombashop.CodeNetwork:        text.ShopDown,
	}

	var e *gombashop.Error
	if !errors.As(err, &e) {
		return err
	}

	if code, ok := codes[e.Code]; ok {
		return &Problem{Code: code, Record: "shop", Err: err}
	}

	return err
}

// fingerprint is the hash of the rules that decide whether an order is
// eligible: waiting orders are judged anew when it changes.
func (r *run) fingerprint() string {
	statuses := slices.Clone(r.cfg.Import.Statuses)
	slices.Sort(statuses)

	rules := strings.Join([]string{
		strings.Join(statuses, "|"), string(r.cfg.Import.Document), r.cfg.Import.Settle.String(),
		r.cfg.Import.Object, string(r.cfg.Import.MissingGood), strconv.FormatBool(r.cfg.Import.DeliveryItem),
		string(r.cfg.Import.Voucher), fmt.Sprint(r.cfg.Import.PaymentMap), fmt.Sprint(r.cfg.Import.VATMap),
	}, "\n")
	sum := sha256.Sum256([]byte(rules))

	return hex.EncodeToString(sum[:8])
}
