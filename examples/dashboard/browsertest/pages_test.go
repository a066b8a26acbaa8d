package browsertest

import (
	"fmt"
	"strings"
	"testing"
)

// page is one that a visitor can see, by the name of the picture that is taken of
// it.
type page struct{ name, path string }

// visit makes everything that the demonstration can show: both previews and the
// candidates for matching. It gives the addresses of all pages.
func visit(x *tab) []page {
	x.t.Helper()

	for _, direction := range []string{"export", "import"} {
		x.open("/plan?direction=" + direction)
		x.leave("#plan-make")
	}

	x.open("/match")
	x.leave("#match-find")

	for _, path := range []string{"/plan?direction=export", "/plan?direction=import"} {
		x.open(path)
		x.exists("#plan-changes ~ .table")
	}

	x.open("/match")
	x.exists(".case")

	return []page{
		{"home", "/"}, {"settings", "/settings"}, {"plan-export", "/plan?direction=export"}, {"plan-import", "/plan?direction=import"},
		{"match", "/match"}, {"match-finish", "/match?finish=ask"}, {"orders", "/orders"},
		{"order", x.leads("/orders?state=imported", "tbody th a")}, {"order-parked", x.leads("/orders?state=parked", "tbody th a")},
		{"order-force", x.leads(x.leads("/orders?state=waiting", "tbody th a"), `a[href$="/force"]`)},
		{"receipts", "/receipts"}, {"receipt-settle", x.leads("/receipts", `.open a[href^="/receipts/settle"]`)},
		{"receipt-reverse", x.leads("/receipts", `a[href^="/receipts/reverse"]`)},
		{"journal", "/journal"}, {"journal-events", "/journal?view=events"}, {"error", "/no-such-page"},
	}
}

// leads is where a link of a page leads.
func (x *tab) leads(path, link string) string {
	x.t.Helper()
	x.open(path)
	x.exists(link)

	return x.string(fmt.Sprintf(`document.querySelector(%q).getAttribute("href")`, link))
}

// Every page in both languages, on a laptop and on a phone, by day and by night:
// nothing that axe-core finds serious, nothing wider than the screen, no request
// to another host, no error on the console (see watch).
func TestEveryPageIsAccessible(t *testing.T) {
	t.Parallel()
	withAxe(t)

	p := start(t, "--demo")
	all := visit(newTab(t, p))

	for _, language := range []string{"bg", "en"} {
		t.Run(language, func(t *testing.T) {
			t.Parallel()

			x := newTab(t, p)
			x.watch.allow("no-such-page")
			x.language(language)

			for _, one := range all {
				x.size(laptop)
				x.scheme("light")
				x.open(one.path)
				x.checkPage(one.name + " " + language)
			}
		})
	}
}

// checkPage checks the present page on both screens.
func (x *tab) checkPage(name string) {
	x.t.Helper()

	for _, s := range []screen{laptop, phone} {
		where := name + " " + s.name

		x.size(s)
		x.fits(where)
		x.accessible(where)
	}

	if strings.Contains(name, " en") {
		return // colours are the same in both languages
	}

	x.size(laptop)
	x.scheme("dark")
	x.accessible(name+" dark", "color-contrast", "link-in-text-block")
}
