package syncer

import (
	"slices"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/syncer/text"
)

// receiptWarnings tells when receipts would come too late: one is due at the latest
// when the goods leave (Наредба Н-18 чл. 25, ал. 7 and 8), and an order is imported,
// and its receipt printed, only once it has one of the chosen statuses.
func (r *run) receiptWarnings() []*Problem {
	if r.cfg.Fiscal.Printer == nil {
		return nil
	}

	var chosen []gombashop.Status

	for _, s := range r.facts.statuses {
		if r.facts.wanted[s.ID] {
			chosen = append(chosen, s)
		}
	}

	if len(chosen) == 0 || slices.ContainsFunc(chosen, func(s gombashop.Status) bool { return !afterShipping(s) }) {
		return nil
	}

	return []*Problem{{Code: text.ReceiptsAfterShipping, Record: "import.statuses",
		Args: map[string]string{"statuses": list(chosen, func(s gombashop.Status) string { return first(s.Name, s.Code) })}}}
}

// afterShipping goes by the default codes of shops; a merchant's own status is after
// shipping when nothing is expected to follow it.
func afterShipping(s gombashop.Status) bool {
	return s.IsFinal || slices.Contains([]string{"shipped", "delivered", "completed", "returned"}, s.Code)
}
