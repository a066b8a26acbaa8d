package guard

import (
	"context"
	"crypto/rand"
	"sync"
	"time"
)

const (
	sessionLife = 12 * time.Hour // a working day; nothing prolongs it
	sessionIdle = time.Hour      // without a request
	sessionMost = 100            // at once; the one that is unused the longest goes first
)

// sessions are kept in memory: a restart logs everybody out. They are ours
// because the session libraries load a session at the start of a request and
// save it at the end, which brings a session back to life that was left
// meanwhile in another tab.
type sessions struct {
	now  func() time.Time
	mu   sync.Mutex
	byID map[string]*session
}

// session is one login.
type session struct {
	hash    string // of the password that opened it
	started time.Time
	used    time.Time
	ended   context.Context //nolint:containedctx // ends with the session, whoever listens
	end     context.CancelFunc
	timer   *time.Timer // frees the memory and ends the streams of a forgotten session
}

func newSessions(now func() time.Time) *sessions {
	return &sessions{now: now, byID: map[string]*session{}}
}

// open starts a session under a new id.
func (s *sessions) open(hash string) string {
	id := rand.Text()
	now := s.now()

	s.mu.Lock()
	defer s.mu.Unlock()

	if len(s.byID) >= sessionMost {
		s.drop(s.oldest())
	}

	opened := &session{hash: hash, started: now, used: now}
	opened.ended, opened.end = context.WithCancel(context.Background())
	opened.timer = time.AfterFunc(sessionIdle, func() { s.find(id, hash, false) })
	s.byID[id] = opened

	return id
}

// find is the session of an id, nil when there is none, when its time is over
// or when it was opened with another password. touch tells that a person is there.
func (s *sessions) find(id, hash string, touch bool) *session {
	now := s.now()

	s.mu.Lock()
	defer s.mu.Unlock()

	found := s.byID[id]
	if found == nil {
		return nil
	}

	left := found.left(now)
	if left <= 0 || found.hash != hash {
		s.drop(id)

		return nil
	}

	if touch {
		found.used = now
		left = found.left(now)
	}

	found.timer.Reset(left)

	return found
}

func (s *session) left(now time.Time) time.Duration {
	return min(s.started.Add(sessionLife).Sub(now), s.used.Add(sessionIdle).Sub(now))
}

// close ends the session of an id.
func (s *sessions) close(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()

	s.drop(id)
}

func (s *sessions) drop(id string) {
	if gone := s.byID[id]; gone != nil {
		gone.timer.Stop()
		gone.end()
		delete(s.byID, id)
	}
}

func (s *sessions) oldest() string {
	var oldest string

	for id, one := range s.byID {
		if oldest == "" || one.used.Before(s.byID[oldest].used) {
			oldest = id
		}
	}

	return oldest
}
