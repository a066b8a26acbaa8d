package fiscaltest

import (
	"slices"
	"time"
)

// faults is what goes wrong with the next jobs: prints, and whatever else is queued for the device.
type faults struct {
	ready       bool
	loseReply   int
	loseRequest int
	async       int
	fail        []string
	failAfter   []string
	slow        time.Duration
	status      []string
}

// fault is what goes wrong with one job.
type fault struct {
	fail, failAfter string
	slow            time.Duration
	async, lost     bool
}

// LoseReply makes the next n jobs (prints, deposits, reports, even questions for the
// cash) be done while the connection breaks
// before the reply.
func (s *Server) LoseReply(n int) { s.with(func(f *faults) { f.loseReply = n }) }

// LoseRequest breaks the connection of the next n jobs before anything is done.
func (s *Server) LoseRequest(n int) { s.with(func(f *faults) { f.loseRequest = n }) }

// Async answers the next n jobs with a taskId at once.
func (s *Server) Async(n int) { s.with(func(f *faults) { f.async = n }) }

// Fail makes the next jobs fail with these codes, one each ("E301"); nothing is
// done.
func (s *Server) Fail(codes ...string) {
	s.with(func(f *faults) { f.fail = append(f.fail, codes...) })
}

// FailAfterPrint makes the next jobs be done and still be reported as
// failed with these codes, one each ("E101").
func (s *Server) FailAfterPrint(codes ...string) {
	s.with(func(f *faults) { f.failAfter = append(f.failAfter, codes...) })
}

// Slow makes every job take d from now on.
func (s *Server) Slow(d time.Duration) { s.with(func(f *faults) { f.slow = d }) }

// SetStatus sets what the device reports as its state: E codes make it not ready, W
// codes are warnings; none = all is well.
func (s *Server) SetStatus(codes ...string) {
	s.with(func(f *faults) { f.status = slices.Clone(codes) })
}

// SetReady false answers every request with 405, as a server that is still starting.
func (s *Server) SetReady(ready bool) { s.with(func(f *faults) { f.ready = ready }) }

// SpellOK true writes ok as "true" and "false" in place of true and false, as servers
// before 2020 did.
func (s *Server) SpellOK(asText bool) { s.oldOK.Store(asText) }

// ForgetTasks forgets all task ids, as a restart does.
func (s *Server) ForgetTasks() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.tasks)
}

func (s *Server) with(set func(*faults)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	set(&s.faults)
}

// takeRequestFault reports whether this request gets lost on its way.
func (s *Server) takeRequestFault() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return countDown(&s.faults.loseRequest)
}

// takeFault is what goes wrong with the print that now begins; s.mu is held.
func (s *Server) takeFault() fault {
	return fault{
		fail: next(&s.faults.fail), failAfter: next(&s.faults.failAfter), slow: s.faults.slow,
		async: countDown(&s.faults.async), lost: countDown(&s.faults.loseReply),
	}
}

func countDown(n *int) bool {
	if *n <= 0 {
		return false
	}
	*n--
	return true
}

func next(queue *[]string) string {
	if len(*queue) == 0 {
		return ""
	}
	first := (*queue)[0]
	*queue = (*queue)[1:]
	return first
}
