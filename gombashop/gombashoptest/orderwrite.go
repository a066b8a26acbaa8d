package gombashoptest

import (
	"net/http"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

func (s *Server) ackOrder(w http.ResponseWriter, r *http.Request) {
	var ack wire.Ack

	o := s.order(w, r)
	if o == nil || !decode(w, r, ackRule(), &ack) {
		return
	}

	if o.ExternalDoc == nil || !same(*o.ExternalDoc, ack) {
		o.ExternalDoc, o.UpdatedAt = &ack, s.tick()
	}

	reply(w, o)
}

// setUSN writes the УНП once, and to one order only: it names one sale.
func (s *Server) setUSN(w http.ResponseWriter, r *http.Request) {
	var body wire.USN

	o := s.order(w, r)
	if o == nil || !decode(w, r, usnRule(), &body) {
		return
	}

	switch owner := s.ownerOf(body.USN); {
	case owner != nil && owner != o:
		fail(w, http.StatusConflict, wire.CodeUSNAlreadySet, body.USN+" is the number of order "+owner.ID)

		return
	case o.USN != nil && *o.USN != body.USN:
		fail(w, http.StatusConflict, wire.CodeUSNAlreadySet, "the order has "+*o.USN)

		return
	case o.USN == nil:
		o.USN, o.UpdatedAt = &body.USN, s.tick()
	}

	reply(w, o)
}

func (s *Server) ownerOf(usn string) *wire.Order {
	for _, o := range s.orders {
		if o.USN != nil && *o.USN == usn {
			return o
		}
	}

	return nil
}

// addReceipt keeps a receipt once. Device, fiscal memory and number name one
// piece of paper: the same facts again change nothing, others are refused.
func (s *Server) addReceipt(w http.ResponseWriter, r *http.Request) {
	var receipt wire.Receipt

	o := s.order(w, r)
	if o == nil || !decode(w, r, receiptRule(), &receipt) {
		return
	}

	switch owner, known := s.receipt(receipt); {
	case owner != nil && owner != o:
		fail(w, http.StatusConflict, wire.CodeConflict, "receipt "+receipt.Number+" of "+receipt.Device+" belongs to order "+owner.ID)

		return
	case owner != nil && !sameReceipt(known, receipt):
		fail(w, http.StatusConflict, wire.CodeConflict, "receipt "+receipt.Number+" of "+receipt.Device+" is known with other facts")

		return
	case owner == nil:
		o.Receipts, o.UpdatedAt = append(o.Receipts, receipt), s.tick()
	}

	reply(w, o)
}

// receipt finds the order that has the receipt of this name.
func (s *Server) receipt(of wire.Receipt) (*wire.Order, wire.Receipt) {
	for _, o := range s.orders {
		for _, known := range o.Receipts {
			if known.Device == of.Device && known.FiscalMemory == of.FiscalMemory && known.Number == of.Number {
				return o, known
			}
		}
	}

	return nil, wire.Receipt{}
}

func sameReceipt(a, b wire.Receipt) bool {
	return a.Type == b.Type && a.IssuedAt.Equal(b.IssuedAt) && a.Amount.Equal(b.Amount.Decimal) &&
		a.Currency == b.Currency && a.USN == b.USN
}
