package bench_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/skladmost/skladmost/gombashop"
)

// readByHand takes every order of the shop and tells the shop what became of it.
func readByHand(ctx context.Context, db *sql.DB, shop *gombashop.Client) error {
	for page, err := range shop.Orders.Pages(ctx, gombashop.OrderListOptions{Limit: 250}) {
		if err != nil {
			return err
		}

		for _, o := range page.Data {
			if o.USN != "" {
				continue // changed by us, and so listed again
			}

			acct, err := orderByHand(ctx, db, wanted(o))
			if err != nil {
				return err
			}

			err = errors.Join(shop.Orders.Ack(ctx, o.ID, gombashop.Ack{
				DocumentType: gombashop.SaleDocument, DocumentNumber: fmt.Sprintf("%010d", acct), ImportedAt: time.Now(),
			}), shop.Orders.SetUSN(ctx, o.ID, numberByHand(acct)))
			if err != nil {
				return err
			}
		}
	}

	return nil
}

func wanted(o gombashop.Order) placed {
	p := placed{email: o.Customer.Email}
	for i, item := range o.Items {
		p.goods[i], _ = strconv.ParseInt(item.ExternalID, 10, 64)
	}

	return p
}

func numberByHand(acct int) string { return fmt.Sprintf("%s-0001-%07d", benchDevice, acct) }

// orderByHand writes the sale of an order in one transaction, and gives the
// number of its document.
func orderByHand(ctx context.Context, db *sql.DB, o placed) (int, error) {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}

	defer func() { _ = tx.Rollback() }()

	partner, err := partnerByHand(ctx, tx, o.email)
	if err != nil {
		return 0, err
	}

	var acct int
	if err := tx.QueryRowContext(ctx, "SELECT COALESCE(MAX(Acct), 0) + 1 FROM operations WHERE OperType IN (2, 16)").Scan(&acct); err != nil {
		return 0, err
	}

	for _, s := range slices.Concat(withoutLedger(reads(benchDevice, "", acct)), linesByHand(o, acct, partner), endByHand(acct, partner)) {
		if err := run(ctx, tx, s); err != nil {
			return 0, fmt.Errorf("%s: %w", s.query, err)
		}
	}

	return acct, tx.Commit()
}

func partnerByHand(ctx context.Context, tx *sql.Tx, email string) (int64, error) {
	var id int64

	err := tx.QueryRowContext(ctx, "SELECT ID FROM partners WHERE ID > 0 AND Deleted <> -1 AND LOWER(eMail) = LOWER(?) ORDER BY ID", email).Scan(&id)
	if !errors.Is(err, sql.ErrNoRows) {
		return id, err
	}

	made, err := tx.ExecContext(ctx, "INSERT INTO partners (Code, Company, Company2, eMail, PriceGroup, Discount, Type, IsVeryUsed, UserID, GroupID, "+
		"Deleted, PaymentDays) VALUES (' ', 'Иван Петров', 'Иван Петров', ?, 2, 0, 0, -1, 1, 1, 0, 0)", email)
	if err != nil {
		return 0, err
	}

	return made.LastInsertId()
}

func withoutLedger(all []statement) []statement {
	return slices.DeleteFunc(all, func(s statement) bool {
		return strings.Contains(s.query, "gomba_") || strings.Contains(s.query, "MAX(Acct)")
	})
}

// linesByHand looks up, books and takes off the stock what was ordered.
func linesByHand(o placed, acct int, partner int64) []statement {
	now := time.Now()
	day, moment := now.Format("2006-01-02")+" 00:00:00", now.Format(time.DateTime)

	var all []statement

	for _, id := range o.goods {
		price := float64(id%90+1) + 0.99
		all = append(all, []statement{
			{strings.Replace(goodsPage, "ORDER BY", "AND ID IN (?) ORDER BY", 1), []any{0, id}},
			{"INSERT INTO operations (Acct, CurrencyID, CurrencyRate, Date, Discount, GoodID, Lot, LotID, Note, ObjectID, OperType, OperatorID, " +
				"PartnerID, PriceIn, PriceOut, Qtty, Sign, SrcDocID, UserID, UserRealTime, VATIn, VATOut) " +
				"VALUES (?, 1, 1, ?, 0, ?, ' ', 1, ' ', 1, 2, 1, ?, 7.58, ?, 1, -1, 0, 1, ?, 1.2633, ?)",
				[]any{acct, day, id, partner, price, moment, price / 6}},
			{"SELECT ID, Qtty, Price, Lot, LotID, LotOrder FROM store WHERE ObjectID = ? AND GoodID = ? ORDER BY ID", []any{1, id}},
			{"UPDATE store SET Qtty = Qtty WHERE ObjectID = ? AND GoodID = ?", []any{1, id}},
			{"SELECT GoodID, ObjectID, Qtty FROM store WHERE GoodID >= ? AND GoodID <= ?", []any{id, id}},
			{"UPDATE store SET Qtty = Qtty - 1 WHERE ObjectID = ? AND GoodID = ?", []any{1, id}},
		}...)
	}

	return all
}

// endByHand is the money and the number of the sale.
func endByHand(acct int, partner int64) []statement {
	now := time.Now()
	day, moment := now.Format("2006-01-02")+" 00:00:00", now.Format(time.DateTime)
	due := strings.Replace(payment, "1, 2, 1, 9.25", "1, 2, "+strconv.FormatInt(partner, 10)+", 9.25", 1)

	return []statement{
		{due, []any{acct, day, day, -1, moment}},
		{due, []any{acct, day, day, 1, moment}},
		{"INSERT INTO ecrreceipts (Acct, Description, ECRID, OperType, ReceiptDate, ReceiptID, ReceiptType, Total, UserID, UserRealTime) " +
			"VALUES (?, ?, ?, 2, ?, ?, 8, 9.25, 1, ?)", []any{acct, numberByHand(acct), benchDevice, moment, acct, moment}},
	}
}
