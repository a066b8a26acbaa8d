package page

import (
	"cmp"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/skladmost/skladmost/examples/internal/config"
)

// saveSettings writes what was changed, or nothing and says why.
func (p *Pages) saveSettings(w http.ResponseWriter, r *http.Request) {
	p.saving.Lock()
	defer p.saving.Unlock()

	f, ok := p.sentForm(w, r)
	if !ok {
		return
	}

	if r.PostForm.Get("version") != f.file.Version {
		f.compare()
		p.drawSettings(w, r, http.StatusConflict, f, settingsView{Changed: true})

		return
	}

	if err := f.save(); err != nil {
		notices := f.explain(err, p.notices)
		p.drawSettings(w, r, http.StatusUnprocessableEntity, f, settingsView{}, notices(r)...)

		return
	}

	p.opts.Control.Changed()
	back(w, r, "/settings", "saved")
}

// sentForm reads what was sent; it answers itself where it cannot.
func (p *Pages) sentForm(w http.ResponseWriter, r *http.Request) (*form, bool) {
	err := r.ParseForm()
	if err == nil {
		var f *form
		if f, err = p.settingsForm(r, r.PostForm); err == nil {
			return f, true
		}
	}

	p.drawStatus(w, r, http.StatusUnprocessableEntity, "settings", settingsView{Token: p.opts.Token(r)}, p.notices(r, err)...)

	return nil, false
}

// errMarked says that the faults stand beside their fields.
var errMarked = errors.New("page: the settings have faults")

// save tries the whole before anything is written.
func (f *form) save() error {
	data, err := config.Typed(f.path, f.file.Version, edits(f.trial)...)
	if err == nil {
		_, err = config.Parse(f.path, data, f.env)
	}

	if err != nil || len(f.faults) > 0 {
		return errors.Join(err, errMarked)
	}

	for setting, secret := range f.secretFiles {
		if err := config.ReplaceSecret(f.path, setting, f.now(setting), secret); err != nil {
			return err
		}
	}

	return config.Save(f.path, f.file.Version, f.env, edits(f.changes)...)
}

// mark puts faults beside their fields and gives back the errors that belong to
// none.
func (f *form) mark(err error) error {
	names := map[string]bool{}
	for _, s := range pageSettings() {
		names[s.Name] = true
	}

	var rest []error

	faults := config.Faults(err)
	for _, fault := range faults {
		switch name := place(fault.Setting); {
		case !names[name] || fault.Code == config.Unknown:
			rest = append(rest, fault)
		case f.faults[name] == "":
			f.faults[name] = sentence(fault.Notice(f.words.lang).Remedy)
		}
	}

	if len(faults) == 0 && !errors.Is(err, errMarked) {
		rest = append(rest, err)
	}

	return errors.Join(rest...)
}

// place is the field of a setting: a key that is nowhere is asked for where it is
// typed.
func place(setting string) string {
	if setting == "shop.key_env" {
		return "shop.key"
	}

	return setting
}

// explain marks the fields and gives the notices above them.
func (f *form) explain(err error, say func(*http.Request, error) []notice) func(*http.Request) []notice {
	rest := f.mark(err)

	return func(r *http.Request) []notice {
		all := say(r, rest)
		if len(f.faults) > 0 {
			all = append(all, notice{
				Tone: "bad", Message: f.words.t("settings.faults", len(f.faults)), Remedy: f.words.t("settings.faults.todo"),
			})
		}

		return all
	}
}

// compare notes what the file has that the form does not, after somebody else
// saved it.
func (f *form) compare() {
	for _, s := range config.Describe() {
		typed, given := f.typed(s)
		if s.Kind == config.KindSecret || !given || f.locked(s.Name) {
			continue
		}

		present := f.file.Values[s.Name]
		if present == nil && s.Default != "" {
			present = s.Default
		}

		if sameSetting(present, typed) || s.Name == "warehouse.dsn" && echo(plain(typed)) == plain(present) {
			continue
		}

		f.theirs[s.Name] = f.words.t("settings.theirs", cmp.Or(readable(present), "–"))
	}
}

// readable is a value of the file as a person reads it.
func readable(value any) string {
	pairs, ok := value.(map[string]string)
	if !ok {
		return strings.ReplaceAll(plain(value), "\n", ", ")
	}

	var all []string
	for _, key := range slices.Sorted(maps.Keys(pairs)) {
		all = append(all, key+": "+pairs[key])
	}

	return strings.Join(all, ", ")
}
