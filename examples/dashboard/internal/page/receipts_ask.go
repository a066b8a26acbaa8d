package page

import (
	"context"
	"errors"
	"net/http"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/fiscal"
)

// receiptsAsk asks the fiscal device what became of the receipts that nobody
// knows about. It prints nothing.
func (p *Pages) receiptsAsk(w http.ResponseWriter, r *http.Request) {
	var (
		outcomes []fiscal.Outcome
		names    []string // of the orders
	)

	err := p.opts.Control.Once(func(ctx context.Context, s *assembly.Session) error {
		found, err := s.ReconcileReceipts(ctx)
		outcomes = found

		for _, o := range outcomes {
			name, nerr := orderOfJob(ctx, s, o.Job.ID)
			names, err = append(names, name), errors.Join(err, nerr)
		}

		return err
	})

	said, left := p.asked(r, outcomes, names)
	if err == nil && left == 0 {
		back(w, r, "/receipts", "receipts_asked")

		return
	}

	p.drawReceipts(w, r, http.StatusOK, append(said, p.receiptFaults(r, err)...)...)
}

// asked is what the device knew of each receipt; left are still open.
func (p *Pages) asked(r *http.Request, outcomes []fiscal.Outcome, names []string) (said []notice, left int) {
	for i, o := range outcomes {
		n := notice{Tone: "good", Message: p.say(r, "receipts.found."+string(o.State), names[i], o.Result.Number)}
		if o.State == fiscal.StateUnknown || o.State == fiscal.StatePrinting {
			n.Tone, n.Remedy = "warn", p.say(r, "receipts.found."+string(o.State)+".todo")
			left++
		}

		said = append(said, n)
	}

	return said, left
}

// orderOfJob is what people call the order of a receipt.
func orderOfJob(ctx context.Context, s *assembly.Session, job string) (string, error) {
	rows, err := receiptRows(ctx, s, []string{job})
	if len(rows) == 0 {
		return job, err
	}

	return rows[0].Name(), err
}
