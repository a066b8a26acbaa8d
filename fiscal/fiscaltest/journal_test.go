package fiscaltest_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/fiscal/fiscaltest"
)

func anchor(device, task string) fiscal.Result { return fiscal.Result{Device: device, TaskID: task} }

func TestJournalKeepsADeviceToOneJob(t *testing.T) {
	t.Parallel()
	var j fiscaltest.Journal
	ctx := t.Context()
	require.NoError(t, j.Begin(ctx, "a", anchor("DT279013", "a1")))
	require.ErrorIs(t, j.Begin(ctx, "b", anchor("DT279013", "b1")), fiscal.ErrOffline)
	require.Zero(t, j.Entry("b"))
	require.NoError(t, j.Begin(ctx, "c", anchor("DT000001", "c1")))
	require.NoError(t, j.Begin(ctx, "d", anchor("", "d1")))
	require.ErrorIs(t, j.Begin(ctx, "e", anchor("", "e1")), fiscal.ErrOffline)

	require.NoError(t, j.Settle(ctx, "a", fiscal.StateUnknown, fiscal.Result{}, nil))
	require.NoError(t, j.Begin(ctx, "b", anchor("DT279013", "b1")))
	require.ErrorIs(t, j.Begin(ctx, "a", anchor("DT279013", "a2")), fiscal.ErrOutcomeUnknown)
}

func TestJournalKnowsTheAttempt(t *testing.T) {
	t.Parallel()
	var j fiscaltest.Journal
	ctx := t.Context()
	require.NoError(t, j.Begin(ctx, "a", anchor("DT279013", "a2")))
	require.NoError(t, j.Settle(ctx, "a", fiscal.StateFailed, fiscal.Result{TaskID: "a1"}, nil))
	require.Equal(t, fiscal.StatePrinting, j.Entry("a").State)
	require.NoError(t, j.Settle(ctx, "a", fiscal.StatePrinted, fiscal.Result{TaskID: "a1", Device: "DT279013", Number: "85"}, nil))
	require.Equal(t, fiscal.StatePrinted, j.Entry("a").State)

	past, err := j.Past(ctx, "a")
	require.NoError(t, err)
	require.Equal(t, fiscal.Past{State: fiscal.StatePrinted, Result: j.Entry("a").Result, Attempts: 1}, past)
	past, err = j.Past(ctx, "b")
	require.NoError(t, err)
	require.Zero(t, past)
	for number, want := range map[string]string{"85": "a", "86": ""} {
		holder, err := j.Holder(ctx, "DT279013", number)
		require.NoError(t, err)
		require.Equal(t, want, holder)
	}
}

func TestJournalDoesNothingForACancelledCaller(t *testing.T) {
	t.Parallel()
	var j fiscaltest.Journal
	require.NoError(t, j.Begin(t.Context(), "a", anchor("DT279013", "a1")))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	require.ErrorIs(t, j.Begin(ctx, "b", anchor("DT000001", "b1")), context.Canceled)
	require.ErrorIs(t, j.Settle(ctx, "a", fiscal.StateFailed, fiscal.Result{}, nil), context.Canceled)
	_, err := j.Unsettled(ctx, "")
	require.ErrorIs(t, err, context.Canceled)
	_, err = j.Past(ctx, "a")
	require.ErrorIs(t, err, context.Canceled)
	_, err = j.Holder(ctx, "DT279013", "1")
	require.ErrorIs(t, err, context.Canceled)
	require.Equal(t, fiscal.StatePrinting, j.Entry("a").State)
}
