package page

import (
	"context"
	"net/http"
	"regexp"
	"strings"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/sklad/ledger"
)

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

	p.draw(w, r, "receipt_settle", v, p.sameNumber(r, v)...)
}

// sameNumber warns of another receipt of the device with the number that was
// typed. It is no fault: in a new fiscal memory the numbers begin again.
func (p *Pages) sameNumber(r *http.Request, v receiptView) []notice {
	if v.Found != "printed" {
		return nil
	}

	var said []notice

	bare := func(number string) string { return strings.TrimLeft(number, "0") }
	filter := ledger.ReceiptFilter{Device: v.Row.Device, State: ledger.ReceiptPrinted}

	err := p.opts.Control.With(r.Context(), func(s *assembly.Session) error {
		for other, err := range s.Ledger.Receipts(r.Context(), filter) {
			if err != nil {
				return err
			}

			if bare(other.Number) == bare(v.Number) {
				said = []notice{{
					Tone: "warn", Message: p.say(r, "receipts.taken", other.OrderID), Remedy: p.say(r, "receipts.taken.todo"),
				}}
			}
		}

		return nil
	})

	return append(said, p.notices(r, err)...)
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
