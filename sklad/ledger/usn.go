package ledger

import (
	"context"
	"iter"
	"strconv"
	"time"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
	"github.com/skladmost/skladmost/sklad/internal/key"
	"github.com/skladmost/skladmost/usn"
)

// USN is a row of gomba_usn: a unique sale number (УНП) that was given out.
// sklad.Tx.Allocate writes them; a number stays for ever, also that of an
// annulled sale (Наредба Н-18, Annex 29 item 18.5).
type USN struct {
	ID     int64
	Number usn.Number
	// Key is the external key of the sale, usn.Request.Key.
	Key string
	// OperType and Acct are those of the document, 0 while there is none.
	OperType  sklad.OperType
	Acct      sklad.Acct
	State     string
	CreatedAt time.Time
}

type usnRow struct {
	ID          engine.Int  `db:"ID"`
	USN         text        `db:"USN"`
	ExternalKey text        `db:"ExternalKey"`
	Device      text        `db:"Device"`
	OperType    engine.Int  `db:"OperType"`
	Acct        engine.Int  `db:"Acct"`
	State       text        `db:"State"`
	CreatedAt   engine.Time `db:"CreatedAt"`
}

func usnTable() table[usnRow, USN] {
	return table[usnRow, USN]{name: "gomba_usn", key: "ID", id: func(r usnRow) int64 { return int64(r.ID) }, turn: usnRow.usn}
}

func (r usnRow) usn() (USN, error) {
	number, err := usn.Parse(string(r.USN))
	if err != nil {
		return USN{}, invalid("row %d of gomba_usn was changed by hand: %v", r.ID, err)
	}
	return USN{
		ID: int64(r.ID), Number: number, Key: string(r.ExternalKey), OperType: sklad.OperType(r.OperType),
		Acct: sklad.Acct(r.Acct), State: string(r.State), CreatedAt: r.CreatedAt.Time,
	}, nil
}

// USNs yields the numbers of a device, or of all devices when device is empty,
// in the order in which they were given out.
func (l *Ledger) USNs(ctx context.Context, device string) iter.Seq2[USN, error] {
	f := filter[usnRow]{keep: func(r usnRow) bool { return same(device, r.Device) }}
	f.equal("Device", device)
	return usnTable().list(ctx, l, f)
}

// MaxUSN is the highest running number that was given out for a device, 0 when
// none was. What the shop or the device knows beyond it is [Ledger.USNFloor].
func (l *Ledger) MaxUSN(ctx context.Context, device string) (uint32, error) {
	if err := l.outside(ctx); err != nil {
		return 0, err
	}
	var highest engine.Int // NULL is 0
	_, err := l.db.SQL().Get(ctx, &highest, "SELECT MAX(d.[Seq]) FROM {gomba_usn} d WHERE d.[Device] = ?", device)
	if err != nil {
		return 0, describe(ctx, err, "read the highest number of device %s", device)
	}
	if highest < 0 || highest > usnLast {
		return 0, invalid("gomba_usn holds the number %d for device %s: the row was changed by hand", highest, device)
	}
	return uint32(highest), nil
}

// ForeignUSN is a sale number of a device in ECRReceipts that lies in our range
// and that this ledger did not give out, 0 when there is none: another program
// takes such numbers too, or the ledger lost some.
func (l *Ledger) ForeignUSN(ctx context.Context, device string, within usn.Range) (uint32, error) {
	if err := l.outside(ctx); err != nil {
		return 0, err
	}
	const typeUSN = 8      // ECRReceipts.ReceiptType of a sale number
	var foreign engine.Int // NULL is 0
	_, err := l.db.SQL().Get(ctx, &foreign, "SELECT MAX(e.[ReceiptID]) FROM {ECRReceipts} e WHERE e.[ECRID] = ? AND e.[ReceiptType] = ? "+
		"AND e.[ReceiptID] >= ? AND e.[ReceiptID] <= ? "+
		"AND NOT EXISTS (SELECT u.[ID] FROM {gomba_usn} u WHERE u.[Device] = ? AND u.[Seq] = e.[ReceiptID])",
		device, typeUSN, int64(within.First()), int64(within.Last()), device)
	if err != nil {
		return 0, describe(ctx, err, "look for foreign numbers of device %s", device)
	}
	return uint32(max(foreign, 0)), nil
}

// usnLast is the last running number of a device: seven digits (Наредба Н-18,
// Annex 29 item 9).
const usnLast = 9_999_999

// FloorMark names the mark that holds the highest running number known to be
// used for a device although gomba_usn may lack it. sklad.Tx.Allocate gives out
// numbers above it.
func FloorMark(device string) string { return key.Floor(device) }

// USNFloor is the number that [Ledger.RaiseUSNFloor] has set, 0 when none was.
func (l *Ledger) USNFloor(ctx context.Context, device string) (uint32, error) {
	value, ok, err := l.Mark(ctx, FloorMark(device))
	if err != nil || !ok {
		return 0, err
	}
	return floor(device, value)
}

// RaiseUSNFloor makes sure that the next number of a device is above seq: after
// a restored backup the shop or the device may know numbers that the database
// does not. The floor never falls. An impossible device or number is
// [ErrInvalid].
func (l *Ledger) RaiseUSNFloor(ctx context.Context, tx *sklad.Tx, device string, seq uint32) error {
	if err := usn.CheckDevice(device); err != nil {
		return invalid("the floor of device %q: %v", device, err)
	}
	if seq < 1 || seq > usnLast {
		return invalid("the floor of device %s cannot be %d: numbers run from 1 to %d", device, seq, usnLast)
	}
	value, ok, err := heldMark(ctx, tx, FloorMark(device))
	if err != nil {
		return err
	}
	if ok {
		now, err := floor(device, value)
		if err != nil || now >= seq {
			return err
		}
	}
	return setHeldMark(ctx, tx, FloorMark(device), strconv.FormatUint(uint64(seq), 10), ok)
}

func floor(device, value string) (uint32, error) {
	n, err := strconv.ParseUint(value, 10, 32)
	if err != nil || n > usnLast {
		return 0, invalid("gomba_marks holds the floor %q of device %s: restore the row from a backup", value, device)
	}
	return uint32(n), nil
}
