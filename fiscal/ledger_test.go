package fiscal_test

import (
	"context"
	"encoding/json"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/sklad/sqlite"
)

// onLedger is a journal in a real database, as a program would write one.
type onLedger struct{ *ledger.Ledger }

var (
	_ fiscal.Journal = onLedger{}
	_ fiscal.History = onLedger{}
)

// openLedger opens the ledger in the database at path, which createLedger made.
func openLedger(t *testing.T, path string) onLedger {
	t.Helper()
	db, err := sqlite.Open(t.Context(), path)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	l, err := ledger.Open(t.Context(), db)
	require.NoError(t, err)
	return onLedger{l}
}

func createLedger(t *testing.T, path string) onLedger {
	t.Helper()
	db, err := sqlite.Create(t.Context(), path)
	require.NoError(t, err)
	require.NoError(t, ledger.Install(t.Context(), db))
	require.NoError(t, db.Close())
	return openLedger(t, path)
}

func (o onLedger) Begin(ctx context.Context, id string, anchor fiscal.Result) error {
	text, err := json.Marshal(anchor) //nolint:musttag // read back by this file alone
	if err != nil {
		return err
	}
	err = o.BeginReceipt(ctx, ledger.Receipt{Job: id, Device: anchor.Device, Anchor: string(text)}, nil)
	for ours, theirs := range map[error]error{
		fiscal.ErrPrinted: ledger.ErrReceiptPrinted, fiscal.ErrOutcomeUnknown: ledger.ErrReceiptUnsettled,
		fiscal.ErrOffline: ledger.ErrDeviceBusy,
	} {
		if errors.Is(err, theirs) {
			return errors.Join(ours, err)
		}
	}
	return err
}

func (o onLedger) Settle(ctx context.Context, id string, s fiscal.State, r fiscal.Result, cause error) error {
	text, err := json.Marshal(r) //nolint:musttag // read back by this file alone
	if err != nil {
		return err
	}
	end := ledger.Outcome{Job: id, State: string(s), Of: func(begun ledger.Receipt) bool {
		return r.TaskID == "" || read(begun.Anchor).TaskID == r.TaskID
	}}
	if s == fiscal.StatePrinted {
		end.Result, end.Number = string(text), r.Number
	}
	if cause != nil {
		end.Cause = cause.Error()
	}
	return o.InTx(ctx, func(ctx context.Context, tx *sklad.Tx) error {
		_, err := o.SettleReceipt(ctx, tx, end)
		return err
	})
}

func (o onLedger) Unsettled(ctx context.Context, device string) ([]fiscal.Job, error) {
	var jobs []fiscal.Job
	for r, err := range o.UnsettledReceipts(ctx, device) {
		if err != nil {
			return nil, err
		}
		jobs = append(jobs, fiscal.Job{ID: r.Job, State: fiscal.State(r.State), Anchor: read(r.Anchor)})
	}
	return jobs, nil
}

func (o onLedger) Past(ctx context.Context, id string) (fiscal.Past, error) {
	r, known, err := o.Receipt(ctx, id)
	if err != nil || !known {
		return fiscal.Past{}, err
	}
	return fiscal.Past{State: fiscal.State(r.State), Result: read(r.Result), Attempts: r.Attempts}, nil
}

func (o onLedger) Holder(ctx context.Context, device, number string) (string, error) {
	return o.ReceiptHolder(ctx, device, number)
}

// state is what the ledger says of a job.
func (o onLedger) state(t *testing.T, id string) fiscal.State {
	t.Helper()
	past, err := o.Past(t.Context(), id)
	require.NoError(t, err)
	return past.State
}

func read(text string) (r fiscal.Result) {
	_ = json.Unmarshal([]byte(text), &r) //nolint:musttag // an empty one is the zero Result
	return r
}
