package page

import (
	"io"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/skladmost/skladmost/examples/dashboard/internal/guard"
)

// computedKeys are the keys that templates and code make of a pattern, with all
// that the pattern is filled with.
func computedKeys() map[string][]string {
	return map[string][]string{
		"nav.%s": {
			"home", "settings", "plan", "match", "orders", "receipts", "journal", "login", "error", "refused",
			"order", "order_force", "receipt_reverse", "receipt_settle",
		},
		"home.%s":         {"export", "import"},
		"home.%s.what":    {"export", "import"},
		"tone.%s":         {"good", "warn", "bad", "info"},
		"refused.%s":      reasons(),
		"refused.%s.todo": reasons(),

		"settings.%s":            {"warehouse", "shop", "import", "export", "fiscal", "other", "compliance"},
		"said.%s.todo":           {"atwork", "started_unkept", "stopped_unkept"},
		"journal.%s.what":        {"runs", "events"},
		"match.show.%s":          {"open", "certain", "accepted", "rejected", "all"},
		"match.like.%s":          {"same", "alike", "other"},
		"orders.state.%s":        {"waiting", "imported", "parked", "skipped", "before_start"},
		"orders.discount.%s":     {"product", "promo_code", "voucher"},
		"receipts.state.%s":      {"pending", "printing", "printed", "failed", "unknown"},
		"receipts.kind.%s":       {"sale", "reversal"},
		"receipts.reason.%s":     {"operator-error", "refund", "tax-base-reduction"},
		"receipts.found.%s":      {"printed", "printing", "failed", "unknown"},
		"receipts.found.%s.todo": {"printing", "unknown"},
		// What the ledger tells of a record; other kinds are shown as they are.
		"journal.kind.%s": {"matched", "unmatched", "match_finished"},
		"orders.event.%s": {
			"accepted", "acknowledged", "adopted", "changed", "collision", "edited", "good", "imported", "paid", "parked", "receipt",
			"receipt_settled", "refunded", "skipped", "storno_asked", "taken_back", "voided",
		},
	}
}

func reasons() []string {
	return []string{
		guard.ReasonHost, guard.ReasonOrigin, guard.ReasonToken, guard.ReasonTLS, guard.ReasonLogin, guard.ReasonTooLarge,
		guard.ReasonMethod, guard.ReasonPasswordFile, guard.ReasonBusy,
	}
}

func TestEveryTextThatIsAskedForExists(t *testing.T) {
	a, known := whatIsAsked(t), allWords()

	for key, place := range a.keys {
		assert.True(t, has(known, key), "%s asks for %s, which no file of words has", place, key)
	}

	for pattern, place := range a.computed {
		if pattern == "said.%s" {
			continue // said takes none but those that exist
		}

		values, listed := computedKeys()[pattern]
		assert.True(t, listed, "%s makes keys of %q: computedKeys has to say which", place, pattern)

		for _, value := range values {
			key := strings.ReplaceAll(pattern, "%s", value)
			assert.True(t, has(known, key), "%s makes %s, which no file of words has", place, key)
		}
	}
}

func has(known vocabulary, key string) bool {
	_, ok := known[key]

	return ok
}

func TestNoTextIsWithoutUse(t *testing.T) {
	a, used := whatIsAsked(t), map[string]bool{}

	for key := range a.keys {
		used[key] = true
	}

	maps.Copy(used, a.texts)

	for pattern, values := range computedKeys() {
		for _, value := range values {
			used[strings.ReplaceAll(pattern, "%s", value)] = true
		}
	}

	for _, key := range slices.Sorted(maps.Keys(allWords())) {
		saying, said := strings.CutPrefix(key, "said.")
		what, todo := strings.CutSuffix(key, ".todo") // a remedy is asked for with what it remedies
		assert.True(t, used[key] || said && a.texts[saying] || todo && used[what], "nobody asks for %s", key)
	}
}

func TestBothLanguagesSayTheSameOfTheSame(t *testing.T) {
	for key, text := range allWords() {
		assert.NotEmpty(t, text.EN, key)
		assert.NotEmpty(t, text.BG, key)
		assert.Equal(t, verbs(t, text.EN), verbs(t, text.BG), "%s: %s | %s", key, text.EN, text.BG)
	}
}

// verbs are those of fmt in a text, by the argument that each one takes.
func verbs(t *testing.T, text string) map[int]string {
	t.Helper()

	all, next := map[int]string{}, 1
	bare := strings.ReplaceAll(text, "%%", "")

	for _, v := range aVerb().FindAllStringSubmatch(bare, -1) {
		if v[1] != "" {
			next = int(v[1][0] - '0')
		}

		all[next] = v[2]
		next++
	}

	require.NotContains(t, aVerb().ReplaceAllString(bare, ""), "%", text)

	return all
}

func aVerb() *regexp.Regexp { return regexp.MustCompile(`%(?:\[(\d)\])?[-+#0-9.]*([sdvq])`) }

func TestBulgarianIsBulgarian(t *testing.T) {
	foreign := []string{"app.language"} // leads to the other language

	for key, text := range allWords() {
		if !slices.Contains(foreign, key) && hasLetter(aVerb().ReplaceAllString(text.EN, "")) {
			assert.Regexp(t, `\p{Cyrillic}`, text.BG, key)
		}
	}
}

// A template has no word of any language in it: neither between its tags nor in
// an attribute that a person reads or hears.
func TestNoTemplateHasWordsOfItsOwn(t *testing.T) {
	files, err := fs.Glob(templates, "templates/*.html")
	require.NoError(t, err)

	for _, file := range files {
		source, err := fs.ReadFile(templates, file)
		require.NoError(t, err)

		assert.Empty(t, ownWords(t, string(source)), file)
	}

	assert.Equal(t, []string{"Save", "a hint", "Name"},
		ownWords(t, `<p>{{/* note */}}<button title="a hint">Save</button><input aria-label="{{t "x.y"}}" placeholder="Name"><kbd>J</kbd></p>`))
}

func ownWords(t *testing.T, source string) []string {
	t.Helper()

	read := []string{"aria-label", "aria-description", "aria-roledescription", "placeholder", "title", "alt", "label"}
	source = regexp.MustCompile(`(?s)\{\{.*?\}\}`).ReplaceAllString(source, "") // an action in a tag leaves the tag whole
	source = regexp.MustCompile(`</?noscript>`).ReplaceAllString(source, "")    // whose content is no text
	attribute := regexp.MustCompile(`[a-z-]+="[^"]*"( disabled)?`)              // a piece of a tag, in a template of its own

	var texts, attributes []string

	within := ""

	for z := html.NewTokenizer(strings.NewReader(source)); ; {
		if z.Next() == html.ErrorToken {
			require.ErrorIs(t, z.Err(), io.EOF)

			return append(texts, attributes...)
		}

		token := z.Token()
		if token.Type == html.StartTagToken {
			within = token.Data
		}

		if token.Type == html.TextToken && within != "kbd" && hasLetter(attribute.ReplaceAllString(token.Data, "")) {
			texts = append(texts, strings.TrimSpace(token.Data))
		}

		for _, a := range token.Attr {
			if slices.Contains(read, a.Key) && hasLetter(a.Val) {
				attributes = append(attributes, a.Val)
			}
		}
	}
}

func hasLetter(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }

// What scripts say, they take from the page.
func TestNoScriptHasWordsOfItsOwn(t *testing.T) {
	files, err := fs.Glob(static, "static/*.js")
	require.NoError(t, err)
	require.NotEmpty(t, files)

	for _, file := range files {
		source, err := fs.ReadFile(static, file)
		require.NoError(t, err)

		assert.NotRegexp(t, `\p{Cyrillic}`, string(source), file)
		assert.NotRegexp(t, `\b(alert|confirm|prompt)\(["']`, string(source), file)
	}
}
