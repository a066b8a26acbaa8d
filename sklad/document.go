package sklad

import (
	"context"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// Document reads a saved document: its lines in the order in which they were
// written, the money paid and the day it is due. Header fields come from the
// first line. ErrNotFound.
//
// Line.Price is the price before the discount, computed back from PriceOut:
// the table does not store it. ExternalKey and USN are not read.
func (db *DB) Document(ctx context.Context, kind OperType, acct Acct) (Document, error) {
	if err := outside(ctx); err != nil {
		return Document{}, err
	}
	return readDocument(ctx, db.SQL(), db.location, kind, acct)
}

// Document is DB.Document inside the transaction.
func (tx *Tx) Document(ctx context.Context, kind OperType, acct Acct) (Document, error) {
	return readDocument(ctx, tx.session, tx.location, kind, acct)
}

type lineRow struct {
	ID         engine.Int   `db:"ID"`
	GoodID     engine.Int   `db:"GoodID"`
	PartnerID  engine.Int   `db:"PartnerID"`
	ObjectID   engine.Int   `db:"ObjectID"`
	OperatorID engine.Int   `db:"OperatorID"`
	UserID     engine.Int   `db:"UserID"`
	Qtty       engine.Float `db:"Qtty"`
	PriceIn    engine.Float `db:"PriceIn"`
	PriceOut   engine.Float `db:"PriceOut"`
	VATIn      engine.Float `db:"VATIn"`
	VATOut     engine.Float `db:"VATOut"`
	Discount   engine.Float `db:"Discount"`
	Date       engine.Time  `db:"Date"`
	LotID      engine.Int   `db:"LotID"`
	Note       engine.Text  `db:"Note"`
}

type paymentRow struct {
	Qtty              engine.Float `db:"Qtty"`
	Mode              engine.Int   `db:"Mode"`
	Date              engine.Time  `db:"Date"`
	Type              engine.Int   `db:"Type"`
	TransactionNumber engine.Text  `db:"TransactionNumber"`
	EndDate           engine.Time  `db:"EndDate"`
}

// Payments.Mode.
const (
	modeDue  = -1
	modePaid = 1
)

func readDocument(ctx context.Context, s *engine.Session, loc *time.Location, kind OperType, acct Acct) (Document, error) {
	fail := func(err error) (Document, error) {
		return Document{}, describe(cancelled(ctx, err), "document %d of OperType %d", acct, kind)
	}
	var lines []lineRow
	if acct > 0 { // pending documents and drafts have negative numbers
		query := "SELECT " + engine.Columns[lineRow]("o") + " FROM {Operations} o " +
			"WHERE o.[OperType] = ? AND o.[Acct] = ? AND o.[PartnerID] <> 0 ORDER BY o.[ID]"
		if err := s.Select(ctx, &lines, query, int64(kind), int64(acct)); err != nil {
			return fail(err)
		}
	}
	if len(lines) == 0 {
		return fail(ErrNotFound)
	}
	document := header(kind, acct, lines[0], loc)
	for _, row := range lines {
		line, err := row.line(document.Note)
		if err != nil {
			return fail(err)
		}
		document.Lines = append(document.Lines, line)
	}
	if err := readMoney(ctx, s, loc, &document); err != nil {
		return fail(err)
	}
	return document, nil
}

func header(kind OperType, acct Acct, r lineRow, loc *time.Location) Document {
	return Document{
		OperType: kind, Acct: acct, PartnerID: PartnerID(r.PartnerID), ObjectID: ObjectID(r.ObjectID),
		OperatorID: UserID(r.OperatorID), UserID: UserID(r.UserID), Date: r.Date.Day(loc), Note: string(r.Note),
	}
}

func (r lineRow) line(note string) (Line, error) {
	line := Line{
		ID: int64(r.ID), GoodID: GoodID(r.GoodID), Qty: r.Qtty.Decimal(), Discount: r.Discount.Decimal(),
		PriceIn: r.PriceIn.Decimal(), PriceOut: r.PriceOut.Decimal(), VATIn: r.VATIn.Decimal(), VATOut: r.VATOut.Decimal(),
		LotID: int64(r.LotID),
	}
	if own := string(r.Note); own != note {
		line.Note = own
	}
	var err error
	line.Price, err = beforeDiscount(r.PriceOut, r.Discount)
	if err != nil {
		return Line{}, fmt.Errorf("line %d: %w", r.ID, err)
	}
	return line, nil
}

// beforeDiscount turns PriceOut = price × (100 − discount) / 100 round. A
// discount of 100 % leaves nothing to compute from.
func beforeDiscount(price, discount engine.Float) (decimal.Decimal, error) {
	const whole = 100
	if !discount.Valid || discount.Value == 0 || discount.Value == whole {
		return price.Decimal(), nil
	}
	return engine.Decimal(price.Value * whole / (whole - discount.Value))
}

// readMoney reads what is paid, and when the rest is due. Nearly all rows are of one
// type: the sum keeps SQLite from reading them all instead of those of the number.
func readMoney(ctx context.Context, s *engine.Session, loc *time.Location, d *Document) error {
	var rows []paymentRow
	query := "SELECT " + engine.Columns[paymentRow]("p") + " FROM {Payments} p " +
		"WHERE p.[OperType] + 0 = ? AND p.[Acct] = ? AND p.[PartnerID] <> 0 ORDER BY p.[ID]"
	if err := s.Select(ctx, &rows, query, int64(d.OperType), int64(d.Acct)); err != nil {
		return err
	}
	for _, row := range rows {
		switch row.Mode {
		case modeDue:
			d.DueDate = row.EndDate.Day(loc)
		case modePaid:
			d.Payments = append(d.Payments, Payment{
				Type: int64(row.Type), Amount: row.Qtty.Decimal(), Date: row.Date.Day(loc),
				TransactionNumber: string(row.TransactionNumber),
			})
		}
	}
	return nil
}
