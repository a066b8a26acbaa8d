package sklad

import (
	"context"
	"fmt"
	"maps"

	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// PartnerFields names the groups of columns that SavePartner writes. It is a
// set of bits.
type PartnerFields uint

// The field groups of a partner.
const (
	PartnerCode     PartnerFields = 1 << iota // Code
	PartnerNames                              // Company, MOL and their second forms
	PartnerContacts                           // City, Address, Phone, Fax, eMail and their second forms
	PartnerIDs                                // TaxNo, Bulstat
	PartnerTerms                              // PriceGroup, Discount, PaymentDays
	PartnerKind                               // Type
	PartnerGroup                              // GroupID
	PartnerNotes                              // CardNumber, Note1, Note2
	PartnerDeleted                            // Deleted

	// PartnerAll is every group.
	PartnerAll = PartnerDeleted<<1 - 1
)

// SavePartner writes the named field groups of a partner and returns its id.
// With ID 0 it inserts: columns of groups that are not named take the program's
// defaults (retail prices, no discount), and an empty code becomes the next
// number. A *RowError (ErrInvalidRow) for what CheckPartner refuses and for an
// unknown group; ErrNotFound for a missing partner.
func (tx *Tx) SavePartner(ctx context.Context, p Partner, f PartnerFields) (PartnerID, error) {
	if p.ID == 0 {
		f |= PartnerCode | PartnerNames
	}

	if err := tx.checkPartner(ctx, p, f); err != nil {
		return 0, fmt.Errorf("sklad: partner %d %q: %w", p.ID, short(p.Company), err)
	}

	row := partnerColumns(p, f)
	row["UserRealTime"] = tx.SQL().Dialect().Stamp(tx.Now(), tx.Location())

	if p.ID == 0 {
		id, err := tx.insertPartner(ctx, p, row)

		return id, describe(cancelled(ctx, err), "insert the partner %q", p.Company)
	}

	if err := tx.update(ctx, "Partners", row, int64(p.ID)); err != nil {
		return 0, describe(cancelled(ctx, err), "update partner %d %q", p.ID, p.Company)
	}

	return p.ID, nil
}

func (tx *Tx) checkPartner(ctx context.Context, p Partner, f PartnerFields) error {
	if err := CheckPartner(p, f); err != nil || f&PartnerGroup == 0 {
		return err
	}

	return tx.checkGroup(ctx, "Partners", "PartnersGroups", p.GroupID)
}

func (tx *Tx) insertPartner(ctx context.Context, p Partner, named engine.Row) (PartnerID, error) {
	row := partnerColumns(Partner{PriceGroup: Retail, GroupID: 1}, PartnerAll)
	for _, column := range []string{"BankName", "BankCode", "BankAcct", "BankVATName", "BankVATCode", "BankVATAcct"} {
		row[column] = blank
	}

	maps.Copy(row, named)

	if p.Code == "" {
		code, err := tx.nextCode(ctx, "Partners")
		if err != nil {
			return 0, err
		}

		row["Code"] = code
	}

	// The program writes user 1 here, whoever is logged in.
	row["IsVeryUsed"], row["UserID"] = -1, 1

	id, err := tx.SQL().InsertID(ctx, "Partners", row)

	return PartnerID(id), err
}

// partnerColumns are the columns of the field groups. The second forms, for
// printed documents, follow the first where they are empty.
func partnerColumns(p Partner, f PartnerFields) engine.Row {
	row := engine.Row{}
	add := func(group PartnerFields, columns engine.Row) {
		if f&group != 0 {
			maps.Copy(row, columns)
		}
	}

	company2 := p.Company2
	if company2 == "" {
		company2 = p.Company
	}

	add(PartnerCode, engine.Row{"Code": orBlank(p.Code)})
	add(PartnerNames, engine.Row{
		"Company": orBlank(p.Company), "Company2": orBlank(company2), "MOL": orBlank(p.MOL), "MOL2": orBlank(p.MOL2),
	})
	add(PartnerContacts, engine.Row{
		"City": orBlank(p.City), "City2": orBlank(p.City2), "Address": orBlank(p.Address), "Address2": orBlank(p.Address2),
		"Phone": orBlank(p.Phone), "Phone2": orBlank(p.Phone2), "Fax": orBlank(p.Fax), "eMail": orBlank(p.Email),
	})
	add(PartnerIDs, engine.Row{"TaxNo": orBlank(p.TaxNo), "Bulstat": orBlank(p.Bulstat)})
	add(PartnerTerms, engine.Row{
		"PriceGroup": int64(p.PriceGroup), "Discount": p.Discount.InexactFloat64(), "PaymentDays": p.PaymentDays,
	})
	add(PartnerKind, engine.Row{"Type": int64(p.Type)})
	add(PartnerGroup, engine.Row{"GroupID": int64(max(p.GroupID, 1))})
	add(PartnerNotes, engine.Row{"CardNumber": orBlank(p.CardNumber), "Note1": orBlank(p.Note1), "Note2": orBlank(p.Note2)})
	add(PartnerDeleted, engine.Row{"Deleted": flag(p.Deleted)})

	return row
}
