//go:build !nodemo

package page_test

import (
	"bytes"
	"context"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/dashboard/internal/control"
	"github.com/skladmost/skladmost/examples/dashboard/internal/page"
	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/examples/internal/config"
	"github.com/skladmost/skladmost/examples/internal/demo"
	"github.com/skladmost/skladmost/sklad"
)

// garden is the page Съпоставяне on a world with a garden to match.
type garden struct {
	t     *testing.T
	world *demo.World
	file  string
	pages *page.Pages
	works *control.Control
	lang  string
}

func newGarden(t *testing.T) *garden {
	t.Helper()

	folder := t.TempDir()
	world, err := demo.Open(t.Context(), folder)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, world.Close()) })
	require.NoError(t, world.OpenGarden(t.Context()))

	g := &garden{t: t, world: world, file: filepath.Join(folder, "demo.yaml"), lang: "bg"}
	require.NoError(t, os.WriteFile(g.file, world.Configuration(), 0o600))

	g.works = control.New(control.Options{ConfigFile: g.file})
	t.Cleanup(g.works.Close)

	g.pages, err = page.New(page.Options{Control: g.works, Token: func(*http.Request) string { return "token-of-the-form" }})
	require.NoError(t, err)

	return g
}

// got is what a browser gets.
type got struct {
	code     int
	to, body string
}

func (g *garden) do(r *http.Request) got {
	g.t.Helper()

	r.AddCookie(&http.Cookie{Name: "lang", Value: g.lang})

	w := httptest.NewRecorder()
	g.pages.ServeHTTP(w, r)
	body, err := io.ReadAll(w.Result().Body)
	require.NoError(g.t, err)
	saysNot(g.t, string(body), "%!")

	return got{w.Code, w.Header().Get("Location"), string(body)}
}

func (g *garden) get(address string) got {
	g.t.Helper()

	return g.do(httptest.NewRequestWithContext(g.t.Context(), http.MethodGet, address, nil))
}

// post sends a form as a browser without a script does; header is a name and value.
func (g *garden) post(address string, form url.Values, header ...string) got {
	g.t.Helper()

	r := httptest.NewRequestWithContext(g.t.Context(), http.MethodPost, address, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")

	if len(header) == 2 {
		r.Header.Set(header[0], header[1])
	}

	return g.do(r)
}

// upload gives a file to the page.
func (g *garden) upload(name string, content []byte) got {
	g.t.Helper()

	var body bytes.Buffer

	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", name)
	require.NoError(g.t, err)
	_, err = part.Write(content)
	require.NoError(g.t, err)
	require.NoError(g.t, form.Close())

	r := httptest.NewRequestWithContext(g.t.Context(), http.MethodPost, "/match/file", &body)
	r.Header.Set("Content-Type", form.FormDataContentType())

	return g.do(r)
}

// says and saysNot keep a whole page out of the message of a failure.
func says(t *testing.T, page, text string) {
	t.Helper()

	if !strings.Contains(page, text) {
		require.Fail(t, "the page does not say what it should", "%q", text)
	}
}

func saysNot(t *testing.T, page, text string) {
	t.Helper()

	if strings.Contains(page, text) {
		require.Fail(t, "the page says what it should not", "%q", text)
	}
}

// configure writes the settings of the world, with one text for another.
func (g *garden) configure(from, to string) {
	g.t.Helper()

	text := strings.ReplaceAll(string(g.world.Configuration()), from, to)
	require.NoError(g.t, os.WriteFile(g.file, []byte(text), 0o600))
}

// find searches, waits, and gives the page.
func (g *garden) find() got {
	g.t.Helper()

	require.Equal(g.t, http.StatusSeeOther, g.post("/match/find", nil).code)

	var page got

	require.Eventually(g.t, func() bool {
		page = g.get("/match")

		return !strings.Contains(page.body, `id="match-searching"`)
	}, 20*time.Second, 20*time.Millisecond)

	return page
}

// set is the one that the page's forms are about.
func (g *garden) set() string {
	g.t.Helper()

	found := regexp.MustCompile(`name="set" value="([^"]+)"`).FindStringSubmatch(g.get("/match?show=all").body)
	require.NotNil(g.t, found)

	return found[1]
}

// id is that of a good or a variant by its code.
func (g *garden) id(code string) string {
	g.t.Helper()

	body := g.get("/match?show=all").body
	at := regexp.MustCompile(`(?s)<article[^>]*id="good-(\d+)"[^>]*>.*?<dd class="code">(.*?)</dd>`).FindAllStringSubmatch(body, -1)

	for _, card := range at {
		if card[2] == code {
			return card[1]
		}
	}

	require.Fail(g.t, "no such good on the page", code)

	return ""
}

// variant is the shop's id of a product's variant.
func (g *garden) variant(sku string) string {
	g.t.Helper()

	var id string

	g.engine(func(s *assembly.Session) error {
		for m, err := range s.ProposeMatches(g.t.Context()) {
			if err != nil {
				return err
			}

			if m.Variant.Code == sku {
				id = m.VariantID
			}
		}

		return nil
	})
	require.NotEmpty(g.t, id, sku)

	return id
}

// decide presses a button of a card.
func (g *garden) decide(code, do string, header ...string) got {
	g.t.Helper()

	return g.post("/match/decide", url.Values{
		"set": {g.set()}, "good": {g.id(code)}, "do": {do}, "back": {"/match?show=open"},
	}, header...)
}

// last is what the page shows as done last; undo presses the button on it.
func (g *garden) last() string {
	g.t.Helper()

	found := regexp.MustCompile(`name="last" value="([^"]*)"`).FindStringSubmatch(g.get("/match").body)
	require.NotNil(g.t, found)

	return found[1]
}

func (g *garden) undo() got { return g.post("/match/undo", url.Values{"last": {g.last()}}) }

// links are what is in the ledger: the good's code by the product's.
func (g *garden) links() map[string]string {
	g.t.Helper()

	all, ctx := map[string]string{}, g.t.Context()

	g.engine(func(s *assembly.Session) error {
		for link, err := range s.Ledger.Links(ctx, s.Config.Shop.ID, "variant") {
			if err != nil {
				return err
			}

			good, err := s.DB.Good(ctx, sklad.GoodID(link.LocalID))
			if err != nil {
				return err
			}

			for p, err := range s.Shop.Products.All(ctx, everyProduct()) {
				if err != nil {
					return err
				}

				if p.Variants[0].ID == link.ShopID {
					all[p.Variants[0].SKU] = good.Code
				}
			}
		}

		return nil
	})

	return all
}

// engine does something as another program would.
func (g *garden) engine(do func(*assembly.Session) error) {
	g.t.Helper()

	cfg, err := config.Load(g.file, func(string) (string, bool) { return "", false })
	require.NoError(g.t, err)
	s, err := assembly.Open(g.t.Context(), cfg, assembly.Options{})
	require.NoError(g.t, err)
	require.NoError(g.t, do(s))
	require.NoError(g.t, s.Close())
}

// rename gives a good another name, as somebody in Склад Pro would.
func (g *garden) rename(code, name string) {
	g.t.Helper()

	require.NoError(g.t, g.world.DB.InTx(g.t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
		found, err := tx.FindGoods(ctx, sklad.GoodQuery{Code: code})
		if err != nil {
			return err
		}

		found[0].Name = name
		_, err = tx.SaveGood(ctx, found[0], sklad.GoodNames)

		return err
	}))
}
