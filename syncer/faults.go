package syncer

import (
	"context"
	"errors"
	"strconv"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
	"github.com/skladmost/skladmost/usn"
)

// sideError is an error of one of the two sides on its way through a strategy,
// so that it is not taken for the strategy's own.
type sideError struct{ err error }

func (e *sideError) Error() string { return e.err.Error() }
func (e *sideError) Unwrap() error { return e.err }

// fromSide marks what a strategy was given by a side.
func fromSide(err error) error {
	if err == nil {
		return nil
	}

	return &sideError{err}
}

// decided sorts what a strategy returns: its own error is a fault of the record
// that it was asked about, and a side's error stays one.
func decided(ctx context.Context, strategy, record string, err error) error {
	if err == nil {
		return nil
	}

	if ctx.Err() != nil {
		return context.Cause(ctx)
	}

	if side, ok := errors.AsType[*sideError](err); ok {
		return side.err
	}

	if asProblem(err) != nil {
		return err
	}

	return &Problem{Code: text.StrategyFailed, Record: record, Err: err, Args: map[string]string{"strategy": strategy}}
}

// ownFault is why one record is kept aside; nil means that the error is a
// side's (the shop cannot be reached, the database is gone, the run was
// stopped) and ends the run.
//
// An error of the database that nobody knows counts as the record's: keeping
// the record aside writes to the database too, and so proves that it is there.
func (r *run) ownFault(ctx context.Context, record string, err error) *Problem {
	if err == nil || ctx.Err() != nil || endsRun(err) {
		return nil //nolint:nilerr // nil is the answer: it is not the record's own
	}

	if p := asProblem(err); p != nil {
		return p
	}

	if stock, ok := errors.AsType[*sklad.StockError](err); ok {
		return shortage(record, stock)
	}

	if _, ok := errors.AsType[*gombashop.Error](err); ok {
		return r.shopFault(ctx, record, err)
	}

	if row, ok := errors.AsType[*sklad.RowError](err); ok {
		return misfit(record, row, err)
	}

	if code := knownFault(err); code != "" {
		return &Problem{Code: code, Record: record, Err: err}
	}

	if r.dry {
		return nil // a plan keeps nothing aside, so nothing is proven
	}

	return &Problem{Code: text.WriteFailed, Record: record, Err: err}
}

// misfit is a value that a column cannot hold. Everything that a person needs
// is among the values, because the journal keeps no cause.
func misfit(record string, row *sklad.RowError, err error) *Problem {
	return &Problem{Code: text.InvalidRecord, Record: record, Err: err, Args: map[string]string{
		"table": row.Table, "field": row.Column, "what": string(row.Fault),
		"value": strconv.Quote(row.Value), "most": strconv.Itoa(row.Most),
	}}
}

// knownFault is the code of what packages sklad and ledger refuse.
func knownFault(err error) text.Code {
	for _, known := range []struct {
		is   error
		code text.Code
	}{
		{sklad.ErrKeyConflict, text.KeyConflict},
		{sklad.ErrNeedsPerson, text.NeedsPerson},
		{sklad.ErrNoNumber, text.NoNumber},
		{sklad.ErrInvalidDocument, text.InvalidDocument},
		{sklad.ErrInvalidRow, text.InvalidRecord},
		{ledger.ErrInvalid, text.InvalidRecord},
		{sklad.ErrNotFound, text.ChangedMeanwhile},
	} {
		if errors.Is(err, known.is) {
			return known.code
		}
	}

	return ""
}

// endsRun tells the errors after which no record can go on.
func endsRun(err error) bool {
	for _, end := range []error{
		sklad.ErrContention, sklad.ErrConnectionLost, sklad.ErrOutcomeUnknown, sklad.ErrUnsafeTables, sklad.ErrNoLedger,
		ledger.ErrNotInstalled, usn.ErrExhausted, ErrLeaseLost, errStop, context.Canceled, context.DeadlineExceeded,
	} {
		if errors.Is(err, end) {
			return true
		}
	}

	if _, unusable := errors.AsType[*sklad.DatabaseError](err); unusable {
		return true
	}

	p := asProblem(err)

	return p != nil && (p.Code == text.ForeignAcknowledged || p.Code == text.ShopDown || p.Code == text.WrongKey)
}

// shopFault tells a record that the shop cannot serve from a shop that is down:
// a shop that answers a ping is there.
func (r *run) shopFault(ctx context.Context, record string, err error) *Problem {
	if gombashop.IsCode(err, gombashop.CodeUnauthorized, gombashop.CodeForbidden, gombashop.CodeModuleDisabled,
		gombashop.CodeClockSkew, gombashop.CodeRateLimited, gombashop.CodeCanceled) {
		return nil
	}

	if _, perr := r.cfg.Shop.Ping(ctx); perr != nil {
		return nil //nolint:nilerr // as in ownFault
	}

	return &Problem{Code: text.OrderUnreadable, Record: record, Err: err}
}

// shopProblem gives the shop's commonest refusals a remedy of their own.
func shopProblem(err error) error {
	codes := map[gombashop.ErrorCode]text.Code{
		gombashop.CodeUnauthorized:   text.WrongKey,
		gombashop.CodeForbidden:      text.WrongKey,
		gombashop.CodeModuleDisabled: text.ModuleDisabled,
		gombashop.CodeClockSkew:      text.ClockSkew,
		gombashop.CodeNetwork:        text.ShopDown,
	}

	e, ok := errors.AsType[*gombashop.Error](err)
	if !ok {
		return err
	}

	if code, ok := codes[e.Code]; ok {
		return &Problem{Code: code, Record: "shop", Err: err}
	}

	return err
}
