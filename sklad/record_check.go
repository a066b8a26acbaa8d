package sklad

import (
	"context"
	"errors"
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/usn"
)

// noteLength is the width of Operations.Note.
const noteLength = 255

// writer begins a document: its kind is known, and the ledger is there if it
// is needed.
func (tx *Tx) writer(ctx context.Context, d Document) (*writer, error) {
	w := &writer{Tx: tx, doc: d}

	var known bool
	if w.kind, known = kindOf(d.OperType); !known {
		return nil, invalid("OperType %d cannot be recorded: use OperSale, OperOrder or OperRefund", d.OperType)
	}

	return w, w.needLedger(ctx)
}

// check reads everything that the document refers to and reports all that is
// wrong with it at once, before anything is written.
func (w *writer) check(ctx context.Context) error {
	if err := w.read(ctx); err != nil {
		return err
	}

	if err := errors.Join(w.checkHeader(), w.checkLines(), w.checkPayments(), w.checkUSN()); err != nil {
		return fmt.Errorf("sklad: a %s for partner %d cannot be recorded: %w", w.kind.name, w.doc.PartnerID, err)
	}

	w.setDates()

	return nil
}

// mostDigits is how many digits before the point a number may have: beyond, a
// float column keeps no cents.
const mostDigits = 12

// fits tells whether a float column holds d with its cents. It looks at the
// digits only: arithmetic on an exponent of millions would not end.
func fits(d decimal.Decimal) bool {
	return d.IsZero() || d.NumDigits()+int(d.Exponent()) <= mostDigits && d.Exponent() >= -mostDigits*2
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

	return w.readHeader(ctx)
}

// readHeader checks partner, object and users against their tables: a document
// that names a missing one would vanish from the program's lists.
func (w *writer) readHeader(ctx context.Context) error {
	var err error
	if w.partner, err = w.Partner(ctx, w.doc.PartnerID); err != nil {
		return missing(err, "partner %d (PartnerID)", w.doc.PartnerID)
	}

	if err := exists(w.Objects(ctx), func(o Object) bool { return o.ID == w.doc.ObjectID && !o.Deleted }); err != nil {
		return missing(err, "object %d (ObjectID)", w.doc.ObjectID)
	}

	for name, id := range map[string]UserID{"OperatorID": w.doc.OperatorID, "UserID": w.doc.UserID} {
		if err := exists(w.Users(ctx), func(u User) bool { return u.ID == id }); err != nil {
			return missing(err, "user %d (%s)", id, name)
		}
	}

	return nil
}

func missing(err error, format string, args ...any) error {
	if errors.Is(err, ErrNotFound) {
		return invalid("there is no %s, or it is deleted", fmt.Sprintf(format, args...))
	}

	return err
}

func (w *writer) checkHeader() error {
	var errs []error
	if w.partner.Deleted {
		errs = append(errs, invalid("partner %d %q is deleted", w.partner.ID, w.partner.Company))
	}

	if len(w.doc.Lines) == 0 {
		errs = append(errs, invalid("it has no lines"))
	}

	if n := len([]rune(w.doc.Note)); n > noteLength {
		errs = append(errs, invalid("the note has %d characters, Operations.Note holds %d", n, noteLength))
	}

	return errors.Join(errs...)
}

func (w *writer) checkLines() error {
	var errs []error

	for i, line := range w.doc.Lines {
		good, ok := w.goods[line.GoodID]

		switch {
		case !ok:
			errs = append(errs, invalid("line %d: there is no good %d", i+1, line.GoodID))
		case good.Deleted:
			errs = append(errs, invalid("line %d: good %d %q is deleted", i+1, good.ID, good.Name))
		case !fits(line.Qty) || !fits(line.Price) || !fits(line.Discount):
			errs = append(errs, invalid("line %d: quantity, price or discount of good %d %q has too many digits", i+1, good.ID, good.Name))
		case len([]rune(line.Note)) > noteLength:
			errs = append(errs, invalid("line %d: the note has %d characters, Operations.Note holds %d",
				i+1, len([]rune(line.Note)), noteLength))
		case !line.Qty.IsPositive():
			errs = append(errs, invalid("line %d: the quantity of good %d %q is %s, it must be above 0", i+1, good.ID, good.Name, line.Qty))
		case line.Price.IsNegative():
			errs = append(errs, invalid("line %d: the price of good %d %q is %s", i+1, good.ID, good.Name, line.Price))
		case line.Discount.Abs().GreaterThan(decimal.NewFromInt(maxDiscount)) || !line.Discount.Equal(line.Discount.Round(cents)):
			errs = append(errs, invalid("line %d: the discount of good %d %q is %s %%, it must lie within -99…99 with two places",
				i+1, good.ID, good.Name, line.Discount))
		}

		if _, ok := w.rates[good.TaxGroup]; good.ID != 0 && !ok {
			errs = append(errs, invalid("line %d: good %d %q has the VAT group %d, which does not exist",
				i+1, good.ID, good.Name, good.TaxGroup))
		}
	}

	return errors.Join(errs...)
}

func (w *writer) checkPayments() error {
	var errs []error
	if len(w.doc.Payments) > 0 && w.kind.money == 0 {
		errs = append(errs, invalid("an order carries no payments"))
	}

	for i, p := range w.doc.Payments {
		if _, ok := w.types[p.Type]; !ok {
			errs = append(errs, invalid("payment %d: there is no payment type %d", i+1, p.Type))
		}

		if n := len([]rune(p.TransactionNumber)); n > noteLength {
			errs = append(errs, invalid("payment %d: the transaction number has %d characters, the column holds %d", i+1, n, noteLength))
		}

		if p.Amount.IsNegative() || !fits(p.Amount) {
			errs = append(errs, invalid("payment %d: the amount is %s", i+1, p.Amount))
		}
	}

	return errors.Join(errs...)
}

func (w *writer) checkUSN() error {
	if w.doc.USN == nil {
		return nil
	}

	if w.doc.OperType != OperSale {
		return invalid("only a sale has a УНП of its own")
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

// needLedger refuses what could not be repeated safely without the ledger.
func (w *writer) needLedger(ctx context.Context) error {
	if w.doc.ExternalKey == "" {
		return nil
	}

	ok, err := w.SQL().Dialect().HasTable(ctx, w.SQL(), "gomba_documents")
	if err == nil && !ok {
		return ErrNoLedger
	}

	return err
}
