package sklad

import (
	"context"
	"fmt"

	"github.com/skladmost/skladmost/sklad/internal/engine"
	"github.com/skladmost/skladmost/sklad/internal/key"
	"github.com/skladmost/skladmost/usn"
)

var _ usn.Allocator = (*Tx)(nil)

// Allocate gives the next unique sale number of a device, inside the
// transaction: *Tx is a usn.Allocator. The same Key always gets the same
// number. The next one is above every number of that device in ECRReceipts and
// in the ledger, and above the floor that a restored backup has raised, as far
// as they lie in the request's range. A number that was given is never given
// again, unless the transaction is rolled back. usn.ErrExhausted at the end of
// the range, ErrNoLedger without ledger.
func (tx *Tx) Allocate(ctx context.Context, r usn.Request) (usn.Number, error) {
	if err := r.Validate(); err != nil {
		return usn.Number{}, err
	}

	if err := tx.needLedger(ctx); err != nil {
		return usn.Number{}, err
	}

	if err := tx.SQL().Lock(ctx, "usn:"+r.Device); err != nil {
		return usn.Number{}, err
	}

	var known string

	ok, err := tx.SQL().Get(ctx, &known, "SELECT u.[USN] FROM {gomba_usn} u WHERE u.[KeyHash] = ?", key.USN(r.Key))
	if err != nil {
		return usn.Number{}, err
	}

	if ok {
		return usn.Parse(known)
	}

	return tx.nextUSN(ctx, r)
}

func (tx *Tx) nextUSN(ctx context.Context, r usn.Request) (usn.Number, error) {
	seq, err := nextSeq(ctx, tx.SQL(), r.Device, r.Range, 0)
	if err != nil {
		return usn.Number{}, err
	}

	number, err := usn.New(r.Device, r.Operator, seq)
	if err != nil {
		return usn.Number{}, err
	}

	return number, tx.keepUSN(ctx, r.Key, number)
}

// keepUSN writes a number into the ledger. Unique keys refuse a number that
// another sale has.
func (tx *Tx) keepUSN(ctx context.Context, externalKey string, number usn.Number) error {
	return tx.SQL().Insert(ctx, "gomba_usn", engine.Row{
		"KeyHash": key.USN(externalKey), "ExternalKey": cut(externalKey), "Device": number.Device, "Operator": number.Operator,
		"Seq": int64(number.Seq), "USN": number.String(), "State": "allocated",
		"DeviceSeq": deviceSeq(number),
		"CreatedAt": tx.Now().UTC().Format(ledgerTime),
	})
}

// ledgerTime is how the ledger's tables hold times: UTC, of a fixed width.
const ledgerTime = "2006-01-02T15:04:05.000000000Z"

// NextUSN is the running number that Allocate would give a device next, if those
// of the range up to after were given already: for a plan, that writes nothing.
// usn.ErrExhausted past the end of the range. The ledger's tables must be there.
func (db *DB) NextUSN(ctx context.Context, device string, within usn.Range, after uint32) (uint32, error) {
	if err := outside(ctx); err != nil {
		return 0, err
	}

	seq, err := nextSeq(ctx, db.SQL(), device, within, after)

	return seq, cancelled(ctx, err)
}

func nextSeq(ctx context.Context, s *engine.Session, device string, within usn.Range, after uint32) (uint32, error) {
	used, err := usedUSN(ctx, s, device, within)
	if err != nil {
		return 0, err
	}

	seq, err := within.Next(max(used, after))
	if err != nil {
		return 0, fmt.Errorf("device %s: %w", device, err)
	}

	return seq, nil
}

// allocate takes the document's УНП before its lines are written.
func (w *writer) allocate(ctx context.Context) error {
	if w.doc.USN == nil {
		return nil
	}

	if !w.doc.USN.Number.IsZero() {
		w.recorded.USN = w.doc.USN.Number

		if w.doc.OperType == OperRefund { // the number stays that of the sale
			return nil
		}

		return w.TakeUSN(ctx, w.doc.ExternalKey, w.doc.USN.Number)
	}

	var err error

	w.recorded.USN, err = w.Allocate(ctx, usn.Request{
		Device: w.doc.USN.Device, Operator: w.doc.USN.Operator, Key: w.doc.ExternalKey, Range: w.doc.USN.Range,
	})

	return err
}

// writeUSN writes the УНП where the program's СУПТО edition keeps it, and ties
// the ledger's row to the document.
func (w *writer) writeUSN(ctx context.Context) error {
	if w.doc.USN == nil {
		return nil
	}

	d := w.SQL().Dialect()

	err := w.SQL().Insert(ctx, "ECRReceipts", engine.Row{
		"OperType": int64(w.doc.OperType), "Acct": int64(w.recorded.Acct), "ReceiptID": int64(w.recorded.USN.Seq),
		"ReceiptDate": d.Clock(w.Now(), w.Location()),
		"ReceiptType": receiptUSN, "ECRID": w.recorded.USN.Device, "Description": w.recorded.USN.String(),
		"Total": w.recorded.Total.InexactFloat64(), "UserID": int64(w.doc.UserID), "UserRealTime": d.Stamp(w.Now(), w.Location()),
	})
	if err != nil {
		return err
	}

	_, err = w.SQL().Update(ctx, "gomba_usn", engine.Row{
		"OperType": int64(w.doc.OperType), "Acct": int64(w.recorded.Acct), "State": "recorded",
	}, "[KeyHash] = ?", key.USN(w.doc.ExternalKey))

	return err
}
