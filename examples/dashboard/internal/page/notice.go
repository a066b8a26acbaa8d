package page

import (
	"net/http"
	"strings"

	"github.com/skladmost/skladmost/examples/internal/explain"
	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/output"
	"github.com/skladmost/skladmost/syncer"
)

// notice is something that a person is told: what, and what to do.
type notice struct {
	// Tone is good, warn, bad or info.
	Tone            string
	Message, Remedy string
}

// notices are the errors in err, each for itself.
func (p *Pages) notices(r *http.Request, err error) []notice {
	return p.drawers[p.lang(r)].words.faults(err)
}

// faults are the errors in err, each for itself.
func (w *words) faults(err error) []notice {
	var all []notice

	for _, n := range output.Notices(err, w.lang, func(err error, l lang.Lang) output.Notice {
		return explain.Reader{Lang: l}.Notice(err)
	}) {
		all = append(all, notice{Tone: "bad", Message: n.Message, Remedy: w.onPages(n.Remedy)})
	}

	return all
}

// explain is the first of the errors in err.
func (w *words) explain(err error) notice {
	if all := w.faults(err); len(all) > 0 {
		return all[0]
	}

	return notice{}
}

// problem is a record that was kept aside, or a warning.
func (w *words) problem(p *syncer.Problem) notice {
	n := w.explain(p)
	n.Tone = "warn"

	return n
}

// said is the key of what a form has just done: it comes back in the address
// after a redirect, and only keys of this kind are taken from there.
func said(r *http.Request) string {
	key := r.URL.Query().Get("said")
	if _, known := allWords()["said."+key]; !known {
		return ""
	}

	return "said." + key
}

// done is said of the last form: the key of what went well, or one more notice of
// what did not, which has something to do about it.
func (p *Pages) done(r *http.Request, notices []notice) (string, []notice) {
	key := said(r)
	todo := "said." + strings.TrimPrefix(key, "said.") + ".todo"

	if _, warns := allWords()[todo]; !warns {
		return key, notices
	}

	return "", append([]notice{{Tone: "warn", Message: p.say(r, key), Remedy: p.say(r, todo)}}, notices...)
}
