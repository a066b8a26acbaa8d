package sklad

import (
	"context"
	"iter"

	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// GoodsGroups yields the groups of goods ascending by ID; the body of the loop
// may write. The tree is in the codes, see Group.
func (db *DB) GoodsGroups(ctx context.Context) iter.Seq2[Group, error] {
	return guarded(ctx, listGroups(ctx, db.SQL(), "GoodsGroups"))
}

// PartnersGroups yields the groups of partners, as GoodsGroups does.
func (db *DB) PartnersGroups(ctx context.Context) iter.Seq2[Group, error] {
	return guarded(ctx, listGroups(ctx, db.SQL(), "PartnersGroups"))
}

// ObjectsGroups yields the groups of objects, as GoodsGroups does.
func (db *DB) ObjectsGroups(ctx context.Context) iter.Seq2[Group, error] {
	return guarded(ctx, listGroups(ctx, db.SQL(), "ObjectsGroups"))
}

// UsersGroups yields the groups of users, as GoodsGroups does.
func (db *DB) UsersGroups(ctx context.Context) iter.Seq2[Group, error] {
	return guarded(ctx, listGroups(ctx, db.SQL(), "UsersGroups"))
}

// VATGroups yields the VAT rates ascending by ID; the body of the loop may
// write.
func (db *DB) VATGroups(ctx context.Context) iter.Seq2[VATGroup, error] {
	return guarded(ctx, listVATGroups(ctx, db.SQL()))
}

// VATGroups is DB.VATGroups inside the transaction.
func (tx *Tx) VATGroups(ctx context.Context) iter.Seq2[VATGroup, error] {
	return listVATGroups(ctx, tx.session)
}

// PaymentTypes yields the ways to pay ascending by ID; the body of the loop may
// write.
func (db *DB) PaymentTypes(ctx context.Context) iter.Seq2[PaymentType, error] {
	return guarded(ctx, listPaymentTypes(ctx, db.SQL()))
}

// PaymentTypes is DB.PaymentTypes inside the transaction.
func (tx *Tx) PaymentTypes(ctx context.Context) iter.Seq2[PaymentType, error] {
	return listPaymentTypes(ctx, tx.session)
}

type groupRow struct {
	ID   engine.Int  `db:"ID"`
	Code engine.Text `db:"Code"`
	Name engine.Text `db:"Name"`
}

func listGroups(ctx context.Context, s *engine.Session, table string) iter.Seq2[Group, error] {
	return all(ctx, s, directory[groupRow](table), func(r groupRow) int64 { return int64(r.ID) },
		func(r groupRow) (Group, error) {
			return Group{ID: GroupID(r.ID), Code: string(r.Code), Name: string(r.Name)}, nil
		})
}

type vatRow struct {
	ID       engine.Int   `db:"ID"`
	Code     engine.Text  `db:"Code"`
	Name     engine.Text  `db:"Name"`
	VATValue engine.Float `db:"VATValue"`
}

func listVATGroups(ctx context.Context, s *engine.Session) iter.Seq2[VATGroup, error] {
	return all(ctx, s, directory[vatRow]("VATGroups"), func(r vatRow) int64 { return int64(r.ID) },
		func(r vatRow) (VATGroup, error) {
			return VATGroup{ID: VATGroupID(r.ID), Code: string(r.Code), Name: string(r.Name), Rate: r.VATValue.Decimal()}, nil
		})
}

type paymentTypeRow struct {
	ID            engine.Int  `db:"ID"`
	Name          engine.Text `db:"Name"`
	PaymentMethod engine.Int  `db:"PaymentMethod"`
}

func listPaymentTypes(ctx context.Context, s *engine.Session) iter.Seq2[PaymentType, error] {
	return all(ctx, s, directory[paymentTypeRow]("PaymentTypes"), func(r paymentTypeRow) int64 { return int64(r.ID) },
		func(r paymentTypeRow) (PaymentType, error) {
			return PaymentType{ID: int64(r.ID), Name: string(r.Name), Method: PaymentMethod(r.PaymentMethod)}, nil
		})
}

// directory is a whole table, ascending by ID.
func directory[R any](table string) engine.Listing {
	return engine.Listing{
		Select: "SELECT " + engine.Columns[R]("d") + " FROM {" + table + "} d",
		Table:  table, Column: "ID", Key: "d.[ID]",
	}
}
