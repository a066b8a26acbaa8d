package page

import (
	"net/http"

	"github.com/skladmost/skladmost/syncer"
)

// once makes a single run with what a schedule never does by itself: send
// everything again, hide or zero very much, take over what the shop knows as
// imported after a backup was restored.
func (p *Pages) once(w http.ResponseWriter, r *http.Request) {
	chosen := func(name string) bool { return r.PostFormValue(name) == "1" }

	var err error

	switch d, _ := direction(r); d {
	case syncer.Export:
		err = p.opts.Control.RunExport(syncer.ExportOptions{Full: chosen("full"), AllowMassChange: chosen("mass")})
	case syncer.Import:
		err = p.opts.Control.RunImport(syncer.ImportOptions{Adopt: chosen("adopt")})
	default:
		p.nothingHere(w, r)

		return
	}

	if err != nil {
		back(w, r, "/", "atwork")

		return
	}

	back(w, r, "/", "once")
}
