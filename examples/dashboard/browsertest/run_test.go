package browsertest

import (
	"context"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/internal/gated"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// newWorld is a shop and a warehouse that the test can look into, and a program
// that works on them.
func newWorld(t *testing.T) (*gated.World, *program) {
	t.Helper()

	world, err := gated.Open(t.Context(), t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, world.Close()) })

	p := start(t, "--config", world.File)
	t.Cleanup(world.Gate.Open) // the program ends after the record in hand

	return world, p
}

func arrives(t *testing.T, held <-chan struct{}) {
	t.Helper()

	select {
	case <-held:
	case <-time.After(patience):
		require.Fail(t, "the run has not come to the gate")
	}
}

const (
	exportRuns = `document.querySelector("#lane-export[data-mode=running] progress[value]")`
	exportRan  = `document.querySelector("#lane-export[data-mode=on]").dataset.run`
)

func TestAnExportIsStartedAndSeenToItsEnd(t *testing.T) {
	t.Parallel()

	world, p := newWorld(t)
	x := newTab(t, p)

	held := world.Gate.Hold("POST", "/products/bulk", 0)

	x.open("/")
	assert.Equal(t, "Начало", x.text("h1"))
	x.click("#start-export")
	arrives(t, held)
	x.until("the progress", exportRuns)
	assert.Contains(t, x.text("#lane-export .now"), " от ")
	x.exists("#stop-export")

	world.Gate.Open()
	x.until("the end", exportRan)
	x.until("the last runs", `document.querySelectorAll("#lane-export tbody tr").length === 2`) // goods and quantities
	assert.Empty(t, x.text("#lane-export .notice.bad"))

	x.click("#stop-export")
	x.exists("#start-export")
}

func TestTwoTabsSeeTheSameProgress(t *testing.T) {
	t.Parallel()

	world, p := newWorld(t)
	one := newTab(t, p)
	two := one.second()

	held := world.Gate.Hold("POST", "/products/bulk", 0)

	one.open("/")
	two.open("/")
	one.click("#start-export")
	arrives(t, held)

	one.until("the progress", exportRuns)
	two.until("the same", exportRuns)

	shown := `(document.querySelector("#lane-export progress") || {}).value + " " + document.querySelector("#lane-export .now strong").innerText`
	require.Eventually(t, func() bool { return one.string(shown) == two.string(shown) }, patience, 50*time.Millisecond) // a step may be on its way
	two.exists("#stop-export")

	world.Gate.Open()
	one.until("the end", exportRan)
	two.until("the end", exportRan)

	two.click("#stop-export")
	one.exists("#start-export") // what one page stops is stopped on all
}

// A run belongs to the program: a browser that dies in the middle of an order
// takes nothing with it.
func TestABrowserThatIsKilledInMidRunLosesNothing(t *testing.T) {
	t.Parallel()

	world, p := newWorld(t)
	seen := newTab(t, p)

	seen.open("/")
	seen.click("#start-export")
	seen.until("the goods are in the shop", exportRan)
	require.NoError(t, world.CustomersBuy())

	chromium, err := findChromium()
	require.NoError(t, err)

	browser, end, err := startBrowser(context.Background(), chromium)
	require.NoError(t, err)
	t.Cleanup(end)

	held := world.Gate.Hold("PUT", "/usn", 3)
	dying := newTabOf(t, browser, p)

	dying.open("/")
	dying.click("#start-import")
	arrives(t, held)
	dying.exists("#lane-import[data-mode=running]")
	require.NoError(t, chromedp.FromContext(browser).Browser.Process().Kill())
	world.Gate.Open()

	seen.open("/")
	seen.until("the run has ended", `document.querySelector("#lane-import[data-mode=on]").dataset.run`)
	seen.until("all twelve orders", `document.querySelector("#lane-import .now").innerText.includes("поръчки 12 прегледани, 12 записани")`)
	assert.Empty(t, seen.text(".notice"), "nothing waits for a person")

	orders, err := world.OrderStates(t.Context())
	require.NoError(t, err)
	assert.Equal(t, map[ledger.OrderState]int{ledger.OrderImported: 12}, orders)
}

func TestStartNeedsNoMouse(t *testing.T) {
	t.Parallel()

	_, p := newWorld(t)
	x := newTab(t, p)

	x.open("/")

	for range 40 {
		x.do(chromedp.KeyEvent(kb.Tab))

		if x.string(`document.activeElement.id`) == "start-export" {
			break
		}
	}

	require.Equal(t, "start-export", x.string(`document.activeElement.id`), "Tab leads to the button")
	assert.NotEqual(t, "none", x.string(`getComputedStyle(document.activeElement).outlineStyle`), "and one sees where one is")
	x.do(chromedp.KeyEvent(kb.Enter))
	x.until("a run", exportRan)
	x.until("the focus stayed where the button was", `document.activeElement.id === "stop-export"`)
}

func TestTheLanguageIsSwitchedAndKept(t *testing.T) {
	t.Parallel()

	x := newTab(t, start(t, "--demo"))

	x.open("/?x=1")
	assert.Equal(t, "bg", x.string(`document.documentElement.lang`))
	x.leave(`.corner a[lang=en]`)
	assert.Equal(t, "Home", x.text("h1"))
	assert.Equal(t, "/?x=1", x.string(`location.pathname + location.search`), "it stays on its page")
	x.open("/no-such-page")
	assert.Equal(t, "Not found", x.text("h1"))
	x.watch.allow("404")
	x.leave(`.corner a[lang=bg]`)
	assert.Equal(t, "Няма такава страница", x.text("h1"))
}
