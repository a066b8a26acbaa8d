package syncer

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad/ledger"
)

// scriptedLease renews as it is told; what is beyond the script succeeds.
type scriptedLease struct {
	renewals []error
	released bool
}

func (l *scriptedLease) Renew(context.Context) error {
	if len(l.renewals) == 0 {
		return nil
	}

	err := l.renewals[0]
	l.renewals = l.renewals[1:]

	return err
}

func (l *scriptedLease) Release(context.Context) error {
	l.released = true

	return nil
}

func TestARunOutlivesAFailureToRenewAndNotALostLease(t *testing.T) {
	t.Parallel()

	busy := errors.New("database is locked")

	var down []error
	for range 100 {
		down = append(down, busy)
	}

	for name, c := range map[string]struct {
		renewals []error
		lost     error
		within   time.Duration
	}{
		"nothing amiss": {nil, nil, 0},
		"busy once":     {[]error{busy}, nil, 0},
		"busy a while":  {[]error{busy, busy, busy}, nil, 0},
		"taken over":    {[]error{nil, ledger.ErrLost}, ledger.ErrLost, 2 * renewEvery},
		"database down": {down, busy, leaseTime},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			synctest.Test(t, func(t *testing.T) {
				cfg := Config{}
				cfg.setDefaults()

				lease := &scriptedLease{renewals: c.renewals}
				began := time.Now()
				ctx, stop := (&Syncer{cfg: cfg}).keep(t.Context(), lease)

				select {
				case <-ctx.Done():
				case <-time.After(time.Hour):
				}

				cause := context.Cause(ctx)

				if c.lost == nil {
					require.NoError(t, cause)
				} else {
					require.ErrorIs(t, cause, ErrLeaseLost)
					require.ErrorIs(t, cause, c.lost)
					require.LessOrEqual(t, time.Since(began), c.within, "before another run may begin")
				}

				stop(true)
				require.True(t, lease.released)
			})
		})
	}
}
