package syncer

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/text"
	"github.com/skladmost/skladmost/usn"
)

// readStatuses lists the shop's order statuses: which of them are cancelled
// ones matters to both directions.
func (r *run) readStatuses(ctx context.Context) error {
	statuses, err := collect(r.cfg.Shop.Statuses(ctx))
	r.facts.statuses = statuses

	return shopProblem(err)
}

// chooseStatuses resolves setting c: by id, then code, then name.
func (r *run) chooseStatuses(context.Context) error {
	if len(r.cfg.Import.Statuses) == 0 {
		return &Problem{Code: text.NoStatuses, Record: "import.statuses"}
	}

	r.facts.wanted = map[string]bool{}

	if r.facts.statuses == nil {
		return nil // the shop did not list them, which is reported already
	}

	var errs []error

	for _, name := range r.cfg.Import.Statuses {
		status, ok := findStatus(r.facts.statuses, name)
		args := map[string]string{
			"status": name, "statuses": list(r.facts.statuses, func(s gombashop.Status) string { return s.Code + " " + s.Name }),
		}

		switch {
		case !ok:
			errs = append(errs, &Problem{Code: text.UnknownStatus, Record: "import.statuses", Args: args})
		case status.IsCancelled:
			errs = append(errs, &Problem{Code: text.CancelledStatus, Record: "import.statuses", Args: args})
		default:
			r.facts.wanted[status.ID] = true
		}
	}

	return errors.Join(errs...)
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

// user is the one that was named, or user 1 where none was: nobody else signs
// without having been asked.
func (r *run) user(ctx context.Context, users []sklad.User) (sklad.User, error) {
	if r.cfg.Import.User != "" {
		return r.cfg.Warehouse.UserByCodeOrName(ctx, r.cfg.Import.User)
	}

	if i := slices.IndexFunc(users, func(u sklad.User) bool { return u.ID == 1 }); i >= 0 {
		return users[i], nil
	}

	return sklad.User{}, sklad.ErrNotFound
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
			Args: map[string]string{"user": r.facts.user.Name, "code": first(code, `""`)}}
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

// readPaymentTypes checks that every type that the settings name exists.
func (r *run) readPaymentTypes(ctx context.Context) error {
	r.facts.types = map[int64]sklad.PaymentType{}

	for t, err := range r.cfg.Warehouse.PaymentTypes(ctx) {
		if err != nil {
			return err
		}

		r.facts.types[t.ID] = t
	}

	var errs []error

	for method, id := range r.cfg.Import.PaymentMap {
		if _, ok := r.facts.types[id]; !ok {
			errs = append(errs, &Problem{Code: text.PaymentUnmapped, Record: "import.payment_map",
				Args: map[string]string{
					"method": method, "type": strconv.FormatInt(id, 10), "key": "import.payment_map." + method,
				}})
		}
	}

	return errors.Join(errs...)
}
