package fiscaltest

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"
)

// slip is a receipt that was checked and counted.
type slip struct {
	body     body
	reversal bool
	lines    []line
	total    thousandths
}

type line struct {
	item                                  item
	quantity, price, gross, change, total thousandths
}

// PrintedReceipt is one receipt on paper.
type PrintedReceipt struct {
	// TaskID is the id that the client gave to a [Server].
	TaskID string
	// Number with leading zeros, Time on the device's clock.
	Number string
	Time   time.Time
	// USN as it was printed.
	USN string
	// Total in euro, "29.99", counted by the server itself.
	Total string
	// Lines are the texts of the items and Totals what each adds, in their order.
	Lines, Totals []string
	// Payments are "cash 20.00", in their order, with "change -2.00" where change was
	// given; "cash" and the total when none came.
	Payments []string
	// Operator of the device, as given.
	Operator string
	// Reversal marks a storno; the next fields are those of its original.
	Reversal                                             bool
	Reason, OriginalNumber, OriginalTime, OriginalMemory string
	// InvoiceNumber marks an invoice, or with Reversal a credit note; the next fields
	// are theirs. Recipient is name, kind and identifier, VAT number, address, city.
	InvoiceNumber, Receiver, Issuer, OriginalInvoice, OriginalDevice string
	Recipient                                                        []string
	// Paper is the whole receipt as printed.
	Paper string
}

// Receipts are all receipts on paper, the oldest first.
func (s *Server) Receipts() []PrintedReceipt {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.receipts)
}

// run does one job: the device does one at a time.
func (s *Server) run(taskID string, do job, f fault) reply {
	s.device.Lock()
	defer s.device.Unlock()
	if !s.sleep(f.slow) {
		return failed("E101", "the server was stopped")
	}
	if f.fail != "" {
		return failed(f.fail, spoken(f.fail))
	}
	out := do(taskID)
	if out.OK && f.failAfter != "" {
		return failed(f.failAfter, spoken(f.failAfter))
	}
	return out
}

// receipt prints a sale or a storno.
func (s *Server) receipt(reversal bool) func(body) job {
	return func(b body) job {
		return func(taskID string) reply { return s.printed(taskID, invoiceBody{body: b}, reversal) }
	}
}

func (s *Server) printed(taskID string, b invoiceBody, reversal bool) reply {
	checked, err := s.check(b.body, reversal)
	if err != nil {
		return refused(err)
	}
	printed, err := s.print(taskID, checked, b)
	if err != nil {
		return failed("E399", err.Error())
	}
	amount := json.Number(checked.total.money())
	out := s.done()
	out.ReceiptNumber, out.ReceiptAmount = printed.Number, &amount
	out.ReceiptDateTime, out.FiscalMemory = printed.Time.Format(clockLayout), s.opts.device.FiscalMemory
	out.InvoiceNumber = printed.InvoiceNumber
	return out
}

// done is the reply to what went well.
func (s *Server) done() reply { return reply{OK: true, Messages: s.warnings()} }

func refused(err error) reply {
	if r, ok := errors.AsType[*refusal](err); ok {
		return failed(r.code, err.Error())
	}
	return failed("E401", err.Error())
}

func (s *Server) sleep(d time.Duration) bool {
	if d <= 0 {
		return true
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-s.stop:
		return false
	}
}

func (s *Server) warnings() []message {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := []message{{Type: "info", Text: "Serial number and FM number are set"}}
	for _, code := range s.faults.status {
		if code[:1] == "W" {
			out = append(out, message{Type: "warning", Code: code, Text: spoken(code)})
		}
	}
	return out
}

// print gives the receipt its number and puts it on paper.
func (s *Server) print(taskID string, checked slip, b invoiceBody) (PrintedReceipt, error) {
	s.mu.Lock()
	s.counter++
	r := PrintedReceipt{
		TaskID: taskID, Number: fmt.Sprintf("%07d", s.counter), Time: s.drawer.time(s.opts.now), USN: checked.body.UniqueSaleNumber,
		Total: checked.total.money(), Operator: checked.body.Operator, Reversal: checked.reversal,
		Reason: checked.body.Reason, OriginalNumber: checked.body.ReceiptNumber,
		OriginalTime: checked.body.ReceiptDateTime, OriginalMemory: checked.body.FiscalMemory,
		Payments: paid(checked),
	}
	s.name(&r, b)
	for _, l := range checked.lines {
		r.Lines = append(r.Lines, l.item.Text)
		r.Totals = append(r.Totals, l.total.money())
	}
	r.Paper = layout(checked.lines, r, s.opts.device)
	s.receipts = append(s.receipts, r)
	s.drawer.count(checked)
	s.mu.Unlock()
	if _, err := fmt.Fprintln(s.opts.paper, r.Paper); err != nil {
		return r, fmt.Errorf("fiscaltest: the paper: %w", err)
	}
	return r, nil
}

func paid(checked slip) []string {
	if len(checked.body.Payments) == 0 {
		return []string{"cash " + checked.total.money()}
	}
	out := make([]string, 0, len(checked.body.Payments))
	for _, p := range checked.body.Payments {
		amount, err := read(*p.Amount, cent)
		if err != nil {
			continue // checked before
		}
		out = append(out, *p.PaymentType+" "+amount.money())
	}
	return out
}
