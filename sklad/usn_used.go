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

// usedUSN is the highest number of the device within the range that anything
// knows; 0 when none does. What lies outside belongs to another program. The
// ledger is asked first, so that ECRReceipts is searched above its number alone.
func usedUSN(ctx context.Context, s *engine.Session, device string, within usn.Range) (uint32, error) {
	var used int64

	recorded := func(ctx context.Context, s *engine.Session, device string, within usn.Range) (int64, error) {
		return recordedUSN(ctx, s, device, max(used, int64(within.First())-1), highest(within))
	}

	for _, known := range []func(context.Context, *engine.Session, string, usn.Range) (int64, error){
		allocatedUSN, usnFloor, recorded, describedUSN,
	} {
		n, err := known(ctx, s, device, within)
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
func recordedUSN(ctx context.Context, s *engine.Session, device string, above, last int64) (int64, error) {
	var rows []struct {
		Device engine.Text `db:"ECRID"`
		Seq    engine.Int  `db:"Seq"`
	}

	err := s.Select(ctx, &rows, "SELECT e.[ECRID] AS [ECRID], e.[ReceiptID] AS [Seq] FROM {ECRReceipts} e "+
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
		return math.MaxInt32 - 1 // the last that ODBC binds as an INTEGER
	}

	return int64(within.To)
}

// describedUSN looks at rows without a running number: their text has it.
func describedUSN(ctx context.Context, s *engine.Session, device string, within usn.Range) (int64, error) {
	var texts []engine.Text

	err := s.Select(ctx, &texts, "SELECT e.[Description] FROM {ECRReceipts} e "+
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
func allocatedUSN(ctx context.Context, s *engine.Session, device string, within usn.Range) (int64, error) {
	var last engine.Int

	_, err := s.Get(ctx, &last, "SELECT MAX(u.[Seq]) FROM {gomba_usn} u WHERE u.[Device] = ? AND u.[Seq] >= ? AND u.[Seq] <= ?",
		device, int64(within.First()), highest(within))

	return int64(last), err
}

// usnFloor is the mark that a restored backup has raised. One above the range
// means that the range is used up.
func usnFloor(ctx context.Context, s *engine.Session, device string, within usn.Range) (int64, error) {
	var text string

	ok, err := s.Get(ctx, &text, "SELECT m.[Value] FROM {gomba_marks} m WHERE m.[KeyHash] = ?", key.Mark(key.Floor(device)))
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
