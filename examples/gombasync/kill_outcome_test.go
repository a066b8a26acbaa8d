package main

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// killed is how the system tells of a process that was killed. It is looked at
// beside the killer's own word: a program that ends by a signal of its own making
// was not killed by the test.
const killed = "signal: killed"

// leftAside are the reasons for which a death may leave a record aside: nobody
// knows what became of a print, an order came back before its receipt was printed,
// and one with which the program died too often waits for a person.
func leftAside() []text.Code {
	return []text.Code{text.ReceiptUnknown, text.ReceiptUnsettled, text.ReceiptCancelled, text.RunDied}
}

// outcomeOf judges how a run ended that nobody killed: with 0, or with 3 and the
// records that it kept aside, each for a reason that a death may leave.
func outcomeOf(t require.TestingT, exit int, out string) syncer.Report {
	report := reportIn(t, out)

	switch exit {
	case exitDone:
		require.Empty(t, report.Parked, out)
	case exitParked:
		require.NotEmpty(t, report.Parked, out)

		for _, p := range report.Parked {
			require.True(t, slices.Contains(leftAside(), p.Code), "%s: %s", p.Code, out)
		}
	default:
		require.Fail(t, "a run that was not killed did not end well", "exit code %d: %s", exit, out)
	}

	return report
}

// reportIn is the report among what a run with --json printed.
func reportIn(t require.TestingT, out string) syncer.Report {
	for line := range strings.Lines(out) {
		if strings.HasPrefix(line, `{"direction"`) {
			var r syncer.Report
			require.NoError(t, json.Unmarshal([]byte(line), &r), line)

			return r
		}
	}

	require.Fail(t, "a run without a report", out)

	return syncer.Report{}
}

// recorder hears whether a judgement fails.
type recorder struct{ failed bool }

func (r *recorder) Errorf(string, ...any) { r.failed = true }
func (r *recorder) FailNow()              { r.failed = true; panic(r) }

// The judge himself is judged: only an end that is what it should be passes.
func TestARunThatWasNotKilledEndsWell(t *testing.T) {
	t.Parallel()

	const whole, none = `{"direction":"import","run":"1","buckets":{}}` + "\n", `{"error":{"code":"failed"}}` + "\n"

	aside := func(code text.Code) string {
		return `{"direction":"import","run":"1","buckets":{},"parked":[{"code":"` + string(code) + `","record":"order 1"}]}` + "\n"
	}

	for name, c := range map[string]struct {
		exit int
		out  string
		well bool
	}{
		"done": {exitDone, whole, true}, "kept aside by a death": {exitParked, aside(text.RunDied), true},
		"failed": {exitFailed, whole, false}, "wrong usage": {exitUsage, whole, false}, "killed by itself": {-1, whole, false},
		"done without a report": {exitDone, none, false}, "done, and yet kept aside": {exitDone, aside(text.RunDied), false},
		"nothing kept aside": {exitParked, whole, false}, "kept aside for another reason": {exitParked, aside(text.UnknownGood), false},
	} {
		heard := &recorder{}

		func() {
			defer func() { _ = recover() }()

			outcomeOf(heard, c.exit, c.out)
		}()
		require.Equal(t, c.well, !heard.failed, name)
	}
}
