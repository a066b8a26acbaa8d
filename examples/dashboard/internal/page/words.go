package page

import (
	"html/template"
	"maps"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/message/catalog"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// vocabulary is texts by key. A text may have the verbs of fmt; numbers in it
// are grouped as the language does.
type vocabulary map[string]lang.Text

// allWords is every text of every page.
func allWords() vocabulary {
	all := vocabulary{}
	for _, v := range []vocabulary{
		commonWords(), loginWords(), homeWords(), settingsWords(), settingsAnswers(), planWords(), matchWords(), ordersWords(), receiptsWords(), journalWords(),
	} {
		maps.Copy(all, v)
	}

	return all
}

// words speaks one language.
type words struct {
	lang    lang.Lang
	printer *message.Printer
	known   vocabulary
	places  *strings.Replacer // see onPages
}

func newWords(l lang.Lang) *words {
	known := allWords()
	tag := language.English
	if l == lang.BG {
		tag = language.Bulgarian
	}

	builder := catalog.NewBuilder(catalog.Fallback(tag))
	for key, t := range known {
		_ = builder.SetString(tag, key, t.In(l)) // fails for a plural rule alone, of which there is none
	}

	return &words{lang: l, printer: message.NewPrinter(tag, message.Catalog(builder)), known: known, places: newPlaces(l)}
}

// t is the text of a key.
func (w *words) t(key string, args ...any) string {
	return w.printer.Sprintf(message.Key(key, key), args...)
}

// has tells whether there is a text.
func (w *words) has(key string) bool {
	_, ok := w.known[key]

	return ok
}

// word is the engine's own word for a code: of a task, a kind, a state.
func (w *words) word(code any) string {
	return text.Language(w.lang).Word(asText(code))
}

// funcs are what templates may call.
func (w *words) funcs() template.FuncMap {
	return template.FuncMap{
		"t": w.t, "has": w.has, "word": w.word, "explain": w.explain, "problem": w.problem,
		"num": w.num, "money": w.money, "qty": w.qty, "when": w.when, "day": w.day, "ago": w.ago, "span": w.span, "until": w.until,
		"rate": w.rate, "summary": w.summary, "faults": w.faults,
		"planAction": w.planAction, "counts": countLines, "eventKind": w.eventKind,
		"pairs": pairs, "barY": barY, "barH": barH,
	}
}

// summary is a run in one sentence.
func (w *words) summary(r syncer.Report) string { return r.Summary(text.Language(w.lang)) }

// pairs makes a map of names and values, for a piece that takes several.
func pairs(of ...any) map[string]any {
	m := map[string]any{}
	for i := 0; i+1 < len(of); i += 2 {
		m[asText(of[i])] = of[i+1]
	}

	return m
}
