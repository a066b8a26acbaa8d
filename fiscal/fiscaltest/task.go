package fiscaltest

import (
	"crypto/rand"
	"net/http"
	"time"
)

// task is one print, known by its id until its result is read by taskinfo.
type task struct {
	done   chan struct{}
	result reply
	read   bool
}

// execute runs a print as a task and answers with its result, or with its id when the
// wait is over first.
func (s *Server) execute(w http.ResponseWriter, r *http.Request, do job) {
	id := r.URL.Query().Get("taskId")
	if id == "" {
		id = rand.Text()
	}
	if len(id) > 60 {
		answer(w, s.spelled(failed("E110", "Task Id is too long")))
		return
	}
	t, f, ok := s.begin(id, do)
	if !ok {
		answer(w, s.spelled(failed("E109", "Task Id \""+id+"\" is already used")))
		return
	}
	patience := wait(r)
	if f.async {
		patience = 0
	}
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case <-t.done:
	case <-timer.C:
		answer(w, map[string]string{"taskId": id})
		return
	}
	if f.lost {
		hangUp(w)
		return
	}
	answer(w, s.spelled(t.result))
}

// begin starts the print, unless the id was used before or the server is closing.
func (s *Server) begin(id string, do job) (*task, fault, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, used := s.tasks[id]; used {
		return nil, fault{}, false
	}
	f := s.takeFault()
	t := &task{done: make(chan struct{})}
	s.tasks[id] = t
	select {
	case <-s.stop:
		t.result = failed("E101", "the server was stopped")
		close(t.done)
	default:
		s.work.Go(func() {
			defer close(t.done)
			t.result = s.run(id, do, f)
		})
	}
	return t, f, true
}

// taskInfo tells what became of a task. Reading a finished one makes it unknown, as
// the protocol says; its id stays used, as the server does it.
func (s *Server) taskInfo(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.tasks[r.URL.Query().Get("id")]
	if t == nil || t.read {
		answer(w, map[string]any{"taskStatus": "unknown", "result": map[string]any{}})
		return
	}
	select {
	case <-t.done:
		t.read = true
		answer(w, map[string]any{"taskStatus": "finished", "result": s.spelled(t.result)})
	default:
		answer(w, map[string]any{"taskStatus": "running", "result": map[string]any{}})
	}
}
