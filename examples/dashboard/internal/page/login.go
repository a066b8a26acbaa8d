package page

import (
	"net/http"

	"github.com/skladmost/skladmost/examples/dashboard/internal/guard"
)

// Login draws the page that asks for the password, for guard.Options.
func (p *Pages) Login(w http.ResponseWriter, r *http.Request, v guard.LoginView) {
	var notices []notice

	switch {
	case v.Wait > 0:
		notices = append(notices, notice{Tone: "warn", Message: p.say(r, "login.wait", p.drawers[p.lang(r)].words.span(v.Wait))})
	case v.Wrong:
		notices = append(notices, notice{Tone: "bad", Message: p.say(r, "login.wrong"), Remedy: p.say(r, "login.wrong.todo")})
	}

	p.drawStatus(w, r, 0, "login", v, notices...)
}

// Refused draws why a request was turned away, for guard.Options.
func (p *Pages) Refused(w http.ResponseWriter, r *http.Request, status int, reason string) {
	n := notice{Tone: "bad", Message: p.say(r, "refused."+reason), Remedy: p.say(r, "refused."+reason+".todo")}
	p.drawStatus(w, r, status, "refused", nil, n)
}
