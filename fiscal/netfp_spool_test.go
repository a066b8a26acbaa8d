package fiscal_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/fiscal/fiscaltest"
	"github.com/skladmost/skladmost/fiscal/netfp"
)

// shop is a spooler on a real HTTP server.
type shop struct {
	server  *fiscaltest.Server
	printer *netfp.Printer
	journal *fiscaltest.Journal
	spooler *fiscal.Spooler
}

func newShop(ctx context.Context) (shop, func(), error) {
	server := fiscaltest.NewServer()
	p, err := netfp.Open(ctx, netfp.Options{Addr: server.Addr(), PollEvery: time.Millisecond, PrintTimeout: 200 * time.Millisecond})
	if err != nil {
		server.Close()
		return shop{}, nil, err
	}
	j := &fiscaltest.Journal{}
	s := shop{server: server, printer: p, journal: j, spooler: fiscal.NewSpooler(p, j)}
	return s, func() { _ = p.Close(); server.Close() }, nil
}

// After no paper, the same job prints under a new task id; the server would refuse
// the old one.
func TestRetryAfterNoPaper(t *testing.T) {
	t.Parallel()
	s, done, err := newShop(t.Context())
	require.NoError(t, err)
	defer done()
	s.server.Fail("E301")
	_, err = s.spooler.Print(t.Context(), "main/1", goodReceipt())
	require.ErrorIs(t, err, fiscal.ErrRejected)
	require.ErrorContains(t, err, "put in a new roll")
	r, err := s.spooler.Print(t.Context(), "main/1", goodReceipt())
	require.NoError(t, err)
	require.Equal(t, "0000001", r.Number)
	require.Len(t, s.server.Receipts(), 1)

	// Its outcome can be found by the new id.
	s.server.ForgetTasks()
	_, err = s.spooler.Print(t.Context(), "main/1", goodReceipt())
	require.ErrorIs(t, err, fiscal.ErrPrinted)
}

// The same when the refusal was read from the task: the server has forgotten it then,
// and takes its id no more.
func TestRetryAfterARefusalThatWasReadFromTheTask(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(*fiscaltest.Server){
		"answered with a task id": func(s *fiscaltest.Server) { s.Async(1) },
		"the reply was lost":      func(s *fiscaltest.Server) { s.LoseReply(1) },
	} {
		s, done, err := newShop(t.Context())
		require.NoError(t, err)
		defer done()
		spoil(s.server)
		s.server.Fail("E301")
		_, err = s.spooler.Print(t.Context(), "main/1", goodReceipt())
		require.ErrorIs(t, err, fiscal.ErrRejected, name)
		require.Equal(t, fiscal.StateFailed, s.journal.Entry("main/1").State, name)
		r, err := s.spooler.Print(t.Context(), "main/1", goodReceipt())
		require.NoError(t, err, name)
		require.Equal(t, "0000001", r.Number, name)
		_, err = s.spooler.Print(t.Context(), "main/1", goodReceipt())
		require.ErrorIs(t, err, fiscal.ErrPrinted, name)
		require.Len(t, s.server.Receipts(), 1, name)
	}
}

func TestSlowPrintIsReconciled(t *testing.T) {
	t.Parallel()
	s, done, err := newShop(t.Context())
	require.NoError(t, err)
	defer done()
	s.server.Slow(400 * time.Millisecond)
	_, err = s.spooler.Print(t.Context(), "main/1", goodReceipt())
	require.ErrorIs(t, err, fiscal.ErrOutcomeUnknown)
	require.Eventually(t, func() bool {
		_, err := s.spooler.Reconcile(context.WithoutCancel(t.Context()))
		return err == nil && s.journal.Entry("main/1").State == fiscal.StatePrinted
	}, 3*time.Second, 20*time.Millisecond)
	require.Len(t, s.server.Receipts(), 1)
	require.Equal(t, "0000001", s.journal.Entry("main/1").Result.Number)
}

func TestManyAtOnceOverHTTP(t *testing.T) {
	t.Parallel()
	s, done, err := newShop(t.Context())
	require.NoError(t, err)
	defer done()
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() { _, _ = s.spooler.Print(context.Background(), fmt.Sprintf("main/%d", i%10), goodReceipt()) })
	}
	wg.Wait()
	require.Len(t, s.server.Receipts(), 10)
}

// Whatever goes wrong in whatever order: no job is on paper twice, no printed job is
// called failed, and every job that the journal calls printed is on paper.
func TestNeverTwice(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		ctx := context.Background()
		s, done, err := newShop(ctx)
		require.NoError(t, err)
		defer done()
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			switch rapid.IntRange(0, 7).Draw(t, "fault") {
			case 0:
				s.server.LoseReply(1)
			case 1:
				s.server.LoseRequest(1)
			case 2:
				s.server.Fail(rapid.SampledFrom([]string{"E301", "E108", "E101", "E403", "E999"}).Draw(t, "code"))
			case 3:
				s.server.FailAfterPrint("E101")
			case 4:
				s.server.Async(1)
			case 5:
				s.server.ForgetTasks()
			default:
			}
			if rapid.Bool().Draw(t, "reconcile") {
				_, _ = s.spooler.Reconcile(ctx)
			}
			_, _ = s.spooler.Print(ctx, fmt.Sprintf("main/%d", rapid.IntRange(1, 3).Draw(t, "job")), goodReceipt())
		}
		checkPaper(t, s)
	})
}

func checkPaper(t *rapid.T, s shop) {
	paper := map[string]int{}
	for _, r := range s.server.Receipts() {
		job := r.TaskID[:len("main/1")]
		paper[job]++
	}
	for i := 1; i <= 3; i++ {
		job := fmt.Sprintf("main/%d", i)
		state := s.journal.Entry(job).State
		switch {
		case paper[job] > 1:
			t.Fatalf("%s is on paper %d times", job, paper[job])
		case paper[job] == 1 && state == fiscal.StateFailed:
			t.Fatalf("%s is on paper and called failed", job)
		case paper[job] == 0 && state == fiscal.StatePrinted:
			t.Fatalf("%s is called printed and is not on paper", job)
		}
	}
}
