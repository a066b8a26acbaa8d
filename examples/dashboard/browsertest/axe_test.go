package browsertest

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
)

// axeFile is brought by npm, see the comment of the package.
const axeFile = "node_modules/axe-core/axe.min.js"

var axeSource = sync.OnceValues(func() (string, error) {
	source, err := os.ReadFile(axeFile)

	return string(source), err
})

// checker has axe-core in every page that its tab opens.
func withAxe(t *testing.T) {
	t.Helper()

	if _, err := axeSource(); err != nil {
		required(t, axeFile+" is missing: npm ci --prefix examples/dashboard/browsertest")
	}
}

// violation is what axe-core found, as far as a person needs it.
type violation struct {
	ID     string   `json:"id"`
	Impact string   `json:"impact"`
	Help   string   `json:"help"`
	Nodes  []string `json:"nodes"`
}

// accessible checks the present page by all rules of axe-core, or by those that
// are named. Nothing serious or critical is left.
func (x *tab) accessible(where string, rules ...string) {
	x.t.Helper()

	source, err := axeSource()
	if err != nil {
		x.t.Fatal(err)
	}

	options := map[string]any{"resultTypes": []string{"violations"}}
	if len(rules) > 0 {
		options["runOnly"] = rules
	}

	asked, err := json.Marshal(options)
	if err != nil {
		x.t.Fatal(err)
	}

	if !read[bool](x, `"axe" in window`) {
		x.do(chromedp.Evaluate[chromedp.Void](source))
	}

	found := read[[]violation](x, fmt.Sprintf(`axe.run(document, %s).then(r => r.violations.map(v => ({
		id: v.id, impact: v.impact, help: v.help,
		nodes: v.nodes.map(n => n.html.slice(0, 200) + " | " + n.any.concat(n.all, n.none).map(c => c.message).join("; ")),
	})))`, asked))

	for _, v := range found {
		text := fmt.Sprintf("%s: %s (%s): %s\n  %s", where, v.ID, v.Impact, v.Help, strings.Join(v.Nodes, "\n  "))
		if v.Impact == "serious" || v.Impact == "critical" {
			assert.Fail(x.t, text)
		} else {
			x.t.Log(text)
		}
	}
}

// fits checks that a page is no wider than the screen.
func (x *tab) fits(where string) {
	x.t.Helper()

	assert.LessOrEqual(x.t, read[int](x, `document.documentElement.scrollWidth`), read[int](x, `document.documentElement.clientWidth`),
		"%s is wider than the screen: %s", where, x.string(`[...document.querySelectorAll("body *")]
			.filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !e.closest(".table, .pages"))
			.slice(0, 5).map(e => e.outerHTML.slice(0, 120)).join(" ;; ")`))
}
