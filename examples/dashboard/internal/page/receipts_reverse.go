package page

import (
	"context"
	"errors"
	"net/http"
	"slices"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer"
)

// reversalReasons are the grounds of a storno, Наредба Н-18 чл. 31.
func reversalReasons() []fiscal.Reason {
	return []fiscal.Reason{fiscal.ReasonRefund, fiscal.ReasonOperatorError, fiscal.ReasonTaxBaseReduction}
}

// receiptReverseAsk tells what a storno is, and asks for its reason.
func (p *Pages) receiptReverseAsk(w http.ResponseWriter, r *http.Request) {
	p.drawReverse(w, r, http.StatusOK)
}

func (p *Pages) drawReverse(w http.ResponseWriter, r *http.Request, status int, said ...notice) {
	v := receiptView{Token: p.opts.Token(r), Reasons: reversalReasons(), Reason: r.FormValue("reason")}

	if err := p.oneReceipt(r, &v); err != nil || v.Row.Job == "" {
		p.drawReceipts(w, r, http.StatusNotFound, p.gone(r, err)...)

		return
	}

	p.drawStatus(w, r, status, "receipt_reverse", v, said...)
}

// receiptReverse prints the storno of a sale's receipt.
func (p *Pages) receiptReverse(w http.ResponseWriter, r *http.Request) {
	reason := fiscal.Reason(r.PostFormValue("reason"))
	if !slices.Contains(reversalReasons(), reason) {
		p.drawReverse(w, r, http.StatusUnprocessableEntity, p.ownNotice(r, "bad", "receipts.wrong.reason"))

		return
	}

	v := receiptView{}
	if err := p.oneReceipt(r, &v); err != nil || v.Row.Job == "" || v.Row.Kind != ledger.ReceiptSale {
		p.drawReceipts(w, r, http.StatusNotFound, p.gone(r, err)...)

		return
	}

	report, storno, err := p.reverse(v.Row.Receipt, reason)
	told := p.told(r, report)

	if err == nil && storno == ledger.ReceiptPrinted && len(told) == 0 {
		back(w, r, "/receipts", "receipt_reversed")

		return
	}

	p.drawReceipts(w, r, http.StatusOK, append(p.reversed(r, storno, err), told...)...)
}

// reverse also tells how far the storno has come: one that was asked for is kept,
// and printed by the next import when this one could not.
func (p *Pages) reverse(sale ledger.Receipt, reason fiscal.Reason) (report syncer.Report, storno string, err error) {
	err = p.opts.Control.Once(func(ctx context.Context, s *assembly.Session) error {
		var rerr error
		report, rerr = s.ReverseReceipt(ctx, sale.OrderID, reason)

		for receipt, err := range s.Ledger.Receipts(ctx, ledger.ReceiptFilter{
			Shop: sale.Shop, OrderID: sale.OrderID, Kind: ledger.ReceiptReversal,
		}) {
			if err != nil {
				return err
			}

			storno = receipt.State
		}

		return rerr
	})

	return report, storno, err
}

// reversed is what became of a storno that was asked for.
func (p *Pages) reversed(r *http.Request, storno string, err error) []notice {
	owed := p.ownNotice(r, "warn", "receipts.owed")

	switch {
	case err == nil && storno == ledger.ReceiptPrinted:
		return []notice{{Tone: "good", Message: p.say(r, "said.receipt_reversed")}}
	case errors.Is(err, syncer.ErrBusy) && storno == ledger.ReceiptPending:
		return []notice{owed} // it need not be asked for again
	case storno == ledger.ReceiptPending || storno == ledger.ReceiptFailed:
		return append(p.receiptFaults(r, err), owed)
	}

	return p.receiptFaults(r, err)
}
