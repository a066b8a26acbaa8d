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
		all = append(all, notice{Tone: "bad", Message: n.Message, Remedy: onPages(w.lang, n.Remedy)})
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

// onPages turns the commands that a remedy names into the places of this
// program: who reads it has a page and no command line.
func onPages(l lang.Lang, remedy string) string {
	pairs := []string{}
	for _, one := range commandPlaces() {
		pairs = append(pairs, one.command, one.place.In(l))
	}

	return strings.NewReplacer(pairs...).Replace(remedy)
}

type commandPlace struct {
	command string
	place   lang.Text
}

// commandPlaces has the longer commands first.
func commandPlaces() []commandPlace {
	return []commandPlace{
		{"gombasync db install", lang.Of("“Prepare the database” on the page Home", "бутона „Подготви базата“ в Начало")},
		{"gombasync init", lang.Of("the page Settings", "страницата Настройки")},
		{"gombasync check", lang.Of("“Check the connection” under Settings", "„Провери връзката“ в Настройки")},
		{"gombasync match propose", lang.Of("the page Matching", "страницата Съпоставяне")},
		{"gombasync match apply", lang.Of("the page Matching", "страницата Съпоставяне")},
		{"gombasync match undo", lang.Of("the page Matching", "страницата Съпоставяне")},
		{"match propose", lang.Of("“Look for matches” under Matching", "„Потърси предложения“ в Съпоставяне")},
		{"match undo", lang.Of("“Take the last application back” under Matching", "„Отмени последното прилагане“ в Съпоставяне")},
		{"gombasync orders list", lang.Of("the page Orders", "страницата Поръчки")},
		{"gombasync orders retry", lang.Of("“Try again” on the page Orders", "„Опитай пак“ в Поръчки")},
		{"gombasync orders skip", lang.Of("“Skip” on the page Orders", "„Пропусни“ в Поръчки")},
		{"gombasync receipts list", lang.Of("the page Receipts", "страницата Бонове")},
		{"gombasync receipts reconcile", lang.Of("the page Receipts", "страницата Бонове")},
		{"gombasync status", lang.Of("the page Home", "страницата Начало")},
		{"gombasync plan export", lang.Of("the page Preview", "страницата Преглед")},
		{"gombasync plan import", lang.Of("the page Preview", "страницата Преглед")},
		{"gombasync export", lang.Of("Start on the page Home", "Старт в Начало")},
		{"gombasync import", lang.Of("Start on the page Home", "Старт в Начало")},
	}
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
