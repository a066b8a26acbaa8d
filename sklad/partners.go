package sklad

import (
	"context"
	"iter"

	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// PartnersFilter chooses partners; the zero value means all that are not
// deleted.
type PartnersFilter struct {
	// Groups are codes of PartnersGroups. Each stands for the group with all
	// its subgroups, "-1" for itself alone. Empty means all groups.
	Groups []string
	// IDs are the only partners considered; nil means all, an empty list none.
	IDs []PartnerID
	// After leaves out partners up to that id.
	After PartnerID
	// IncludeDeleted yields partners with Deleted = -1 too.
	IncludeDeleted bool
}

// Partners yields partners ascending by ID, in pages of at most 1,000; the
// body of the loop may write. A group code that does not exist is an error
// (ErrNotFound) and not an empty listing.
func (db *DB) Partners(ctx context.Context, f PartnersFilter) iter.Seq2[Partner, error] {
	return guarded(ctx, listPartners(ctx, db.SQL(), f))
}

// Partners is DB.Partners inside the transaction.
func (tx *Tx) Partners(ctx context.Context, f PartnersFilter) iter.Seq2[Partner, error] {
	return listPartners(ctx, tx.session, f)
}

// Partner reads one partner, deleted or not. ErrNotFound.
func (db *DB) Partner(ctx context.Context, id PartnerID) (Partner, error) {
	return first(db.Partners(ctx, PartnersFilter{IDs: []PartnerID{id}, IncludeDeleted: true}), "partner %d", id)
}

// Partner is DB.Partner inside the transaction.
func (tx *Tx) Partner(ctx context.Context, id PartnerID) (Partner, error) {
	return first(tx.Partners(ctx, PartnersFilter{IDs: []PartnerID{id}, IncludeDeleted: true}), "partner %d", id)
}

func listPartners(ctx context.Context, s *engine.Session, f PartnersFilter) iter.Seq2[Partner, error] {
	listing := directory[partnerRow]("Partners")
	listing.After, listing.Where = int64(f.After), present("d", f.IncludeDeleted)
	rows := byIDs(ctx, s, listing, f.IDs, func(r partnerRow) int64 { return int64(r.ID) }, partnerRow.partner)
	return inGroups(ctx, s, "PartnersGroups", f.Groups, rows, func(p Partner) GroupID { return p.GroupID })
}

// partnerRow is Partners as it is read.
type partnerRow struct {
	ID          engine.Int   `db:"ID"`
	Code        engine.Text  `db:"Code"`
	Company     engine.Text  `db:"Company"`
	Company2    engine.Text  `db:"Company2"`
	MOL         engine.Text  `db:"MOL"`
	MOL2        engine.Text  `db:"MOL2"`
	City        engine.Text  `db:"City"`
	City2       engine.Text  `db:"City2"`
	Address     engine.Text  `db:"Address"`
	Address2    engine.Text  `db:"Address2"`
	Phone       engine.Text  `db:"Phone"`
	Phone2      engine.Text  `db:"Phone2"`
	Fax         engine.Text  `db:"Fax"`
	Email       engine.Text  `db:"eMail"`
	TaxNo       engine.Text  `db:"TaxNo"`
	Bulstat     engine.Text  `db:"Bulstat"`
	PriceGroup  engine.Int   `db:"PriceGroup"`
	Discount    engine.Float `db:"Discount"`
	Type        engine.Int   `db:"Type"`
	GroupID     engine.Int   `db:"GroupID"`
	Deleted     engine.Int   `db:"Deleted"`
	CardNumber  engine.Text  `db:"CardNumber"`
	Note1       engine.Text  `db:"Note1"`
	Note2       engine.Text  `db:"Note2"`
	PaymentDays engine.Int   `db:"PaymentDays"`
}

func (r partnerRow) partner() (Partner, error) {
	return Partner{
		ID: PartnerID(r.ID), Code: string(r.Code), Company: string(r.Company), Company2: string(r.Company2),
		MOL: string(r.MOL), MOL2: string(r.MOL2), City: string(r.City), City2: string(r.City2),
		Address: string(r.Address), Address2: string(r.Address2), Phone: string(r.Phone), Phone2: string(r.Phone2),
		Fax: string(r.Fax), Email: string(r.Email), TaxNo: string(r.TaxNo), Bulstat: string(r.Bulstat),
		CardNumber: string(r.CardNumber), Note1: string(r.Note1), Note2: string(r.Note2),
		PriceGroup: PriceGroup(r.PriceGroup), Discount: r.Discount.Decimal(), Type: PartnerType(r.Type),
		GroupID: absGroup(r.GroupID), PaymentDays: int(r.PaymentDays), Deleted: r.Deleted == -1,
	}, nil
}
