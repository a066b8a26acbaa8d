package sklad

import (
	"context"
	"errors"
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/usn"
)

// writer begins a document: its kind is known, and the ledger is there if it
// is needed.
func (tx *Tx) writer(ctx context.Context, d Document) (*writer, error) {
	w := &writer{Tx: tx, doc: d}

	var known bool
	if w.kind, known = kindOf(d.OperType); !known {
		return nil, invalid("OperType %d cannot be recorded: use OperSale, OperOrder or OperRefund", d.OperType)
	}

	if d.ExternalKey == "" { // without one, nothing could be repeated safely, and nothing is promised
		return w, nil
	}

	return w, w.needLedger(ctx)
}

// check reads everything that the document refers to and reports all that is
// wrong with it at once, before anything is written.
func (w *writer) check(ctx context.Context) error {
	if err := w.read(ctx); err != nil {
		return err
	}

	refs := w.checkRefs(ctx)
	if refs != nil && !errors.Is(refs, ErrInvalidDocument) {
		return refs
	}

	if err := errors.Join(refs, CheckDocument(w.doc), w.checkRows(), w.checkUSN()); err != nil {
		return fmt.Errorf("sklad: a %s for partner %d cannot be recorded: %w", w.kind.name, w.doc.PartnerID, err)
	}

	w.setDates()

	return nil
}

func invalid(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrInvalidDocument, fmt.Sprintf(format, args...))
}

// read loads settings and the rows that the document names.
func (w *writer) read(ctx context.Context) error {
	var err error
	if w.rules, err = readRules(ctx, w.session); err != nil {
		return describe(cancelled(ctx, err), "read the settings")
	}

	if w.rates, err = byKey(w.VATGroups(ctx), func(g VATGroup) (VATGroupID, decimal.Decimal) { return g.ID, g.Rate }); err != nil {
		return err
	}

	if w.types, err = byKey(w.PaymentTypes(ctx), func(t PaymentType) (int64, PaymentType) { return t.ID, t }); err != nil {
		return err
	}

	ids := make([]GoodID, 0, len(w.doc.Lines))
	for _, line := range w.doc.Lines {
		ids = append(ids, line.GoodID)
	}

	if len(ids) > 0 {
		goods := w.Goods(ctx, GoodsFilter{IDs: ids, IncludeDeleted: true})
		if w.goods, err = byKey(goods, func(g Good) (GoodID, Good) { return g.ID, g }); err != nil {
			return err
		}
	}

	return nil
}

// checkRefs checks partner, object and users against their tables: a document
// that names a missing one would vanish from the program's lists.
func (w *writer) checkRefs(ctx context.Context) error {
	var partner error
	if w.partner, partner = w.Partner(ctx, w.doc.PartnerID); partner != nil {
		partner = missing(partner, "partner %d (PartnerID)", w.doc.PartnerID)
	} else if w.partner.Deleted && !w.takesBack() {
		partner = invalid("partner %d %q is deleted", w.partner.ID, w.partner.Company)
	}

	object := exists(w.Objects(ctx), func(o Object) bool { return o.ID == w.doc.ObjectID && !o.Deleted })
	operator := exists(w.Users(ctx), func(u User) bool { return u.ID == w.doc.OperatorID })
	user := exists(w.Users(ctx), func(u User) bool { return u.ID == w.doc.UserID })

	return errors.Join(
		partner, missing(object, "object %d (ObjectID)", w.doc.ObjectID),
		missing(operator, "user %d (OperatorID)", w.doc.OperatorID), missing(user, "user %d (UserID)", w.doc.UserID))
}

// takesBack tells a refund: what was sold comes back also when it is not listed any
// more.
func (w *writer) takesBack() bool { return w.doc.OperType == OperRefund }

func missing(err error, format string, args ...any) error {
	if errors.Is(err, ErrNotFound) {
		return invalid("there is no %s, or it is deleted: choose one that Склад Pro lists", fmt.Sprintf(format, args...))
	}

	return err
}

// checkRows checks goods and payment types against their tables.
func (w *writer) checkRows() error {
	var errs []error

	for i, line := range w.doc.Lines {
		good, known := w.goods[line.GoodID]
		_, rated := w.rates[good.TaxGroup]

		switch {
		case !known:
			errs = append(errs, invalid("line %d: there is no good %d", i+1, line.GoodID))
		case good.Deleted && !w.takesBack():
			errs = append(errs, invalid("line %d: good %d %q: it is deleted", i+1, good.ID, good.Name))
		case !rated:
			errs = append(errs, invalid("line %d: good %d %q: its VAT group %d does not exist", i+1, good.ID, good.Name, good.TaxGroup))
		}
	}

	return errors.Join(append(errs, w.checkTypes())...)
}

func (w *writer) checkTypes() error {
	var errs []error

	for i, p := range w.doc.Payments {
		if _, ok := w.types[p.Type]; !ok {
			errs = append(errs, invalid("payment %d: there is no payment type %d", i+1, p.Type))
		}
	}

	return errors.Join(errs...)
}

func (w *writer) checkUSN() error {
	if w.doc.USN == nil {
		return nil
	}

	if w.doc.OperType != OperSale && (w.doc.OperType != OperRefund || w.doc.USN.Number.IsZero()) {
		return invalid("only a sale has a УНП of its own; a refund names that of its sale")
	}

	if w.doc.ExternalKey == "" {
		return invalid("a document with a УНП needs an ExternalKey, so that a repeat gets the same number")
	}

	if _, err := usn.New(w.doc.USN.Device, w.doc.USN.Operator, 1); err != nil {
		return invalid("%v", err)
	}

	return nil
}

// setDates puts today where no date was given, in the database's time zone.
func (w *writer) setDates() {
	today := w.Now().In(w.Location())

	if w.doc.Date.IsZero() {
		w.doc.Date = today
	}

	if w.doc.DueDate.IsZero() {
		w.doc.DueDate = w.doc.Date
	}

	payments := make([]Payment, len(w.doc.Payments))
	for i, p := range w.doc.Payments {
		if p.Date.IsZero() {
			p.Date = today
		}

		payments[i] = p
	}

	w.doc.Payments = payments
}
