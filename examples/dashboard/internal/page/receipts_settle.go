package page

import (
	"context"
	"errors"
	"net/http"
	"regexp"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
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

// receiptView is the page that says what a button will do to one receipt.
type receiptView struct {
	Row    receiptRow
	Found  string // printed, not
	Number string
	Token  string
	// Reasons and Reason are of a storno.
	Reasons []fiscal.Reason
	Reason  string
}

// receiptSettleAsk tells what follows from what a person has found.
func (p *Pages) receiptSettleAsk(w http.ResponseWriter, r *http.Request) {
	v := receiptView{Found: r.FormValue("found"), Number: r.FormValue("number"), Token: p.opts.Token(r)}

	if fault, ok := p.answerFault(r, v); !ok {
		p.drawReceipts(w, r, http.StatusUnprocessableEntity, fault)

		return
	}

	if err := p.oneReceipt(r, &v); err != nil || v.Row.Job == "" {
		p.drawReceipts(w, r, http.StatusNotFound, p.gone(r, err)...)

		return
	}

	p.draw(w, r, "receipt_settle", v)
}

// receiptSettle keeps what a person has found.
func (p *Pages) receiptSettle(w http.ResponseWriter, r *http.Request) {
	v := receiptView{Found: r.PostFormValue("found"), Number: r.PostFormValue("number")}

	if fault, ok := p.answerFault(r, v); !ok {
		p.drawReceipts(w, r, http.StatusUnprocessableEntity, fault)

		return
	}

	state, result, key := fiscal.StateFailed, fiscal.Result{}, "receipt_notprinted"
	if v.Found == "printed" {
		state, result, key = fiscal.StatePrinted, fiscal.Result{Number: v.Number}, "receipt_printed"
	}

	err := p.opts.Control.Once(func(ctx context.Context, s *assembly.Session) error {
		return s.ResolveReceipt(ctx, r.PostFormValue("job"), state, result)
	})
	if err != nil {
		p.drawReceipts(w, r, http.StatusConflict, p.receiptFaults(r, err)...)

		return
	}

	back(w, r, "/receipts", key)
}

// answerFault refuses what is no answer, and what is no number of a receipt,
// before it reaches the ledger and the shop.
func (p *Pages) answerFault(r *http.Request, v receiptView) (notice, bool) {
	switch {
	case v.Found == "printed" && !regexp.MustCompile(`^\d{1,10}$`).MatchString(v.Number):
		return p.ownNotice(r, "bad", "receipts.wrong.number"), false
	case v.Found != "printed" && v.Found != "not":
		return p.ownNotice(r, "bad", "receipts.wrong.answer"), false
	}

	return notice{}, true
}

// oneReceipt reads the receipt that a form names.
func (p *Pages) oneReceipt(r *http.Request, v *receiptView) error {
	ctx := r.Context()

	return p.opts.Control.With(ctx, func(s *assembly.Session) error {
		rows, err := receiptRows(ctx, s, []string{r.FormValue("job")})
		if len(rows) > 0 && rows[0].Shop == s.Config.Shop.ID {
			v.Row = rows[0]
		}

		return err
	})
}

// gone is said of a receipt that is not there.
func (p *Pages) gone(r *http.Request, err error) []notice {
	if err != nil {
		return p.receiptFaults(r, err)
	}

	return []notice{p.ownNotice(r, "bad", "receipts.wrong.none")}
}

// ownNotice is a sentence of a page's own with its remedy.
func (p *Pages) ownNotice(r *http.Request, tone, key string) notice {
	return notice{Tone: tone, Message: p.say(r, key), Remedy: p.say(r, key+".todo")}
}

// receiptFaults are why a receipt could not be settled or reversed; the first that
// fits is the gravest.
func (p *Pages) receiptFaults(r *http.Request, err error) []notice {
	for _, fault := range []struct {
		of  error
		key string
	}{
		{fiscal.ErrPrinted, "receipts.wrong.printed"}, {ledger.ErrReceiptPrinted, "receipts.wrong.printed"},
		{fiscal.ErrOutcomeUnknown, "receipts.wrong.unknown"}, {ledger.ErrReceiptUnsettled, "receipts.wrong.unknown"},
		{fiscal.ErrOffline, "receipts.wrong.offline"}, {fiscal.ErrInvalid, "receipts.wrong.settled"},
		{ledger.ErrNoReceipt, "receipts.wrong.none"},
	} {
		if errors.Is(err, fault.of) {
			return []notice{p.ownNotice(r, "bad", fault.key)}
		}
	}

	if problem, ok := errors.AsType[*syncer.Problem](err); ok && problem.Code == text.NoPrinter {
		return []notice{p.ownNotice(r, "bad", "receipts.wrong.noprinter")}
	}

	return p.refused(r, err)
}
