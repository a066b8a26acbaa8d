package browsertest

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// tab is a page in the browser. Whatever it complains of fails the test when it
// ends.
type tab struct {
	t       *testing.T
	ctx     context.Context //nolint:containedctx // chromedp keeps the tab in it
	address string
	watch   *watch
}

// newTab opens a tab that is as big as a laptop's screen.
func newTab(t *testing.T, p *program) *tab {
	t.Helper()

	return newTabOf(t, shared.browser, p)
}

func newTabOf(t *testing.T, browser context.Context, p *program) *tab {
	t.Helper()

	ctx, cancel := context.WithTimeout(browser, 4*patience)
	t.Cleanup(cancel)

	w := &watch{own: p.address}

	// A profile of its own: cookies of other tests are not seen.
	ctx, closing := chromedp.NewContext(ctx, chromedp.WithNewBrowserContext(), chromedp.WithListener(w.listen))
	t.Cleanup(closing)

	x := &tab{t: t, ctx: ctx, address: p.address, watch: w}
	x.size(laptop)
	t.Cleanup(x.complain)

	return x
}

// second is another tab of the same profile.
func (x *tab) second() *tab {
	x.t.Helper()

	w := &watch{own: x.address}
	ctx, closing := chromedp.NewContext(x.ctx, chromedp.WithListener(w.listen))
	x.t.Cleanup(closing)

	y := &tab{t: x.t, ctx: ctx, address: x.address, watch: w}
	y.size(laptop)
	x.t.Cleanup(y.complain)

	return y
}

func (x *tab) complain() {
	for _, complaint := range x.watch.complaints() {
		x.t.Error(complaint)
	}
}

func (x *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	x.t.Helper()

	require.NoError(x.t, chromedp.Do(x.ctx, actions...))
}

// open goes to a page and waits for it.
func (x *tab) open(path string) {
	x.t.Helper()

	for late := time.Now().Add(patience); ; time.Sleep(often) {
		err := chromedp.Do(x.ctx, chromedp.Navigate(x.address+path))
		if err == nil {
			break
		}

		// A page that was just about to draw itself anew got in between.
		require.True(x.t, strings.Contains(err.Error(), "ERR_ABORTED") && time.Now().Before(late), "%s: %v", path, err)
	}

	x.until(path+" is there", `document.readyState === "complete"`)
}

// read evaluates a JavaScript expression; a promise is waited for.
func read[T any](x *tab, js string) T {
	x.t.Helper()

	value, err := chromedp.Run(x.ctx, chromedp.Evaluate[T](js, chromedp.EvalAwaitPromise))
	require.NoError(x.t, err, js)

	return value
}

func (x *tab) string(js string) string {
	x.t.Helper()

	return read[string](x, js)
}

// text is what a person reads in an element.
func (x *tab) text(selector string) string {
	x.t.Helper()

	return x.string(fmt.Sprintf(`(document.querySelector(%q) || {innerText: ""}).innerText.trim()`, selector))
}

// often is how long until something is tried again.
const often = 40 * time.Millisecond

// until asks again and again until the expression is true. A page that is just
// being replaced by another one has no answer yet.
func (x *tab) until(what, js string) {
	x.t.Helper()

	for late := time.Now().Add(patience); time.Now().Before(late); time.Sleep(often) {
		is, err := chromedp.Run(x.ctx, chromedp.Evaluate[bool]("Boolean("+js+")"))
		if err == nil && is {
			return
		}

		require.NoError(x.t, x.ctx.Err(), what)
	}

	require.Failf(x.t, "not so: "+what, "%s\n%s", js, x.string(`document.body.innerText`))
}

// exists waits for an element.
func (x *tab) exists(selector string) {
	x.t.Helper()
	x.until(selector, fmt.Sprintf(`document.querySelector(%q)`, selector))
}

// click presses an element once it is there; a click that leads to another page
// is followed by until, says or exists.
func (x *tab) click(selector string) {
	x.t.Helper()

	for late := time.Now().Add(patience); ; time.Sleep(often) {
		x.exists(selector)

		err := chromedp.Do(x.ctx, chromedp.Click(chromedp.CSS(selector)))
		if err == nil {
			return
		}

		// A page that shows a run puts new elements in the place of old ones: the one
		// that was found is gone before it was pressed.
		gone := strings.Contains(strings.ToLower(err.Error()), "node")
		require.True(x.t, gone && time.Now().Before(late), "%s: %v", selector, err)
	}
}

// leave presses an element and waits for the page that follows.
func (x *tab) leave(selector string) {
	x.t.Helper()
	x.do(chromedp.Evaluate[chromedp.Void](`window.stays = true`))
	x.click(selector)
	x.until("another page after "+selector, `!window.stays && document.readyState === "complete"`)
}

// screen is a size in CSS pixels.
type screen struct {
	name          string
	width, height int64
}

var (
	laptop = screen{"1366x768", 1366, 768}
	phone  = screen{"390x844", 390, 844}
)

func (x *tab) size(s screen) {
	x.t.Helper()
	x.do(chromedp.EmulateViewport(s.width, s.height))
}

// scheme is "light" or "dark".
func (x *tab) scheme(name string) {
	x.t.Helper()
	x.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}},
		})

		return err
	}))
}

func (x *tab) language(name string) {
	x.t.Helper()
	x.open("/lang?to=" + name)
	x.until("the page is in "+name, fmt.Sprintf(`document.documentElement.lang === %q`, name))
}
