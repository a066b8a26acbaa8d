package browsertest

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// pages are all that a visitor of the demonstration can see, by the name of the
// picture that is taken of each.
func pages(t *testing.T, x *tab) []namedPage {
	t.Helper()

	x.open("/")

	var all []namedPage

	for _, path := range read[[]string](x, `[...document.querySelectorAll("nav.pages a")].map(a => a.getAttribute("href"))`) {
		all = append(all, namedPage{name(path), path})
	}

	require.Len(t, all, 7)

	return append(all, namedPage{"error", "/no-such-page"})
}

type namedPage struct{ name, path string }

func name(path string) string {
	if path == "/" {
		return "home"
	}

	return path[1:]
}

// Every page in both languages, on a laptop and on a phone, by day and by night:
// nothing that axe-core finds serious, nothing wider than the screen, no request
// to another host, no error on the console (see watch).
func TestEveryPageIsAccessible(t *testing.T) {
	withAxe(t)

	x := newTab(t, start(t, "--demo"))
	x.watch.allow("404")

	all := pages(t, x)

	for _, language := range []string{"bg", "en"} {
		x.language(language)

		for _, page := range all {
			x.size(laptop)
			x.scheme("light")
			x.open(page.path)

			for _, s := range []screen{laptop, phone} {
				where := page.path + " " + language + " " + s.name

				x.size(s)
				x.scheme("light")
				x.fits(where)
				x.accessible(where)
				x.scheme("dark")
				x.accessible(where+" dark", "color-contrast", "link-in-text-block")
			}
		}
	}
}
