package page

import (
	"context"
	"errors"
	"iter"
	"slices"
	"time"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/examples/internal/config"
	"github.com/skladmost/skladmost/examples/internal/warehouse"
	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
)

func (l *lists) askWarehouse(ctx context.Context, f *form, data []byte) error {
	cfg, err := config.ParseWarehouse(f.path, data, f.env)
	if err != nil {
		return err
	}

	db, err := warehouse.Open(ctx, cfg.Warehouse.DSN, sklad.WithLocation(cfg.Warehouse.Timezone))
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }() // only read

	if l.info, err = db.Info(ctx); err != nil {
		return err
	}

	_, l.ledger = ledger.Open(ctx, db)

	return l.readWarehouse(ctx, db)
}

func (l *lists) readWarehouse(ctx context.Context, db *sklad.DB) error {
	group := func(g sklad.Group) (option, bool) { return groupOption(g), true }

	err := errors.Join(
		fill(l, config.Users, db.Users(ctx), func(u sklad.User) (option, bool) {
			return firstRow(named(u.Code, u.Name), int64(u.ID)), !u.Deleted
		}),
		fill(l, config.Objects, db.Objects(ctx), func(o sklad.Object) (option, bool) {
			return firstRow(named(o.Code, o.Name), int64(o.ID)), !o.Deleted
		}),
		fill(l, config.ObjectGroups, db.ObjectsGroups(ctx), group),
		fill(l, config.GoodsGroups, db.GoodsGroups(ctx), group),
		fill(l, config.PaymentTypes, db.PaymentTypes(ctx), func(t sklad.PaymentType) (option, bool) {
			return numbered(t.ID, t.Name), true
		}),
		fill(l, config.VATGroups, db.VATGroups(ctx), func(g sklad.VATGroup) (option, bool) {
			o := numbered(int64(g.ID), g.Name+", "+g.Rate.String()+" %")
			o.Also = []string{g.Rate.String()}

			return o, true
		}),
	)

	if objects := l.options[config.Objects]; len(objects) > 1 { // 1 stands for an only one
		for i := range objects {
			objects[i].Also = slices.DeleteFunc(objects[i].Also, func(also string) bool { return also == "1" })
		}
	}

	return err
}

// fill reads a list; groups are put into the order of their tree.
func fill[T any](l *lists, s config.Source, rows iter.Seq2[T, error], as func(T) (option, bool)) error {
	var all []option

	for row, err := range rows {
		if err != nil {
			return err
		}

		if o, wanted := as(row); wanted {
			all = append(all, o)
		}
	}

	if s == config.GoodsGroups || s == config.ObjectGroups {
		inTree(all)
	}

	l.options[s] = all

	return nil
}

func (l *lists) askShop(ctx context.Context, f *form, data []byte) error {
	cfg, err := config.ParseShop(f.path, data, f.env)
	if err != nil {
		return err
	}

	cfg.Shop.Patience = time.Second

	client, err := assembly.Client(cfg.Shop, application)
	if err != nil {
		return err
	}

	var all []option

	for s, err := range client.Statuses.All(ctx) {
		if err != nil {
			return err
		}

		all = append(all, statusOption(s))
	}

	l.statuses[config.Statuses] = all

	return nil
}

// application is the name that the shop reads in User-Agent.
const application = "skladmost-dashboard"

func statusOption(s gombashop.Status) option {
	o := named(s.Code, s.Name)
	if o.Value == "" {
		o.Value = s.ID
	}

	o.Also, o.Refused = append(o.Also, s.ID), s.IsCancelled

	return o
}
