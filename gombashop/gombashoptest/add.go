package gombashoptest

import (
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// AddVoucher puts a voucher into GET /vouchers: voucher is anything whose JSON is
// one. What it leaves out is filled: an id, the shop's currency, active, the whole
// value as its balance, which falls with every order that uses it.
func (s *Server) AddVoucher(voucher any) error {
	s.mu.Lock()
	defer s.mu.Unlock()

	v := wire.Voucher{Type: "amount", Currency: s.opts.currency, TreatAs: "discount", Active: true}
	if err := convert(voucher, &v); err != nil {
		return err
	}

	if v.Balance == nil && v.Type == "amount" {
		v.Balance = &wire.Money{Decimal: v.Value.Decimal}
	}

	s.serial++
	v.ID, v.UpdatedAt = orElse(v.ID, strconv.Itoa(s.serial)), s.tick()
	s.vouchers = append(s.vouchers, v)

	return nil
}

// AddPromoCode is AddVoucher for GET /promo-codes.
func (s *Server) AddPromoCode(code any) error {
	s.mu.Lock()
	defer s.mu.Unlock()

	p := wire.PromoCode{Type: "percent", Currency: s.opts.currency, AppliesTo: "items", Active: true}
	if err := convert(code, &p); err != nil {
		return err
	}

	s.serial++
	p.ID, p.UpdatedAt = orElse(p.ID, strconv.Itoa(s.serial)), s.tick()
	s.promos = append(s.promos, p)

	return nil
}

// convert reads anything through its JSON.
func convert(from, into any) error {
	data, err := json.Marshal(from)
	if err == nil {
		err = json.Unmarshal(data, into)
	}

	if err != nil {
		return fmt.Errorf("gombashoptest: it cannot be read: %w", err)
	}

	return nil
}
