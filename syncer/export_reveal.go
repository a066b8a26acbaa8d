package syncer

import (
	"slices"
	"strconv"
	"strings"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// revealed are goods that the shop itself hides and this run makes visible:
// Склад Pro owns the visibility of the goods of the chosen groups (setting f).
type revealed struct {
	count int
	names []string // of the first
}

// fewNames is how many goods a warning names.
const fewNames = 5

// reveals notes which goods of a product become visible. What export itself hid
// is not the shop's decision.
func (p *exportPlan) reveals(hidden []sklad.GoodID, members []sight) {
	for _, m := range members {
		if m.link.State != ledger.LinkActive || !slices.Contains(hidden, m.good.ID) {
			continue
		}

		if p.revealed.count++; p.revealed.count <= fewNames {
			p.revealed.names = append(p.revealed.names, strings.TrimSpace(m.good.Code+" "+strconv.Quote(m.good.Name)))
		}
	}
}

// warnRevealed tells of all of them at once.
func (p *exportPlan) warnRevealed() {
	all := p.revealed
	if all.count == 0 {
		return
	}

	if all.count > fewNames {
		all.names = append(all.names, "…")
	}

	p.report.warn(&Problem{Code: text.ShownAgain, Record: "export", Args: map[string]string{
		"count": strconv.Itoa(all.count), "goods": strings.Join(all.names, "; "),
	}})
}
