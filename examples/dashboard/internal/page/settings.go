package page

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/skladmost/skladmost/examples/internal/config"
	"github.com/skladmost/skladmost/sklad/ledger"
)

func (p *Pages) settingsRoutes() {
	p.mux.HandleFunc("GET /settings", p.settings)
	p.mux.HandleFunc("GET /settings/", p.settingsAgain)
	p.mux.HandleFunc("POST /settings", p.saveSettings)
	p.mux.HandleFunc("POST /settings/test", p.testSettings)
	p.mux.HandleFunc("POST /settings/check", p.checkSetting)
}

// settingsView is what the page shows.
type settingsView struct {
	Version  string
	Sections []sectionView
	// Results are what a try of the connections found.
	Results []notice
	// Changed tells that somebody else saved in between.
	Changed bool
	// SUPTO is what the database is by itself: yes, no, or "" when nobody knows.
	SUPTO string
	Token string
}

type sectionView struct {
	Key    config.Section
	Fields []fieldView
	// Folded tells that few need it.
	Folded bool
}

// settings shows what the file says.
func (p *Pages) settings(w http.ResponseWriter, r *http.Request) {
	f, err := p.settingsForm(r, nil)
	if err != nil {
		p.draw(w, r, "settings", settingsView{Token: p.opts.Token(r)}, p.notices(r, err)...)

		return
	}

	p.drawSettings(w, r, http.StatusOK, f, settingsView{})
}

// settingsAgain leads addresses that only take forms back to the page, after the
// language was switched there.
func (p *Pages) settingsAgain(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "/settings", http.StatusSeeOther)
}

// settingsForm is what stands in the form: what a person sent, and where that
// says nothing, what is in the file.
func (p *Pages) settingsForm(r *http.Request, sent url.Values) (*form, error) {
	path := p.opts.Control.ConfigFile()

	file, err := config.Values(path)
	if err != nil {
		return nil, err
	}

	f := &form{
		words: p.drawers[p.lang(r)].words, path: path, env: p.opts.Control.Env(), file: file, sent: sent, locked: p.locked,
		faults: map[string]string{}, theirs: map[string]string{},
	}
	f.work()

	return f, nil
}

// locked are the settings that lead out of the demonstration.
func (p *Pages) locked(setting string) bool {
	switch setting {
	case "warehouse.dsn", passwordField, "warehouse.password_env", "warehouse.password_file", "shop.url", "shop.api_id", "shop.key",
		"shop.key_env", "shop.key_file", "fiscal.smart_printer.host", "fiscal.smart_printer.port", "fiscal.smart_printer.dialect":
		return p.opts.Demo
	default:
		return false
	}
}

func (p *Pages) drawSettings(w http.ResponseWriter, r *http.Request, status int, f *form, v settingsView, notices ...notice) {
	l := p.lists(r.Context(), f)
	v.Version, v.Token, v.SUPTO, v.Sections = f.file.Version, p.opts.Token(r), l.supto(), f.sections(l)

	if errors.Is(l.ledger, ledger.ErrNotInstalled) && len(v.Results) == 0 {
		notices = append(notices, p.notices(r, l.ledger)...)
	}

	p.drawStatus(w, r, status, "settings", v, notices...)
}

// sentence begins with a capital and ends with a point.
func sentence(text string) string {
	text = strings.TrimSpace(text)
	first, size := utf8.DecodeRuneInString(text)

	if text == "" {
		return ""
	}

	text = string(unicode.ToUpper(first)) + text[size:]
	if strings.HasSuffix(text, ".") || strings.HasSuffix(text, "?") {
		return text
	}

	return text + "."
}
