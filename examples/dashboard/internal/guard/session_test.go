package guard

import (
	"bufio"
	"context"
	"net/http"
	"net/url"
	"os"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

func loggedIn(t *testing.T) *world {
	t.Helper()

	w := start(t, "127.0.0.1:0", Options{PasswordFile: passwordFile(t, secret)})
	require.Equal(t, http.StatusSeeOther, w.login(secret).status)

	return w
}

func TestSessionIsIdleForAnHour(t *testing.T) {
	w := loggedIn(t)

	for range 5 {
		w.clock.pass(59 * time.Minute)
		require.Equal(t, "orders", w.get("/orders").body, "a request prolongs it")
	}

	w.clock.pass(time.Hour)
	require.Equal(t, http.StatusSeeOther, w.get("/orders").status)
}

func TestSessionLastsTwelveHours(t *testing.T) {
	w := loggedIn(t)

	for range 23 {
		w.clock.pass(30 * time.Minute)
		require.Equal(t, "orders", w.get("/orders").body)
	}

	w.clock.pass(30 * time.Minute)
	require.Equal(t, http.StatusSeeOther, w.get("/orders").status, "nothing prolongs that")
}

func TestSessionFixation(t *testing.T) {
	w := start(t, "127.0.0.1:0", Options{PasswordFile: passwordFile(t, secret)})
	name := w.guard.cookieName("session")
	at, _ := url.Parse(w.base)

	w.http.Jar.SetCookies(at, []*http.Cookie{{Name: name, Value: "planted", Path: "/"}})

	before := w.token("/login")

	require.Equal(t, http.StatusSeeOther, w.login(secret).status)
	first := w.cookies()[name]
	require.NotEqual(t, "planted", first)

	old := url.Values{"csrf_token": {before}}.Encode()
	require.Equal(t, http.StatusForbidden, w.ask(http.MethodPost, "/change", old, nil).status, "tokens of before hold no more")

	require.Equal(t, http.StatusSeeOther, w.post("/login", "/", url.Values{"password": {secret}}).status)
	require.NotEqual(t, first, w.cookies()[name], "every login has a new id")
	require.Equal(t, http.StatusSeeOther, w.withSession(first).get("/orders").status, "and ends the one before")
	require.Equal(t, http.StatusSeeOther, w.withSession("planted").get("/orders").status)
}

// withSession is a browser that somebody gave an id.
func (w *world) withSession(id string) *browser {
	w.t.Helper()

	b := w.another("")
	at, _ := url.Parse(w.base)
	b.http.Jar.SetCookies(at, []*http.Cookie{{Name: w.guard.cookieName("session"), Value: id, Path: "/"}})

	return b
}

func TestLogout(t *testing.T) {
	w := loggedIn(t)
	id := w.cookies()[w.guard.cookieName("session")]

	require.Equal(t, http.StatusMethodNotAllowed, w.get("/logout").status, "a picture must not log out")
	require.Equal(t, http.StatusForbidden, w.ask(http.MethodPost, "/logout", "", nil).status)
	require.Equal(t, "orders", w.get("/orders").body)

	got := w.post("/logout", "/", nil)
	require.Equal(t, http.StatusSeeOther, got.status)
	require.Equal(t, "/login", got.header.Get("Location"))
	require.NotContains(t, w.cookies(), w.guard.cookieName("session"))
	require.Equal(t, http.StatusSeeOther, w.withSession(id).get("/orders").status, "the server has forgotten it")
}

// A request that is still under way must not bring the session back.
func TestLogoutEndsStreams(t *testing.T) {
	w := loggedIn(t)
	id := w.cookies()[w.guard.cookieName("session")]
	events := w.stream()

	require.Equal(t, "data: 1\n", first(t, events))
	require.Equal(t, http.StatusSeeOther, w.post("/logout", "/", nil).status)
	require.Equal(t, "\n", first(t, events))
	require.Equal(t, "data: end\n", first(t, events), "the context ended")
	require.Equal(t, http.StatusSeeOther, w.withSession(id).get("/orders").status)
}

func (b *browser) stream() *bufio.Reader {
	b.t.Helper()

	r, err := http.NewRequestWithContext(b.t.Context(), http.MethodGet, b.base+"/events", nil)
	require.NoError(b.t, err)
	r.Header.Set("Accept", "text/event-stream")

	got, err := b.http.Do(r)
	require.NoError(b.t, err)
	require.Equal(b.t, http.StatusOK, got.StatusCode)
	b.t.Cleanup(func() { got.Body.Close() })

	return bufio.NewReader(got.Body)
}

func first(t *testing.T, r *bufio.Reader) string {
	t.Helper()

	line, err := r.ReadString('\n')
	require.NoError(t, err)

	return line
}

func TestStreamsDoNotProlong(t *testing.T) {
	w := loggedIn(t)

	w.clock.pass(40 * time.Minute)
	require.Equal(t, "data: 1\n", first(t, w.stream()))
	w.clock.pass(20 * time.Minute)
	require.Equal(t, http.StatusSeeOther, w.get("/orders").status)
}

func TestNewPasswordEndsSessions(t *testing.T) {
	w := loggedIn(t)

	writeHash(t, w.opts.PasswordFile, "a new password")
	require.Equal(t, http.StatusSeeOther, w.get("/orders").status)
	require.Equal(t, http.StatusUnauthorized, w.login(secret).status)
	require.Equal(t, http.StatusSeeOther, w.login("a new password").status)
	require.Equal(t, "orders", w.get("/orders").body)
}

func TestVanishedPasswordOpensNothing(t *testing.T) {
	w := loggedIn(t)
	file := w.opts.PasswordFile
	kept, err := os.ReadFile(file)
	require.NoError(t, err)

	for name, spoil := range map[string]func(){
		"gone":    func() { require.NoError(t, os.Remove(file)) },
		"empty":   func() { require.NoError(t, os.WriteFile(file, nil, 0o600)) },
		"garbled": func() { require.NoError(t, os.WriteFile(file, []byte("$argon2id$v=19$m=64,t=0,p=0$AAAA$AAAA"), 0o600)) },
	} {
		spoil()

		for _, path := range []string{"/orders", "/login", "/"} {
			got := w.get(path)
			require.Equal(t, http.StatusServiceUnavailable, got.status, name)
			require.Contains(t, got.body, ReasonPasswordFile)
		}
	}

	require.NoError(t, os.WriteFile(file, kept, 0o600))
	require.Equal(t, "orders", w.get("/orders").body, "it is back")
}

func TestPasswordSetWhileRunning(t *testing.T) {
	file := t.TempDir() + "/password"
	w := start(t, "127.0.0.1:0", Options{PasswordFile: file})
	require.Equal(t, "orders", w.get("/orders").body)

	writeHash(t, file, secret)
	require.Equal(t, http.StatusSeeOther, w.get("/orders").status)
	require.Equal(t, http.StatusSeeOther, w.login(secret).status)
}

func TestSessionsAreBounded(t *testing.T) {
	c := newClock()
	s := newSessions(c.now)

	var ids []string
	for range sessionMost + 5 {
		c.pass(time.Second)
		ids = append(ids, s.open("hash"))
	}

	require.Len(t, s.byID, sessionMost)
	require.Nil(t, s.find(ids[0], "hash", true), "the oldest went")
	require.NotNil(t, s.find(ids[len(ids)-1], "hash", true))

	for _, id := range ids {
		s.close(id)
	}

	require.Empty(t, s.byID)
}

// Nobody asks for a session that was forgotten, so a timer has to end it.
func TestForgottenSessionEndsByItself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSessions(time.Now)
		id := s.open("hash")

		time.Sleep(59 * time.Minute)

		found := s.find(id, "hash", true)
		require.NotNil(t, found)

		time.Sleep(sessionIdle - time.Second)
		synctest.Wait()
		require.NoError(t, found.ended.Err())
		require.Equal(t, 1, s.count())

		time.Sleep(2 * time.Second)
		synctest.Wait()
		require.ErrorIs(t, found.ended.Err(), context.Canceled, "its streams end")
		require.Zero(t, s.count())
	})
}

func (s *sessions) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()

	return len(s.byID)
}
