package syncer

import (
	"context"
	"log/slog"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/catalog"
)

// setDefaults fills every field whose zero value means a default.
func (c *Config) setDefaults() {
	if c.Now == nil {
		c.Now = time.Now //nolint:forbidigo // the one place where the clock comes from
	}

	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}

	c.Export.Price = first(c.Export.Price, "PriceOut2")
	c.Export.Reserved = Reserved(first(string(c.Export.Reserved), string(ReservedOurs)))
	c.Import.Mode = Mode(first(string(c.Import.Mode), string(AddAndUpdate)))
	c.Import.Document = DocumentKind(first(string(c.Import.Document), string(DocumentSale)))
	c.Import.Voucher = VoucherMode(first(string(c.Import.Voucher), string(VoucherAsShop)))
	c.Import.MissingGood = MissingGood(first(string(c.Import.MissingGood), string(MissingPark)))
	c.Import.OnChange = OnChange(first(string(c.Import.OnChange), string(OnChangeRecord)))
	c.Fiscal.SUPTO = SUPTO(first(string(c.Fiscal.SUPTO), string(SUPTOAuto)))

	if c.Import.Timezone == nil && c.Warehouse != nil {
		c.Import.Timezone = c.Warehouse.Location()
	}

	if c.Limits.Share.IsZero() {
		c.Limits.Share = decimal.NewFromInt(20)
	}

	if c.Limits.Min == 0 {
		c.Limits.Min = 10
	}

	c.strategies()
}

// strategies fills the decisions that need nothing of the database.
func (c *Config) strategies() {
	if c.StockRule == nil {
		c.StockRule = FreeStock()
	}

	if c.PartnerMatcher == nil {
		c.PartnerMatcher = DefaultPartnerMatcher()
	}

	if c.GoodMatcher == nil {
		c.GoodMatcher = DefaultGoodMatcher()
	}

	if c.DocumentBuilder == nil {
		c.DocumentBuilder = plainBuilder{}
	}
}

// defaults fills the decisions that need to know both sides. They belong to
// the run: another run may find other tables.
func (r *run) defaults() error {
	own := *r.Syncer
	r.Syncer = &own

	if own.cfg.PriceRule == nil {
		own.cfg.PriceRule = ColumnPrice(r.facts.price, !r.facts.info.PricesIncludeVAT, r.facts.rate)
	}

	if own.cfg.Eligibility == nil {
		own.cfg.Eligibility = r.statusEligibility()
	}

	if own.cfg.ChangePolicy == nil {
		own.cfg.ChangePolicy = r.statusChanges()
	}

	if own.cfg.VATMap == nil {
		own.cfg.VATMap = r.rateMap()
	}

	if own.cfg.Grouper == nil && own.cfg.Export.GroupingField != "" {
		field, err := catalog.FieldNamed(own.cfg.Export.GroupingField)
		if err != nil {
			return err
		}

		own.cfg.Grouper = ColumnGrouper(field)
	}

	return nil
}

// statusEligibility is the default Eligibility.
func (r *run) statusEligibility() Eligibility {
	return EligibilityFunc(func(_ context.Context, q EligibilityQuery) (EligibilityAnswer, error) {
		if !r.facts.wanted[q.Order.Status.ID] {
			return EligibilityAnswer{Reason: "status " + first(q.Order.Status.Name, q.Order.Status.Code)}, nil
		}

		// The shop's clock may be ahead of ours: without a settling time it
		// must not matter.
		settle := r.cfg.Import.Settle
		if at := q.Order.UpdatedAt.Add(settle); settle > 0 && at.After(r.cfg.Now()) {
			return EligibilityAnswer{Reason: "settles until " + at.UTC().Format(time.RFC3339), AskAgain: at}, nil
		}

		return EligibilityAnswer{Eligible: true}, nil
	})
}

// rateMap is the default VATMap: the override, then the lowest row with the
// rate.
func (r *run) rateMap() VATMap {
	return VATMapFunc(func(_ context.Context, q VATQuery) (VATAnswer, error) {
		for rate, id := range r.cfg.Import.VATMap {
			want, err := vatRate(rate)
			if err == nil && want.Equal(q.Rate) {
				return VATAnswer{Group: sklad.VATGroupID(id)}, nil
			}
		}

		var found sklad.VATGroupID

		for id, rate := range r.facts.rates {
			if rate.Equal(q.Rate) && (found == 0 || id < found) {
				found = id
			}
		}

		return VATAnswer{Group: found}, nil
	})
}

// knownMethods are the keys of ImportConfig.PaymentMap.
func knownMethods() []string {
	return []string{
		string(gombashop.CashOnDelivery), string(gombashop.CashOnDelivery) + "+ppp", string(gombashop.Card),
		string(gombashop.BankTransfer), string(gombashop.VoucherPayment), string(gombashop.PayPal), string(gombashop.OtherPayment),
	}
}
