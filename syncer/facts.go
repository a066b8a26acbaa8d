package syncer

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
	"github.com/skladmost/skladmost/usn"
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
}

// prepare shakes hands with both sides and resolves the names of the
// configuration. It reports everything that is wrong at once.
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

	for _, read := range []func(context.Context) error{
		r.readRates, r.readObject, r.readUser, r.readPaymentTypes, r.readStatuses, r.readSince, r.checkSUPTO,
	} {
		if err := read(ctx); err != nil {
			return err
		}
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

func (f *facts) rate(id sklad.VATGroupID) (decimal.Decimal, bool) {
	rate, ok := f.rates[id]

	return rate, ok
}

// net is a price of the shop, VAT included, on the database's own basis.
func (f *facts) net(price decimal.Decimal, group sklad.VATGroupID) decimal.Decimal {
	if f.info.PricesIncludeVAT {
		return price
	}

	hundred := decimal.NewFromInt(100)

	return price.Mul(hundred).DivRound(hundred.Add(f.rates[group]), 4)
}

// readObject resolves setting g.
func (r *run) readObject(ctx context.Context) error {
	object, err := r.cfg.Warehouse.ObjectByCodeOrName(ctx, r.cfg.Import.Object)
	if errors.Is(err, sklad.ErrNotFound) || errors.Is(err, sklad.ErrAmbiguous) {
		objects, lerr := collect(r.cfg.Warehouse.Objects(ctx))

		return errors.Join(lerr, &Problem{Code: text.UnknownObject, Record: "import.object", Err: err, Args: map[string]string{
			"object": r.cfg.Import.Object, "objects": list(objects, func(o sklad.Object) string { return o.Code + " " + o.Name }),
		}})
	}

	r.facts.object = object

	return err
}

// readUser resolves setting a.
func (r *run) readUser(ctx context.Context) error {
	users, err := collect(r.cfg.Warehouse.Users(ctx))
	if err != nil {
		return err
	}

	user, err := r.user(ctx, users)
	if errors.Is(err, sklad.ErrNotFound) || errors.Is(err, sklad.ErrAmbiguous) {
		return &Problem{Code: text.UnknownUser, Record: "import.user", Err: err, Args: map[string]string{
			"user": r.cfg.Import.User, "users": list(users, func(u sklad.User) string { return u.Code + " " + u.Name }),
		}}
	}

	if err != nil {
		return err
	}

	r.facts.user = user

	return r.readOperator(users)
}

// user is the one that was named, or the first user where none was.
func (r *run) user(ctx context.Context, users []sklad.User) (sklad.User, error) {
	if r.cfg.Import.User != "" {
		return r.cfg.Warehouse.UserByCodeOrName(ctx, r.cfg.Import.User)
	}

	if len(users) == 0 {
		return sklad.User{}, sklad.ErrNotFound
	}

	return users[0], nil
}

// readOperator derives the УНП's operator part from the user's code. Two
// active users with one resulting code would sign for each other.
func (r *run) readOperator(users []sklad.User) error {
	if r.cfg.Fiscal.DeviceSerial == "" || r.cfg.Import.Document == DocumentOrder {
		return nil
	}

	code := first(r.cfg.Fiscal.OperatorCode, r.facts.user.Code)

	operator, err := usn.OperatorCode(code)
	if err != nil {
		return &Problem{Code: text.OperatorCode, Record: "import.user", Err: err,
			Args: map[string]string{"user": r.facts.user.Name, "code": code}}
	}

	for _, u := range users {
		other, err := usn.OperatorCode(u.Code)
		if err == nil && other == operator && !u.Deleted && u.ID != r.facts.user.ID && r.cfg.Fiscal.OperatorCode == "" {
			return &Problem{Code: text.DuplicateOperatorCode, Record: "import.user",
				Args: map[string]string{"user": r.facts.user.Name, "other": u.Name, "code": operator}}
		}
	}

	r.facts.operator = operator

	return nil
}

func (r *run) readPaymentTypes(ctx context.Context) error {
	r.facts.types = map[int64]sklad.PaymentType{}

	for t, err := range r.cfg.Warehouse.PaymentTypes(ctx) {
		if err != nil {
			return err
		}

		r.facts.types[t.ID] = t
	}

	for method, id := range r.cfg.Import.PaymentMap {
		if _, ok := r.facts.types[id]; !ok {
			return &Problem{Code: text.PaymentUnmapped, Record: "import.payment_map",
				Args: map[string]string{"method": method, "type": strconv.FormatInt(id, 10)}}
		}
	}

	return nil
}

// readStatuses resolves setting c: by id, then code, then name.
func (r *run) readStatuses(ctx context.Context) error {
	statuses, err := collect(r.cfg.Shop.Statuses(ctx))
	if err != nil {
		return shopProblem(err)
	}

	r.facts.statuses, r.facts.wanted = statuses, map[string]bool{}

	for _, name := range r.cfg.Import.Statuses {
		status, ok := findStatus(statuses, name)

		args := map[string]string{
			"status": name, "statuses": list(statuses, func(s gombashop.Status) string { return s.Code + " " + s.Name }),
		}
		if !ok {
			return &Problem{Code: text.UnknownStatus, Record: "import.statuses", Args: args}
		}

		if status.IsCancelled {
			return &Problem{Code: text.CancelledStatus, Record: "import.statuses", Args: args}
		}

		r.facts.wanted[status.ID] = true
	}

	return nil
}

func findStatus(statuses []gombashop.Status, name string) (gombashop.Status, bool) {
	for _, same := range []func(gombashop.Status) bool{
		func(s gombashop.Status) bool { return s.ID == name },
		func(s gombashop.Status) bool { return s.Code == name },
		func(s gombashop.Status) bool { return strings.EqualFold(s.Name, name) },
	} {
		if i := slices.IndexFunc(statuses, same); i >= 0 {
			return statuses[i], true
		}
	}

	return gombashop.Status{}, false
}

// cancelled tells whether the shop calls the status a cancelled one.
func (f *facts) cancelled(s gombashop.Status) bool {
	i := slices.IndexFunc(f.statuses, func(other gombashop.Status) bool { return other.ID == s.ID })

	return i >= 0 && f.statuses[i].IsCancelled
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

// checkSUPTO holds settings a and p to what the warehouse is.
func (r *run) checkSUPTO(context.Context) error {
	supto := r.cfg.Fiscal.SUPTO == SUPTOYes || r.cfg.Fiscal.SUPTO == SUPTOAuto && r.facts.info.SUPTO
	sale := r.cfg.Import.Document == DocumentSale

	switch {
	case !supto && r.cfg.Fiscal.DeviceSerial != "":
		return &Problem{Code: text.SUPTORequired, Record: "fiscal.device_serial"}
	case supto && sale && r.cfg.Fiscal.DeviceSerial == "":
		return &Problem{Code: text.DeviceSerialMissing, Record: "fiscal.device_serial"}
	}

	return nil
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
