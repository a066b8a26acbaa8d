package sklad

import (
	"context"
	"fmt"
	"strconv"

	"github.com/skladmost/skladmost/sklad/internal/engine"
	"github.com/skladmost/skladmost/sklad/internal/key"
	"github.com/skladmost/skladmost/usn"
)

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
