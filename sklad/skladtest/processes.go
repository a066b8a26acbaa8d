package skladtest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/usn"
)

const (
	processes = 4
	sales     = 100 // of each process, all at once
	shared    = 25  // of them the next process imports too
	child     = "SKLADMOST_TEST_PROCESS"
)

// Processes proves that programs on one database take numbers of one device without a
// double and without a hole: four processes with a hundred goroutines each, a quarter
// of whose sales the next process imports too. test is the running test's name; open
// opens the database at address, here and in the other processes.
func Processes(t *testing.T, test, address string, open func(context.Context, string) (*sklad.DB, error)) {
	t.Helper()
	if own := os.Getenv(child); own != "" {
		process(t, own, open)
		return
	}
	db, err := open(t.Context(), address)
	require.NoError(t, err)
	defer func() { require.NoError(t, db.Close()) }()
	require.NoError(t, ledger.Install(t.Context(), db))

	var wg sync.WaitGroup
	for p := range processes {
		wg.Go(func() {
			cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^"+test+"$", "-test.count=1") //nolint:gosec // this very program
			cmd.Env = append(os.Environ(), child+"="+strconv.Itoa(p)+" "+address)
			if said, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("process %d: %v\n%s", p, err, said)
			}
		})
	}
	wg.Wait()
	unbroken(t, db)
}

// process is what each of the other processes does.
func process(t *testing.T, own string, open func(context.Context, string) (*sklad.DB, error)) {
	t.Helper()
	var (
		number  int
		address string
	)
	_, err := fmt.Sscanf(own, "%d %s", &number, &address)
	require.NoError(t, err)
	db, err := open(t.Context(), address)
	require.NoError(t, err)
	defer func() { require.NoError(t, db.Close()) }()
	w := world{db: db}
	var wg sync.WaitGroup
	for i := range sales {
		key := strconv.Itoa(number*(sales-shared) + i)
		wg.Go(func() {
			if _, err := w.allocated(t.Context(), usn.Request{Device: device, Operator: "0001", Key: key}); err != nil {
				t.Errorf("sale %s: %v", key, err)
			}
		})
	}
	wg.Wait()
}

// unbroken finds one number for each sale, from 1 on.
func unbroken(t *testing.T, db *sklad.DB) {
	t.Helper()
	l, err := ledger.Open(t.Context(), db)
	require.NoError(t, err)
	const want = processes*(sales-shared) + shared
	seen, keys := map[uint32]bool{}, map[string]bool{}
	for n, err := range l.USNs(t.Context(), device) {
		require.NoError(t, err)
		require.False(t, seen[n.Number.Seq], "%s was given twice", n.Number)
		require.False(t, keys[n.Key], "sale %s has two numbers", n.Key)
		seen[n.Number.Seq], keys[n.Key] = true, true
	}
	require.Len(t, seen, want)
	for i := range uint32(want) {
		require.True(t, seen[i+1], "%d is a hole", i+1)
	}
	t.Logf("%d processes × %d goroutines: %d sales, numbers 1 to %d, no double, no hole", processes, sales, want, want)
}
