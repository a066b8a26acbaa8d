package control

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/examples/internal/config"
	"github.com/skladmost/skladmost/examples/internal/demo"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// patience is far more than anything here takes.
const patience = 30 * time.Second

// place is the demonstration's world with a gate before its shop.
type place struct {
	*demo.World

	File string // the configuration
	Gate *gate
}

func newPlace(t *testing.T) *place {
	t.Helper()

	folder := t.TempDir()
	world, err := demo.Open(t.Context(), folder)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, world.Close()) })

	p := &place{World: world, File: filepath.Join(folder, "demo.yaml"), Gate: &gate{shop: world.Shop}}

	server := httptest.NewServer(p.Gate)
	t.Cleanup(server.Close)
	t.Cleanup(p.Gate.open) // first

	address := regexp.MustCompile(`url: .*`).ReplaceAll(world.Configuration(), []byte("url: "+server.URL+gombashoptest.BasePath))
	require.NoError(t, os.WriteFile(p.File, address, 0o600))

	return p
}

// edit replaces what the pattern finds in the configuration.
func (p *place) edit(t *testing.T, pattern, with string) {
	t.Helper()

	data, err := os.ReadFile(p.File)
	require.NoError(t, err)

	changed := regexp.MustCompile(pattern).ReplaceAll(data, []byte(with))
	require.NotEqual(t, string(data), string(changed), "nothing is changed by %s", pattern)
	require.NoError(t, os.WriteFile(p.File, changed, 0o600))
}

func (p *place) control(t *testing.T) *Control {
	t.Helper()

	c := New(Options{ConfigFile: p.File})
	t.Cleanup(func() {
		p.Gate.open()
		c.Close()
	})

	return c
}

// orders are the ledger's, by their state.
func (p *place) orders(t *testing.T) map[ledger.OrderState]int {
	t.Helper()

	cfg, err := config.Load(p.File, nil)
	require.NoError(t, err)

	s, err := assembly.Open(t.Context(), cfg, assembly.Options{})
	require.NoError(t, err)

	defer func() { assert.NoError(t, s.Close()) }()

	by := map[ledger.OrderState]int{}

	for o, err := range s.Ledger.Orders(t.Context(), ledger.OrderFilter{Shop: cfg.Shop.ID}) {
		require.NoError(t, err)

		by[o.State]++
	}

	return by
}

// gate stands before the shop and holds requests until it is opened.
type gate struct {
	shop http.Handler

	mu      sync.Mutex
	holds   func(*http.Request) bool
	reached chan struct{} // closed when a request is held
	opened  chan struct{} // closed when it may go on
}

// hold keeps requests to which the method and the end of the path fit. The
// channel ends when the first has come.
func (g *gate) hold(method, path string) <-chan struct{} {
	fits := regexp.MustCompile(path + "$")

	g.mu.Lock()
	defer g.mu.Unlock()

	g.reached, g.opened = make(chan struct{}), make(chan struct{})
	g.holds = func(r *http.Request) bool { return r.Method == method && fits.MatchString(r.URL.Path) }

	return g.reached
}

// open lets go what is held and all that follows.
func (g *gate) open() {
	g.mu.Lock()
	defer g.mu.Unlock()

	if g.holds != nil {
		g.holds = nil
		close(g.opened)
	}
}

func (g *gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	g.wait(r)
	g.shop.ServeHTTP(w, r)
}

func (g *gate) wait(r *http.Request) {
	g.mu.Lock()
	held, opened := g.holds != nil && g.holds(r), g.opened

	if held {
		select {
		case <-g.reached:
		default:
			close(g.reached)
		}
	}
	g.mu.Unlock()

	if held {
		<-opened
	}
}

// until waits for a state of a direction.
func until(t *testing.T, c *Control, d syncer.Direction, what string, is func(Lane) bool) Lane {
	t.Helper()

	states, leave := c.Watch()
	defer leave()

	var last Lane

	for late := time.After(patience); ; {
		select {
		case s, open := <-states:
			require.True(t, open, "closed before: %s", what)

			if last = s.of(d); is(last) {
				return last
			}
		case <-late:
			require.Failf(t, "not reached: "+what, "%+v", last)
		}
	}
}

func (s State) of(d syncer.Direction) Lane {
	if d == syncer.Import {
		return s.Import
	}

	return s.Export
}

func reached(t *testing.T, c <-chan struct{}) {
	t.Helper()

	select {
	case <-c:
	case <-time.After(patience):
		require.Fail(t, "no request came to the gate")
	}
}

func off(l Lane) bool    { return !l.On && !l.Running }
func rested(l Lane) bool { return !l.Running && l.Report.Run != "" }
