package page

import (
	"encoding/json"
	"net/http"
	"slices"

	"github.com/skladmost/skladmost/examples/internal/config"
	"github.com/skladmost/skladmost/examples/internal/lang"
)

// checkSetting tries one field while it is typed.
func (p *Pages) checkSetting(w http.ResponseWriter, r *http.Request) {
	answer := struct {
		OK      bool   `json:"ok"`
		Message string `json:"message"`
	}{OK: true}

	if err := r.ParseForm(); err != nil {
		http.Error(w, p.say(r, "error.page"), http.StatusBadRequest)

		return
	}

	all := config.Describe()
	if at := slices.IndexFunc(all, func(s config.Setting) bool { return s.Name == r.PostForm.Get("name") }); at >= 0 {
		value, given := typedIn(r.PostForm, all[at])

		var text lang.Text
		if text, answer.OK = config.CheckValue(all[at].Name, value); !given || all[at].Kind == config.KindSecret {
			answer.OK = true
		}

		if !answer.OK {
			answer.Message = sentence(text.In(p.lang(r)))
		}
	}

	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")

	if err := json.NewEncoder(w).Encode(answer); err != nil {
		p.opts.Logger.DebugContext(r.Context(), "answer not sent", "error", err) // the browser has left
	}
}
