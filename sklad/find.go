package sklad

import (
	"context"
	"slices"
	"strings"

	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// GoodQuery looks for goods by one of their marks; the first field that is set
// counts. A query without any finds nothing.
type GoodQuery struct {
	// ID finds the good also when it is deleted; the other fields find only
	// goods that are not.
	ID GoodID
	// BarCode is one of BarCode1, BarCode2 or the list in BarCode3.
	BarCode string
	// Code is compared letter by letter, without surrounding blanks.
	Code string
	// Name is compared in any case, without surrounding blanks.
	Name string
}

// PartnerQuery looks for partners by one of their marks; the first field that
// is set counts. A query without any finds nothing.
type PartnerQuery struct {
	// ID finds the partner also when it is deleted; the other fields find only
	// partners that are not.
	ID PartnerID
	// Bulstat is the company's registration number (ЕИК), TaxNo its VAT number.
	// Both are compared by their CompanyNumber: "BG 123456789" finds 123456789.
	Bulstat, TaxNo string
	// Email is compared in any case; a partner may have several, parted by
	// commas, semicolons or blanks.
	Email string
	// Phone is compared by its PhoneDigits with both phones of a partner, each
	// of which may be a list.
	Phone string
	// Code is compared letter by letter, without surrounding blanks.
	Code string
	// Company is compared in any case, without surrounding blanks.
	Company string
}

// FindGoods returns the goods that a query finds, ascending by ID; none is no
// error.
func (db *DB) FindGoods(ctx context.Context, q GoodQuery) ([]Good, error) {
	if err := outside(ctx); err != nil {
		return nil, err
	}
	return findGoods(ctx, db.SQL(), q)
}

// FindGoods is DB.FindGoods inside the transaction.
func (tx *Tx) FindGoods(ctx context.Context, q GoodQuery) ([]Good, error) {
	return findGoods(ctx, tx.session, q)
}

// FindPartners returns the partners that a query finds, ascending by ID; none
// is no error.
func (db *DB) FindPartners(ctx context.Context, q PartnerQuery) ([]Partner, error) {
	if err := outside(ctx); err != nil {
		return nil, err
	}
	return findPartners(ctx, db.SQL(), q)
}

// FindPartners is DB.FindPartners inside the transaction.
func (tx *Tx) FindPartners(ctx context.Context, q PartnerQuery) ([]Partner, error) {
	return findPartners(ctx, tx.session, q)
}

// search is a condition that the database answers with at least the rows that
// are meant, and the test that picks them out. Collations differ from server
// to server, so the test decides.
type search[T any] struct {
	where string
	args  []any
	hit   func(T) bool
}

func findGoods(ctx context.Context, s *engine.Session, q GoodQuery) ([]Good, error) {
	if q.ID != 0 {
		return collect(listGoods(ctx, s, GoodsFilter{IDs: []GoodID{q.ID}, IncludeDeleted: true}), nil)
	}
	by, ok := goodSearch(q)
	if !ok {
		return nil, nil
	}
	listing := directory[goodRow]("Goods")
	listing.Where, listing.Args = present("d", false)+" AND ("+by.where+")", by.args
	return collect(all(ctx, s, listing, func(r goodRow) int64 { return int64(r.ID) }, goodRow.good), by.hit)
}

// Finds tells whether the query finds a good that is not stored yet: by the test
// that picks the stored ones.
func (q GoodQuery) Finds(g Good) bool {
	if q.ID != 0 {
		return g.ID == q.ID
	}
	by, ok := goodSearch(q)
	return ok && !g.Deleted && by.hit(g)
}

// Finds tells whether the query finds a partner that is not stored yet: by the
// test that picks the stored ones.
func (q PartnerQuery) Finds(p Partner) bool {
	if q.ID != 0 {
		return p.ID == q.ID
	}
	by, ok := partnerSearch(q)
	return ok && !p.Deleted && by.hit(p)
}

func goodSearch(q GoodQuery) (search[Good], bool) {
	q.BarCode, q.Code, q.Name = strings.TrimSpace(q.BarCode), strings.TrimSpace(q.Code), strings.TrimSpace(q.Name)
	switch {
	case q.BarCode != "":
		return search[Good]{
			"d.[BarCode1] LIKE ? OR d.[BarCode2] LIKE ? OR d.[BarCode3] LIKE ?", slices.Repeat([]any{pattern(q.BarCode)}, 3),
			func(g Good) bool { return slices.Contains(g.BarCodes(), q.BarCode) },
		}, true
	case q.Code != "":
		return containing("d.[Code]", q.Code, func(g Good) bool { return g.Code == q.Code }), true
	default:
		return containing("d.[Name]", q.Name, func(g Good) bool { return strings.EqualFold(g.Name, q.Name) }), q.Name != ""
	}
}

func findPartners(ctx context.Context, s *engine.Session, q PartnerQuery) ([]Partner, error) {
	if q.ID != 0 {
		return collect(listPartners(ctx, s, PartnersFilter{IDs: []PartnerID{q.ID}, IncludeDeleted: true}), nil)
	}
	by, ok := partnerSearch(q)
	if !ok {
		return nil, nil
	}
	listing := directory[partnerRow]("Partners")
	listing.Where, listing.Args = present("d", false)+" AND ("+by.where+")", by.args
	return collect(all(ctx, s, listing, func(r partnerRow) int64 { return int64(r.ID) }, partnerRow.partner), by.hit)
}

func partnerSearch(q PartnerQuery) (search[Partner], bool) {
	bulstat, taxNo, code := CompanyNumber(q.Bulstat), CompanyNumber(q.TaxNo), strings.TrimSpace(q.Code)
	email, phone := strings.TrimSpace(q.Email), PhoneDigits(q.Phone)
	switch {
	case bulstat != "":
		return spaced("d.[Bulstat]", bulstat, func(p Partner) bool { return CompanyNumber(p.Bulstat) == bulstat }), true
	case taxNo != "":
		return spaced("d.[TaxNo]", taxNo, func(p Partner) bool { return CompanyNumber(p.TaxNo) == taxNo }), true
	case email != "":
		return containing("d.[eMail]", email, func(p Partner) bool { return hasEmail(p, email) }), true
	case phone != "":
		like := phonePattern(phone)
		return search[Partner]{
			"d.[Phone] LIKE ? OR d.[Phone2] LIKE ?", []any{like, like}, func(p Partner) bool { return hasPhone(p, phone) },
		}, true
	case code != "":
		return containing("d.[Code]", code, func(p Partner) bool { return p.Code == code }), true
	default:
		company := strings.TrimSpace(q.Company)
		return containing("d.[Company]", company, func(p Partner) bool {
			return strings.EqualFold(strings.TrimSpace(p.Company), company)
		}), company != ""
	}
}

// spaced looks at the rows whose column has these characters in this order,
// whatever stands between them.
func spaced[T any](column, text string, hit func(T) bool) search[T] {
	var like strings.Builder
	for _, r := range text {
		like.WriteString(pattern(string(r)))
	}
	return search[T]{column + " LIKE ?", []any{strings.ReplaceAll(like.String(), "%%", "%")}, hit}
}

// containing looks at the rows whose column contains text.
func containing[T any](column, text string, hit func(T) bool) search[T] {
	return search[T]{column + " LIKE ?", []any{pattern(text)}, hit}
}

// pattern finds every text that contains s in any case. What LIKE, or the
// folding of case on one of the servers, would treat specially stands for any
// character.
func pattern(s string) string {
	plain := func(r rune) rune {
		if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune(" .,-@+/", r) {
			return r
		}
		return '_'
	}
	return "%" + strings.Map(plain, s) + "%"
}
