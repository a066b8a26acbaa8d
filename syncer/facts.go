package syncer

import (
	"context"
	"errors"
	"iter"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// facts is what a run knows of both sides before it looks at a record.
type facts struct {
	info     sklad.Info
	ping     gombashop.Ping
	object   sklad.Object
	user     sklad.User
	operator string // the УНП's operator part
	price    sklad.PriceGroup
	rates    map[sklad.VATGroupID]decimal.Decimal
	statuses []gombashop.Status // of the shop
	wanted   map[string]bool    // ids of the chosen statuses
	types    map[int64]sklad.PaymentType
	since    time.Time
	guest    sklad.Partner // zero ID: guests become partners
	items    []sklad.Good  // that stand for goods that nobody knows
	charsets sklad.Charsets
}

// prepare shakes hands with both sides and resolves the names of the
// configuration. It reports everything that is wrong at once: a person who
// mends one fault must not find the next behind it.
func (r *run) prepare(ctx context.Context) error {
	f := &r.facts

	var err error
	if f.info, err = r.cfg.Warehouse.Info(ctx); err != nil {
		return err
	}

	if f.ping, err = r.cfg.Shop.Ping(ctx); err != nil {
		return shopProblem(err)
	}

	if f.price, err = sklad.ParsePriceColumn(r.cfg.Export.Price); err != nil {
		return err
	}

	steps := []func(context.Context) error{r.readRates, r.readGroups, r.readObject, r.readStatuses, r.readSince}
	if r.importing || r.direction == Import { // a configuration is right or wrong as a whole
		steps = append(steps, r.chooseStatuses, r.readUser, r.readPaymentTypes, r.readGuest,
			r.checkSUPTO, r.checkVATMap, r.checkDeliveryGood, r.readMissingItems)
	}

	if r.cfg.Export.Partners && !r.importing && r.direction == Export {
		steps = append(steps, r.readGuest) // who is not sent as a customer
	}

	if r.direction == Import {
		steps = append(steps, r.checkDevice, r.readCharsets)
	}

	var errs []error
	for _, step := range steps {
		errs = append(errs, step(ctx))
	}

	if err := errors.Join(errs...); err != nil {
		return err
	}

	return r.defaults()
}

func (r *run) readRates(ctx context.Context) error {
	r.facts.rates = map[sklad.VATGroupID]decimal.Decimal{}

	for g, err := range r.cfg.Warehouse.VATGroups(ctx) {
		if err != nil {
			return err
		}

		r.facts.rates[g.ID] = g.Rate
	}

	return nil
}

// readCharsets finds out which characters the database holds.
func (r *run) readCharsets(ctx context.Context) error {
	var err error

	r.facts.charsets, err = r.cfg.Warehouse.Charsets(ctx)

	return err
}

func (f *facts) rate(id sklad.VATGroupID) (decimal.Decimal, bool) {
	rate, ok := f.rates[id]

	return rate, ok
}

// net is a price of the shop, VAT included, on the database's own basis.
func (f *facts) net(price decimal.Decimal, group sklad.VATGroupID) decimal.Decimal {
	if f.info.PricesIncludeVAT {
		return price
	}

	const whole = 100

	return price.Shift(2).DivRound(f.rates[group].Add(decimal.NewFromInt(whole)), 4)
}

// readSince finds the starting point of import.
func (r *run) readSince(ctx context.Context) error {
	r.facts.since = r.cfg.Import.Since
	if !r.facts.since.IsZero() {
		return nil
	}

	at, ok, err := r.cfg.Warehouse.Mark(ctx, ledger.MarkInstalledAt)
	if err != nil || !ok {
		return err
	}

	r.facts.since, err = time.Parse(time.RFC3339Nano, at)

	return err
}

// collect reads a short listing whole.
func collect[T any](seq iter.Seq2[T, error]) ([]T, error) {
	var all []T

	for v, err := range seq {
		if err != nil {
			return nil, err
		}

		all = append(all, v)
	}

	return all, nil
}

func list[T any](all []T, name func(T) string) string {
	names := make([]string, 0, len(all))

	for _, v := range all {
		if n := strings.TrimSpace(name(v)); n != "" {
			names = append(names, n)
		}
	}

	return strings.Join(names, "; ")
}
