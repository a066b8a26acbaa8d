package fiscal_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
)

func failure(code string) fiscal.Message {
	return fiscal.Message{Kind: fiscal.Failure, Code: code, Text: "words"}
}

func TestDeviceErrorKinds(t *testing.T) {
	t.Parallel()
	kinds := map[error][]string{
		fiscal.ErrOffline: {"E108"},
		fiscal.ErrRejected: {
			"E102", "E103", "E301", "E302", "E304", "E401", "E402", "E403", "E404", "E405", "E406", "E407",
			"E408", "E410", "E411", "E412", "E413", "E502",
		},
		fiscal.ErrOutcomeUnknown: {"E101", "E107", "E109", "E199", "E202", "E303", "E305", "E399", "E409", "E499", "E999", "", "E777"},
	}
	all := []error{fiscal.ErrOffline, fiscal.ErrRejected, fiscal.ErrOutcomeUnknown}
	for kind, codes := range kinds {
		for _, code := range codes {
			err := fiscal.NewDeviceError("print", "DT279013", []fiscal.Message{failure(code)})
			require.ErrorIs(t, err, kind, code)
			require.NotEmpty(t, err.Remedy, code)
			for _, other := range all {
				if !errors.Is(other, kind) {
					require.NotErrorIs(t, err, other, code)
				}
			}
		}
	}
}

func TestDeviceErrorTakesTheGravest(t *testing.T) {
	t.Parallel()
	warning := fiscal.Message{Kind: fiscal.Warning, Code: "W301", Text: "low paper"}
	err := fiscal.NewDeviceError("print", "dt", []fiscal.Message{warning, failure("E108"), failure("E301"), failure("E101"), failure("E403")})
	require.Equal(t, "E101", err.Code)
	err = fiscal.NewDeviceError("print", "dt", []fiscal.Message{warning, failure("E108"), failure("E301"), failure("E403")})
	require.Equal(t, "E301", err.Code)
	err = fiscal.NewDeviceError("print", "dt", []fiscal.Message{warning})
	require.Empty(t, err.Code)
	require.ErrorIs(t, err, fiscal.ErrOutcomeUnknown)
}

func TestErrorSaysWhatWhyAndWhatNext(t *testing.T) {
	t.Parallel()
	err := fiscal.NewDeviceError("print", "dt279013", []fiscal.Message{{Kind: fiscal.Failure, Code: "E301", Text: "No paper"}})
	require.EqualError(t, err, "fiscal: print: dt279013: E301: No paper: "+
		"the device refused, nothing was printed; put in a new roll of paper, then print again")
	cause := errors.New("dial tcp: refused")
	offline := &fiscal.Error{Op: "status", Kind: fiscal.ErrOffline, Cause: cause}
	require.ErrorIs(t, offline, cause)
	require.ErrorIs(t, offline, fiscal.ErrOffline)
	require.EqualError(t, offline, "fiscal: status: dial tcp: refused: the device is offline or not ready, nothing was printed")
	require.EqualError(t, &fiscal.Error{Op: "print"}, "fiscal: print")
	require.Empty(t, (&fiscal.Error{}).Unwrap())
}

// Nobody may take "offline when asked afterwards" for "not printed".
func TestUnknownHidesPromises(t *testing.T) {
	t.Parallel()
	asked := &fiscal.Error{Op: "task", Kind: fiscal.ErrOffline, Text: "refused"}
	for _, cause := range []error{asked, errors.Join(errCable, asked), fmt.Errorf("%w", fiscal.ErrRejected)} {
		err := &fiscal.Error{Op: "print", Kind: fiscal.ErrOutcomeUnknown, Cause: cause}
		require.ErrorIs(t, err, fiscal.ErrOutcomeUnknown)
		require.NotErrorIs(t, err, fiscal.ErrOffline)
		require.NotErrorIs(t, err, fiscal.ErrRejected)
		require.ErrorContains(t, err, cause.Error())
	}
	require.ErrorIs(t, &fiscal.Error{Kind: fiscal.ErrOutcomeUnknown, Cause: errCable}, errCable)
}

func TestStatusTakes(t *testing.T) {
	t.Parallel()
	require.True(t, fiscal.Status{}.Takes(fiscal.PayCard))
	s := fiscal.Status{Payments: []fiscal.PaymentKind{fiscal.PayCash}}
	require.True(t, s.Takes(fiscal.PayCash))
	require.True(t, s.Takes(fiscal.PayChange))
	require.False(t, s.Takes(fiscal.PayCard))
}
