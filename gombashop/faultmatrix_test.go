package gombashop_test

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"text/tabwriter"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
)

// TestFaultMatrix has every operation of the contract meet every fault, once and
// for ever, over real sockets. The effect happens exactly once, or the error
// says that nobody knows; and doing it again by hand is safe in every case.
func TestFaultMatrix(t *testing.T) {
	t.Parallel()
	require.Equal(t, operations(t), sortedKeys(endpoints()), "every operation of openapi.yaml is in the matrix, and none besides")
	tally := &tally{cells: map[string]map[string]int{}}
	t.Run("cells", func(t *testing.T) {
		for operation, e := range endpoints() {
			t.Run(operation, func(t *testing.T) {
				t.Parallel()
				for _, f := range faults() {
					for _, forever := range []bool{false, true} {
						tally.count(f.name, forever, meets(t, operation, e, f, forever))
					}
				}
			})
		}
	})
	t.Log(tally.table())
	require.Equal(t, len(endpoints())*len(faults())*2, tally.total)
}

// The ways in which a cell may end. Everything else fails the test.
const (
	succeeded  = "done once"
	certainNot = "error, not done"
	knownNot   = "unknown, not done"
	knownDone  = "unknown, done once"
	readFailed = "read failed"
)

// meets lets one operation meet one fault, and gives the way it ended.
func meets(t *testing.T, operation string, e endpoint, f fault, forever bool) string {
	t.Helper()
	where := fmt.Sprintf("%s, %s, forever=%t", operation, f.name, forever)
	w := newWorld(t, f, forever)
	err := e.call(t.Context(), w.impatient)
	effect := w.effect(t, e)
	ended := outcome(e, err, effect)
	require.NotEmpty(t, ended, "%s: the error is %v, the effect happened %d times", where, err, effect)
	if err != nil {
		var known *gombashop.Error
		require.ErrorAs(t, err, &known, where)
		require.NotEmpty(t, known.Remedy, where)
	}
	w.mustFit(t, operation)

	w.heal(t)
	require.NoError(t, e.call(t.Context(), w.patient), "%s: again, with the fault mended", where)
	require.Equal(t, min(1, e.effects()), w.effect(t, e), "%s: doing it again is safe", where)
	return ended
}

func outcome(e endpoint, err error, effect int) string {
	unknown := errors.Is(err, gombashop.ErrOutcomeUnknown)
	switch {
	case e.held == nil && !unknown && err == nil:
		return succeeded
	case e.held == nil && !unknown:
		return readFailed
	case err == nil && effect == 1:
		return succeeded
	case err != nil && !unknown && effect == 0:
		return certainNot
	case unknown && effect == 0:
		return knownNot
	case unknown && effect == 1:
		return knownDone
	default:
		return ""
	}
}

// operations are those of openapi.yaml, such as "PUT /orders/{id}/usn".
func operations(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile("openapi.yaml")
	require.NoError(t, err)
	paths, _, _ := strings.Cut(string(text), "\nwebhooks:\n") // those are requests that the shop sends
	var all []string
	path := ""
	for _, m := range regexp.MustCompile(`(?m)^  (/\S*):$|^    (get|post|put|patch|delete|head):$`).FindAllStringSubmatch(paths, -1) {
		if m[1] != "" {
			path = m[1]
			continue
		}
		all = append(all, strings.ToUpper(m[2])+" "+path)
	}
	require.Greater(t, len(all), 10)
	slices.Sort(all)
	return all
}

func sortedKeys(m map[string]endpoint) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// tally counts how the cells ended.
type tally struct {
	mu    sync.Mutex
	cells map[string]map[string]int
	total int
}

func (t *tally) count(fault string, forever bool, ended string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	row := fault + ", once"
	if forever {
		row = fault + ", for ever"
	}
	if t.cells[row] == nil {
		t.cells[row] = map[string]int{}
	}
	t.cells[row][ended]++
	t.total++
}

func (t *tally) table() string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	ends := []string{succeeded, certainNot, knownDone, knownNot, readFailed}
	fmt.Fprintf(w, "\nfault\t%s\n", strings.Join(ends, "\t"))
	for _, f := range faults() {
		for _, row := range []string{f.name + ", once", f.name + ", for ever"} {
			fmt.Fprint(w, row)
			for _, end := range ends {
				fmt.Fprintf(w, "\t%d", t.cells[row][end])
			}
			fmt.Fprintln(w)
		}
	}
	w.Flush()
	fmt.Fprintf(&b, "%d of %d cells ended in one of these ways, and were done again afterwards without a second effect\n",
		t.total, 2*len(endpoints())*len(faults()))
	return b.String()
}
