package fiscaltest

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// drawer is what the device of a [Server] keeps besides receipts; s.mu guards it.
type drawer struct {
	cash    thousandths
	zeroed  int           // Z reports
	copied  int           // receipts when the last duplicate was printed
	shift   time.Duration // of the clock against opts.now
	service []string
}

func (d *drawer) notef(format string, args ...any) {
	d.service = append(d.service, fmt.Sprintf(format, args...))
}

// time is the device's clock.
func (d *drawer) time(now func() time.Time) time.Time { return now().Add(d.shift) }

// count adds the cash of a receipt and takes that of a storno away.
func (d *drawer) count(checked slip) {
	if checked.reversal {
		d.cash -= checked.total
		return
	}
	if len(checked.body.Payments) == 0 {
		d.cash += checked.total
	}
	for _, p := range checked.body.Payments {
		if kind := *p.PaymentType; kind == "cash" || kind == "change" {
			amount, _ := read(*p.Amount, cent) // checked before
			d.cash += amount
		}
	}
}

// Service are the orders that printed no receipt, the oldest first: "deposit 12.34",
// "withdraw 2.00", "x report", "z report 1", "duplicate 0000001", "reset", "raw VT",
// "clock 2026-11-23T13:55:18".
func (s *Server) Service() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.drawer.service)
}

// Cash is what the drawer holds in euro, "12.34".
func (s *Server) Cash() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.drawer.cash.money()
}

func (s *Server) now() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.drawer.time(s.opts.now)
}

func (s *Server) tellCash(string) reply {
	out, amount := s.done(), json.Number(s.Cash())
	out.Amount = &amount
	return out
}

// transferBody is a deposit or a withdrawal.
type transferBody struct {
	Amount json.Number `json:"amount"`
}

// transfer moves cash in (sign 1) or out (sign -1).
func (s *Server) transfer(sign thousandths) func(transferBody) job {
	return func(b transferBody) job {
		return func(string) reply {
			amount, err := read(b.Amount, cent)
			if err != nil || amount <= 0 {
				return failed("E403", "Amount should be positive number")
			}
			if !s.move(sign * amount) {
				return failed("E403", "there is less in the drawer: "+s.Cash())
			}
			return s.done()
		}
	}
}

func (s *Server) move(amount thousandths) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.drawer.cash+amount < 0 {
		return false
	}
	s.drawer.cash += amount
	if amount > 0 {
		s.drawer.notef("deposit %s", amount.money())
		return true
	}
	s.drawer.notef("withdraw %s", (-amount).money())
	return true
}
