package browsertest

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/examples/internal/gated"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// lived is a world with a day behind it: an order that is parked, a receipt
// whose end nobody knows, goods that are not matched yet.
func lived(t *testing.T) (*gated.World, *tab) {
	t.Helper()

	world, err := gated.Open(t.Context(), t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, world.Close()) })
	require.NoError(t, world.Live(t.Context()))

	p := start(t, "--config", world.File)
	t.Cleanup(world.Gate.Open)

	return world, newTab(t, p)
}

func look[T any](t *testing.T, world *gated.World, at func(*assembly.Session) T) T {
	t.Helper()

	s, err := world.Session(t.Context())
	require.NoError(t, err)

	defer func() { assert.NoError(t, s.Close()) }()

	return at(s)
}

// variants are the linked ones.
func variants(t *testing.T, world *gated.World) int {
	t.Helper()

	return look(t, world, func(s *assembly.Session) int {
		n := 0

		for link, err := range s.Ledger.Links(t.Context(), s.Config.Shop.ID, "variant") {
			require.NoError(t, err)

			if link.State == ledger.LinkActive {
				n++
			}
		}

		return n
	})
}

const spade = "Лопатка за саксии"

// A shovel has another code in the shop, so the order of it waits. Two more goods
// are matched by the keyboard alone.
func TestThreeProductsAreMatchedAndTheParkedOrderIsRetried(t *testing.T) {
	t.Parallel()

	world, x := lived(t)
	before := variants(t, world)

	x.open("/match")
	x.leave("#match-find")
	x.open("/match")
	x.exists(".case")

	x.click(`button[aria-label$="` + spade + `"][value^="accept:"]`)
	x.until("the shovel is chosen", `[...document.querySelectorAll(".case")].some(c => c.innerText.includes("`+spade+`") && c.querySelector(".accepted"))`)

	// The first two of the list, without the mouse.
	x.do(chromedp.Evaluate[chromedp.Void](`document.querySelector(".case").focus()`))
	x.do(chromedp.KeyEvent("1"))
	x.until("the first is chosen and the next is at hand", `document.querySelectorAll(".case .accepted").length === 2 &&
		document.querySelector(".case.current") === document.querySelectorAll(".case")[1]`)
	x.do(chromedp.KeyEvent("1"))
	x.until("three are chosen", `document.querySelectorAll(".case .accepted").length === 3`)
	assert.Equal(t, before, variants(t, world), "nothing is linked before it is applied")

	x.leave("#match-apply")
	assert.Contains(t, x.text(".notice.good"), "Връзките са създадени")
	assert.Equal(t, before+6, variants(t, world), "three that were chosen, and three that are certain")

	retry(t, world, x)
}

func retry(t *testing.T, world *gated.World, x *tab) {
	t.Helper()

	parked := func() int {
		orders, err := world.OrderStates(t.Context())
		require.NoError(t, err)

		return orders[ledger.OrderParked]
	}
	require.Equal(t, 1, parked())

	x.open("/orders?state=parked")
	x.leave(`form[action$="/retry"] button`)
	assert.Contains(t, x.text(".notice.good"), "внесена")
	assert.Zero(t, parked())
}

func TestAnUnknownReceiptIsResolved(t *testing.T) {
	t.Parallel()

	world, x := lived(t)

	unknown := func() int {
		return look(t, world, func(s *assembly.Session) int {
			n := 0

			for r, err := range s.Ledger.Receipts(t.Context(), ledger.ReceiptFilter{}) {
				require.NoError(t, err)

				if r.State == ledger.ReceiptUnknown {
					n++
				}
			}

			return n
		})
	}
	require.Equal(t, 1, unknown())

	x.open("/")
	x.leave(`a[href="/receipts?state=unknown"]`) // the first page leads there
	x.leave(`form[action="/receipts/ask"] button`)
	assert.Contains(t, x.text(".notice.good"), "изяснени")
	assert.Zero(t, unknown())

	x.open("/")
	assert.Zero(t, read[int](x, `document.querySelectorAll('a[href="/receipts?state=unknown"]').length`))
}
