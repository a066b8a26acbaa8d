package page

import (
	"errors"
	"net/http"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

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
