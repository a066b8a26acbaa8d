package page

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// receiptsFilter is what the list is asked for; an empty field means all.
type receiptsFilter struct {
	State, Device string
	Page          int // from 1, the newest receipts
}

func readReceiptsFilter(r *http.Request) receiptsFilter {
	q := r.URL.Query()
	f := receiptsFilter{Device: q.Get("device"), Page: 1}

	if state := q.Get("state"); slices.Contains(receiptStates(), state) {
		f.State = state
	}

	if n, err := strconv.Atoi(q.Get("page")); err == nil && n > 1 {
		f.Page = n
	}

	return f
}

func (f receiptsFilter) fits(r ledger.Receipt) bool {
	return (f.State == "" || f.State == r.State) && (f.Device == "" || f.Device == r.Device)
}

// At is the address of another page of the same list.
func (f receiptsFilter) At(page int) string {
	q := url.Values{}
	for name, value := range map[string]string{"state": f.State, "device": f.Device} {
		if value != "" {
			q.Set(name, value)
		}
	}

	if page > 1 {
		q.Set("page", strconv.Itoa(page))
	}

	return strings.TrimSuffix("/receipts?"+q.Encode(), "?")
}

// Before and After are the pages beside this one.
func (f receiptsFilter) Before() int { return f.Page - 1 }

// After is the next page, of older receipts.
func (f receiptsFilter) After() int { return f.Page + 1 }

// unsettledShown is how many receipts a person is asked about at once.
const unsettledShown = 20

// foundReceipts are the jobs of a page of the list, and what is above it.
type foundReceipts struct {
	jobs, unsettled, devices []string
	total, page, pages, open int
}

// findReceipts goes through all receipts once: it finds those of the page, those
// of which nobody knows what became of them, and the devices.
func findReceipts(ctx context.Context, s *assembly.Session, f receiptsFilter) (foundReceipts, error) {
	var found foundReceipts

	last := newNewest(f.Page)

	for r, err := range s.Ledger.Receipts(ctx, ledger.ReceiptFilter{Shop: s.Config.Shop.ID}) {
		if err != nil {
			return found, err
		}

		if r.Device != "" && !slices.Contains(found.devices, r.Device) {
			found.devices = append(found.devices, r.Device)
		}

		if f.fits(r) {
			last.add(r.Job)
		}

		if r.State == ledger.ReceiptUnknown || r.State == ledger.ReceiptPrinting {
			if found.open++; found.open <= unsettledShown {
				found.unsettled = append(found.unsettled, r.Job)
			}
		}
	}

	found.jobs, found.page = last.page(f.Page)
	found.total, found.pages = last.total, last.pages()

	return found, nil
}
