package page

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/skladmost/skladmost/examples/dashboard/internal/control"
)

// laneEvent is a direction as the open pages are told of it.
type laneEvent struct {
	Name string `json:"name"`
	// Mode changes when the buttons do: on, running, stopping.
	Mode string `json:"mode"`
	// HTML is the progress, as the page drew it itself.
	HTML string `json:"html"`
	// Run changes when the rest of the page is out of date.
	Run string `json:"run"`
}

// events sends the state of both directions to a page for as long as it is open
// (server-sent events). Every page hears the same.
func (p *Pages) events(w http.ResponseWriter, r *http.Request) {
	const alive = 20 * time.Second // proxies cut what says nothing

	stream := http.NewResponseController(w)
	_ = stream.SetWriteDeadline(time.Time{})

	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")

	states, leave := p.opts.Control.Watch()
	defer leave()

	beat := time.NewTicker(alive)
	defer beat.Stop()

	for {
		var err error

		select {
		case <-r.Context().Done():
			return
		case <-beat.C:
			_, err = fmt.Fprint(w, ": alive\n\n")
		case state, open := <-states:
			if !open {
				return
			}

			err = p.send(w, r, state)
		}

		if err == nil {
			err = stream.Flush()
		}

		if err != nil {
			return
		}
	}
}

func (p *Pages) send(w http.ResponseWriter, r *http.Request, state control.State) error {
	l := p.lang(r)

	var all []laneEvent

	for _, lane := range state.Lanes() {
		html, err := p.fragment(l, "home", "progress", p.laneView(lane, nil, ""))
		if err != nil {
			return err
		}

		all = append(all, laneEvent{Name: string(lane.Direction), Mode: mode(lane), HTML: html, Run: lane.Report.Run})
	}

	data, err := json.Marshal(all)
	if err != nil {
		return fmt.Errorf("page: %w", err)
	}

	_, err = fmt.Fprintf(w, "event: state\ndata: %s\n\n", data)

	return err
}

// mode is the one word that tells which buttons a direction has.
func mode(l control.Lane) string {
	switch {
	case l.Stopping:
		return "stopping"
	case l.Running:
		return "running"
	case l.On:
		return "on"
	}

	return "off"
}
