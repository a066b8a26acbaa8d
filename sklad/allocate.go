package sklad

import (
	"context"
	"fmt"
	"math"
	"strconv"

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
	used, err := tx.usedUSN(ctx, r.Device, r.Range)
	if err != nil {
		return usn.Number{}, err
	}

	seq, err := r.Range.Next(used)
	if err != nil {
		return usn.Number{}, fmt.Errorf("device %s: %w", r.Device, err)
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

// usedUSN is the highest number of the device within the range that anything
// knows; 0 when none does. What lies outside belongs to another program. The
// ledger is asked first, so that ECRReceipts is searched above its number alone.
func (tx *Tx) usedUSN(ctx context.Context, device string, within usn.Range) (uint32, error) {
	var used int64

	recorded := func(ctx context.Context, device string, within usn.Range) (int64, error) {
		return tx.recordedUSN(ctx, device, max(used, int64(within.First())-1), highest(within))
	}

	for _, known := range []func(context.Context, string, usn.Range) (int64, error){
		tx.allocatedUSN, tx.usnFloor, recorded, tx.describedUSN,
	} {
		n, err := known(ctx, device, within)
		if err != nil {
			return 0, fmt.Errorf("find the last УНП of %s: %w", device, err)
		}

		used = max(used, n)
	}

	if used > int64(usn.MaxSeq) {
		return 0, fmt.Errorf("device %s: the number %d stands in the database: %w", device, used, usn.ErrExhausted)
	}

	return uint32(used), nil //nolint:gosec // every number known is 0 or more, and none is above MaxSeq
}

// recordedUSN is the highest running number in ECRReceipts above one and up to
// another, 0 when there is none. Blanks behind the device's number make no other
// device of it, whatever the server thinks. Nearly all rows are of one type: the
// sum keeps servers from going by that, instead of by the number.
func (tx *Tx) recordedUSN(ctx context.Context, device string, above, last int64) (int64, error) {
	var rows []struct {
		Device engine.Text `db:"ECRID"`
		Seq    engine.Int  `db:"Seq"`
	}

	err := tx.SQL().Select(ctx, &rows, "SELECT e.[ECRID] AS [ECRID], e.[ReceiptID] AS [Seq] FROM {ECRReceipts} e "+
		"WHERE e.[ECRID] LIKE ? AND e.[ReceiptType] + 0 = ? AND e.[ReceiptID] > ? AND e.[ReceiptID] <= ?",
		device+"%", receiptUSN, above, last)

	var highest int64

	for _, row := range rows {
		if string(row.Device) == device {
			highest = max(highest, int64(row.Seq))
		}
	}

	return highest, err
}

// highest is the last number that a range looks at. The whole series also looks
// beyond its end: a number there means that the series is used up.
func highest(within usn.Range) int64 {
	if within.To == 0 {
		return math.MaxInt32
	}

	return int64(within.To)
}

// describedUSN looks at rows without a running number: their text has it.
func (tx *Tx) describedUSN(ctx context.Context, device string, within usn.Range) (int64, error) {
	var texts []engine.Text

	err := tx.SQL().Select(ctx, &texts, "SELECT e.[Description] FROM {ECRReceipts} e "+
		"WHERE e.[Description] LIKE ? AND e.[ReceiptType] + 0 = ? AND (e.[ReceiptID] IS NULL OR e.[ReceiptID] = 0)",
		device+"-%", receiptUSN)

	var last int64

	for _, text := range texts {
		if n, err := usn.Parse(string(text)); err == nil && n.Device == device && within.Contains(n.Seq) {
			last = max(last, int64(n.Seq))
		}
	}

	return last, err
}

// allocatedUSN is the highest number in the ledger.
func (tx *Tx) allocatedUSN(ctx context.Context, device string, within usn.Range) (int64, error) {
	var last engine.Int

	_, err := tx.SQL().Get(ctx, &last, "SELECT MAX(u.[Seq]) FROM {gomba_usn} u WHERE u.[Device] = ? AND u.[Seq] >= ? AND u.[Seq] <= ?",
		device, int64(within.First()), highest(within))

	return int64(last), err
}

// usnFloor is the mark that a restored backup has raised. One above the range
// means that the range is used up.
func (tx *Tx) usnFloor(ctx context.Context, device string, within usn.Range) (int64, error) {
	var text string

	ok, err := tx.SQL().Get(ctx, &text, "SELECT m.[Value] FROM {gomba_marks} m WHERE m.[KeyHash] = ?", key.Mark(key.Floor(device)))
	if err != nil || !ok {
		return 0, err
	}

	floor, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("gomba_marks %q holds %q, which is no number: %w", key.Floor(device), text, err)
	}

	if floor < int64(within.First()) {
		return 0, nil
	}

	return floor, nil
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

// TakeUSN keeps a number that was given elsewhere, as by this program before a
// backup was restored, under the external key of its sale. The same key and
// number again change nothing; a key with another number, or a number of
// another sale, is ErrKeyConflict.
func (tx *Tx) TakeUSN(ctx context.Context, externalKey string, number usn.Number) error {
	if _, err := usn.New(number.Device, number.Operator, number.Seq); err != nil {
		return invalid("%v", err)
	}

	var rows []struct {
		Key engine.Text `db:"ExternalKey"`
		USN engine.Text `db:"USN"`
	}

	err := tx.SQL().Select(ctx, &rows, "SELECT u.[ExternalKey], u.[USN] FROM {gomba_usn} u WHERE u.[KeyHash] = ? OR u.[DeviceSeq] = ?",
		key.USN(externalKey), deviceSeq(number))
	if err != nil {
		return describe(cancelled(ctx, err), "look for the УНП %s", number)
	}

	for _, row := range rows {
		if string(row.Key) != cut(externalKey) || string(row.USN) != number.String() {
			return fmt.Errorf("sklad: %w: the УНП %s cannot be that of %q: %q has %s",
				ErrKeyConflict, number, externalKey, row.Key, row.USN)
		}
	}

	if len(rows) > 0 {
		return nil
	}

	return tx.keepUSN(ctx, externalKey, number)
}

func deviceSeq(n usn.Number) string {
	return key.Hash("device_seq", n.Device, strconv.FormatUint(uint64(n.Seq), 10))
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
