package page

import (
	"cmp"
	"net/http"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/sklad/ledger"
)

func (p *Pages) receiptsRoutes() {
	p.mux.HandleFunc("GET /receipts", p.receipts)
	p.mux.HandleFunc("POST /receipts/ask", p.receiptsAsk)
	p.mux.HandleFunc("GET /receipts/settle", p.receiptSettleAsk)
	p.mux.HandleFunc("POST /receipts/settle", p.receiptSettle)
	p.mux.HandleFunc("GET /receipts/reverse", p.receiptReverseAsk)
	p.mux.HandleFunc("POST /receipts/reverse", p.receiptReverse)
}

// receiptsView is a page of the list, below what nobody knows yet.
type receiptsView struct {
	Filter  receiptsFilter
	States  []string
	Devices []string
	Rows    []receiptRow
	// Unsettled are for a person, at most unsettledShown of Open.
	Unsettled []receiptRow
	Open      int
	// Total fit the filter, on so many Pages.
	Total, Pages int
	// Known tells that the ledger could be read, Printer that one is configured.
	Known, Printer bool
	// Job and Number are what was typed for a receipt, when it was refused.
	Token, Job, Number string
}

func (p *Pages) receipts(w http.ResponseWriter, r *http.Request) { p.drawReceipts(w, r, http.StatusOK) }

// drawReceipts shows the page with what there is to say of the last button.
func (p *Pages) drawReceipts(w http.ResponseWriter, r *http.Request, status int, said ...notice) {
	v := receiptsView{
		Filter: readReceiptsFilter(r), States: receiptStates(), Token: p.opts.Token(r),
		Job: r.FormValue("job"), Number: r.FormValue("number"),
	}
	ctx := r.Context()

	err := p.opts.Control.With(ctx, func(s *assembly.Session) error {
		found, err := findReceipts(ctx, s, v.Filter)
		if err != nil {
			return err
		}

		v.Total, v.Pages, v.Filter.Page, v.Devices, v.Open = found.total, found.pages, found.page, found.devices, found.open

		if v.Rows, err = receiptRows(ctx, s, found.jobs); err != nil {
			return err
		}

		v.Unsettled, err = receiptRows(ctx, s, found.unsettled)
		v.Known, v.Printer = err == nil, s.Printer != nil

		return err
	})

	p.drawStatus(w, r, status, "receipts", v, append(said, p.notices(r, err)...)...)
}

func receiptStates() []string {
	return []string{
		ledger.ReceiptUnknown, ledger.ReceiptPrinting, ledger.ReceiptPending, ledger.ReceiptFailed, ledger.ReceiptPrinted,
	}
}

// Name is what people call the order of the receipt.
func (row receiptRow) Name() string { return cmp.Or(row.Of.Number, row.OrderID) }
