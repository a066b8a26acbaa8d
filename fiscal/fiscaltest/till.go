package fiscaltest

import (
	"fmt"
	"io"
	"slices"
	"sync"
	"time"
)

// till is the cash register inside a fake device, whatever language it speaks. Its
// methods want mu held.
type till struct {
	opts   options
	limits limits

	mu        sync.Mutex
	open      *ticket // a fiscal receipt that was begun
	last      ticket  // what 4C tells when none is open
	service   bool    // a service receipt is open
	noPaper   bool
	shift     time.Duration // of the clock against opts.now
	docs      int           // number of the last document, of any kind
	receipts  []PrintedReceipt
	cancelled int
	copied    bool // the last receipt has its duplicate
	day       day
	zReports  int
}

// limits are what the maker's document allows in a receipt.
type limits struct {
	lines            int // sales
	digits           int // of a document number
	nameMax, textMax int
}

// day is what is counted until the Z report.
type day struct {
	documents, sales, reversals int
	cash, in, out               thousandths
	sold, returned              [8]thousandths
}

// now is the device's clock, to the second.
func (t *till) now() time.Time { return t.opts.now().Add(t.shift).Truncate(time.Second) }

// printing refuses what needs paper when there is none.
func (t *till) printing() error {
	if t.noPaper {
		return object(outOfPaper, "no paper")
	}
	return nil
}

// begin opens a fiscal receipt.
func (t *till) begin(fresh ticket) error {
	switch {
	case t.noPaper:
		return t.printing()
	case t.open != nil:
		return object(receiptOpen, "a fiscal receipt is open")
	case t.service:
		return object(receiptOpen, "a service receipt is open")
	}
	fresh.began = true
	t.open = &fresh
	return nil
}

// current is the open receipt.
func (t *till) current() (*ticket, error) {
	switch {
	case t.open == nil:
		return nil, object(noReceipt, "no fiscal receipt is open")
	case t.noPaper:
		return nil, t.printing()
	}
	return t.open, nil
}

// finish closes the receipt that is fully paid and prints it.
func (t *till) finish() (PrintedReceipt, error) {
	open, err := t.current()
	if err != nil {
		return PrintedReceipt{}, err
	}
	if !open.paying || open.left() > 0 {
		return PrintedReceipt{}, object(notPaid, "%s is still to be paid", open.left().money())
	}
	t.numbered()
	printed := t.print(open)
	t.count(open)
	t.open, t.last, t.copied = nil, *open, false
	return printed, nil
}

// cancel ends the receipt without a sale. On paper it is a fiscal document of its own
// ("=АНУЛИРАН="), so it takes a number.
func (t *till) cancel() error {
	open, err := t.current()
	if err != nil {
		return err
	}
	if open.paying {
		return object(paying, "the receipt is being paid")
	}
	t.numbered()
	t.day.sales++
	t.cancelled++
	t.open, t.last = nil, ticket{began: true, storno: open.storno}
	return nil
}

// numbered gives the next document its number.
func (t *till) numbered() {
	t.docs++
	t.day.documents++
}

func (t *till) count(open *ticket) {
	t.day.sales++
	sums := &t.day.sold
	if open.storno != nil {
		t.day.reversals++
		sums = &t.day.returned
	}
	for i, sum := range open.groups {
		sums[i] += sum
	}
	if open.storno != nil {
		t.day.cash -= open.cash()
		return
	}
	t.day.cash += open.cash()
}

// print puts the receipt on paper.
func (t *till) print(open *ticket) PrintedReceipt {
	r := PrintedReceipt{
		Number: fmt.Sprintf("%0*d", t.limits.digits, t.docs), Time: t.now(), USN: open.usn, Total: open.total().money(),
		Operator: open.operator, Payments: slices.Clone(open.payments),
	}
	if open.storno != nil {
		r.Reversal, r.Reason, r.OriginalNumber = true, open.storno.reason, open.storno.number
		r.OriginalTime, r.OriginalMemory = open.storno.time, open.storno.memory
	}
	for _, l := range open.lines {
		r.Lines = append(r.Lines, l.item.Text)
		r.Totals = append(r.Totals, l.total.money())
	}
	r.Paper = layout(open.lines, r, t.opts.device)
	t.receipts = append(t.receipts, r)
	_, _ = io.WriteString(t.opts.paper, r.Paper+"\n")
	return r
}
