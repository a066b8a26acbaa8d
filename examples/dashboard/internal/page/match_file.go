package page

import (
	"bytes"
	"errors"
	"net/http"
	"strings"

	"github.com/skladmost/skladmost/examples/dashboard/internal/matching"
	"github.com/skladmost/skladmost/examples/internal/matchfile"
	"github.com/skladmost/skladmost/syncer"
)

// MatchUpload is how large a file may be, in bytes: that of some 60,000 matches.
// Its path takes so much, for guard.Options.
const (
	MatchUpload     = 16 << 20
	MatchUploadPath = "/match/file"
)

// matchSheet is the set as the file that matchfile makes for Excel, with what is
// accepted now.
func (p *Pages) matchSheet(w http.ResponseWriter, r *http.Request) {
	_, set, _ := p.matches.newest()
	if set == nil {
		p.drawMatch(w, r, http.StatusNotFound, r.URL.Query(), notice{Tone: "info", Message: p.say(r, "match.no_set")})

		return
	}

	var file bytes.Buffer

	_, err := matchfile.WriteChosen(&file, p.lang(r), func(yield func(matchfile.Row, error) bool) {
		for m, accepted := range set.Proposed {
			if !yield(matchfile.Row{Match: m, Accepted: accepted}, nil) {
				return
			}
		}
	})
	if err != nil {
		p.drawMatch(w, r, http.StatusInternalServerError, r.URL.Query(), p.notices(r, err)...)

		return
	}

	h := w.Header()
	h.Set("Content-Type", "text/csv; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="matches.csv"`)
	h.Set("Cache-Control", "no-store")
	_, _ = file.WriteTo(w)
}

// readMatchSheet takes the decisions of an edited file over. Nothing is linked
// by it, and a file with a fault decides nothing.
func (p *Pages) readMatchSheet(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, MatchUpload)

	file, head, err := r.FormFile("file")
	if err != nil {
		p.refuseMatch(w, r, http.StatusBadRequest, p.uploadFault(r, err))

		return
	}
	defer file.Close() //nolint:errcheck // it was only read

	accepted, err := matchfile.Read(file)
	if err != nil {
		p.refuseMatch(w, r, http.StatusBadRequest, p.sheetFaults(r, head.Filename, err)...)

		return
	}

	p.matches.take(accepted)
	back(w, r, "/match?show="+string(matching.Accepted), "matches_read")
}

// take gives the decisions of a file to the newest set, or to one of its own.
func (m *matches) take(accepted []syncer.Match) {
	m.change(func() {
		if m.set == nil {
			m.set = matching.New(m.now())
		}

		m.set.Take(accepted)
	})
}

func (p *Pages) uploadFault(r *http.Request, err error) notice {
	if _, long := errors.AsType[*http.MaxBytesError](err); long {
		return notice{Tone: "bad", Message: p.say(r, "match.file.long"), Remedy: p.say(r, "match.file.long.todo")}
	}

	return notice{Tone: "bad", Message: p.say(r, "match.file.none"), Remedy: p.say(r, "match.file.none.todo")}
}

// sheetFaults are the faults of a file, the first ones each for itself.
func (p *Pages) sheetFaults(r *http.Request, name string, err error) []notice {
	const told = 20

	l, faults := p.lang(r), []error{err}
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		faults = many.Unwrap()
	}

	var all []notice

	for _, err := range faults[:min(len(faults), told)] {
		f, ok := errors.AsType[*matchfile.Fault](err)
		if !ok {
			return p.notices(r, err)
		}

		todo := strings.ReplaceAll(f.Todo.In(l), "match propose", p.say(r, "match.file.from"))
		all = append(all, notice{Tone: "bad", Message: name + ": " + f.Where().In(l) + f.What.In(l), Remedy: todo})
	}

	if more := len(faults) - len(all); more > 0 {
		all = append(all, notice{Tone: "bad", Message: p.say(r, "match.file.more", more)})
	}

	return all
}
