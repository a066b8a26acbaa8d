package bench_test

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
)

// BenchmarkRecord writes sales with a УНП, and the same statements by a loop
// over database/sql that knows all the answers beforehand and checks nothing.
func BenchmarkRecord(b *testing.B) {
	engines(b, func(b *testing.B, both bothWays) {
		b.Helper()
		fill(b, both, goods)
		both.exec(b, "INSERT INTO store (ObjectID, GoodID, Qtty, Price, Lot, LotID, LotOrder) VALUES (1, 2, 1000000, 7.58, ' ', 1, 1)")

		b.Run("Record", func(b *testing.B) { documents(b, both, "DT100000", recorded(both.db)) })
		b.Run("database-sql", func(b *testing.B) { documents(b, both, "DT200000", byHand(both.raw)) })
	})
}

// documents gives each way the same start: no document of an earlier round.
func documents(b *testing.B, both bothWays, device string, write func(ctx context.Context, device string, n int) error) {
	b.Helper()

	for _, table := range []string{
		"operations", "payments", "cashbook", "nextacct", "ecrreceipts", "gomba_documents", "gomba_usn",
	} {
		both.exec(b, "DELETE FROM "+table)
	}

	b.ReportAllocs()

	n := 0
	for b.Loop() {
		n++
		require.NoError(b, write(b.Context(), device, n))
	}

	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "documents/s")

	var written int
	require.NoError(b, both.raw.QueryRowContext(b.Context(), "SELECT COUNT(DISTINCT Acct) FROM operations WHERE OperType = 2").Scan(&written))
	require.Equal(b, n, written)
}

func recorded(db *sklad.DB) func(ctx context.Context, device string, n int) error {
	price := decimal.RequireFromString("9.25")

	return func(ctx context.Context, device string, n int) error {
		_, err := db.Record(ctx, sklad.Document{
			OperType: sklad.OperSale, ExternalKey: fmt.Sprint("bench/", n), PartnerID: 1, ObjectID: 1, OperatorID: 1, UserID: 1,
			Lines:    []sklad.Line{{GoodID: 2, Qty: decimal.NewFromInt(1), Price: price}},
			Payments: []sklad.Payment{{Type: 1, Amount: price}},
			USN:      &sklad.USNRequest{Device: device, Operator: "0001"},
		})

		return err
	}
}

func byHand(db *sql.DB) func(ctx context.Context, device string, n int) error {
	return func(ctx context.Context, device string, n int) error {
		tx, err := db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}

		defer func() { _ = tx.Rollback() }()

		for _, s := range statements(device, n) {
			if err := run(ctx, tx, s); err != nil {
				return fmt.Errorf("%s: %w", s.query, err)
			}
		}

		return tx.Commit()
	}
}

type statement struct {
	query string
	args  []any
}

// run executes a statement; of a SELECT it reads every column of every row.
func run(ctx context.Context, tx *sql.Tx, s statement) error {
	if !strings.HasPrefix(s.query, "SELECT") {
		_, err := tx.ExecContext(ctx, s.query, s.args...)

		return err
	}

	rows, err := tx.QueryContext(ctx, s.query, s.args...)
	if err != nil {
		return err
	}

	defer func() { _ = rows.Close() }()

	columns, err := rows.Columns()
	if err != nil {
		return err
	}

	for rows.Next() {
		into := make([]any, len(columns))
		for i := range into {
			into[i] = new(sql.NullString)
		}

		if err := rows.Scan(into...); err != nil {
			return err
		}
	}

	return rows.Err()
}

// statements are those that Record issues for a sale of one line, in its order.
func statements(device string, n int) []statement {
	key := hash(fmt.Sprint("key", n))
	usn := fmt.Sprintf("%s-0001-%07d", device, n)
	now := time.Now()
	day, moment := now.Format("2006-01-02")+" 00:00:00", now.Format(time.DateTime)

	return append(reads(device, key, n), []statement{
		{"INSERT INTO gomba_usn (CreatedAt, Device, DeviceSeq, ExternalKey, KeyHash, Operator, Seq, State, USN) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
			[]any{moment, device, hash(usn), key, key, "0001", n, "allocated", usn}},
		{"INSERT INTO operations (Acct, CurrencyID, CurrencyRate, Date, Discount, GoodID, Lot, LotID, Note, ObjectID, OperType, OperatorID, " +
			"PartnerID, PriceIn, PriceOut, Qtty, Sign, SrcDocID, UserID, UserRealTime, VATIn, VATOut) " +
			"VALUES (?, 1, 1, ?, 0, 2, ' ', 1, ' ', 1, 2, 1, 1, 7.58, 9.25, 1, -1, 0, 1, ?, 1.2633, 1.5416)", []any{n, day, moment}},
		{"SELECT ID, Qtty, Price, Lot, LotID, LotOrder FROM store WHERE ObjectID = ? AND GoodID = ? ORDER BY ID", []any{1, 2}},
		{"UPDATE store SET Qtty = Qtty WHERE ObjectID = ? AND GoodID = ?", []any{1, 2}},
		{"SELECT ID, Code, Name, Name2, PriceGroup, GroupID FROM objects WHERE ID > 0 ORDER BY ID LIMIT 1000", nil},
		{"SELECT ID FROM goods WHERE ID > 0 AND ID IN (?) ORDER BY ID LIMIT 1000", []any{2}},
		{"SELECT GoodID, ObjectID, Qtty FROM store WHERE GoodID >= ? AND GoodID <= ?", []any{2, 2}},
		{"SELECT GoodID, ObjectID, Qtty FROM operations WHERE GoodID >= ? AND GoodID <= ? AND OperType = ? AND PartnerID <> 0", []any{2, 2, 19}},
		{"SELECT GoodID, SrcDocID, Qtty FROM operations WHERE GoodID >= ? AND GoodID <= ? AND OperType = ? AND PartnerID <> 0", []any{2, 2, 33}},
		{"UPDATE store SET Qtty = Qtty - 1 WHERE ObjectID = ? AND GoodID = ?", []any{1, 2}},
		{"INSERT INTO cashbook (Date, `Desc`, ObjectID, OperType, Profit, Sign, UserID, UserRealTime) VALUES (?, ?, 1, 8, 9.25, 1, 1, ?)",
			[]any{day, fmt.Sprintf("Продажба № %010d", n), moment}},
		{payment, []any{n, day, day, -1, moment}},
		{payment, []any{n, day, day, 1, moment}},
		{"INSERT INTO ecrreceipts (Acct, Description, ECRID, OperType, ReceiptDate, ReceiptID, ReceiptType, Total, UserID, UserRealTime) " +
			"VALUES (?, ?, ?, 2, ?, ?, 8, 9.25, 1, ?)", []any{n, usn, device, moment, n, moment}},
		{"UPDATE gomba_usn SET Acct = ?, OperType = 2, State = 'recorded' WHERE KeyHash = ?", []any{n, key}},
		{"INSERT INTO gomba_documents (Acct, ContentHash, CreatedAt, ExternalKey, KeyHash, ObjectID, OperType, Total, USN) " +
			"VALUES (?, ?, ?, ?, ?, 1, 2, '9.25', ?)", []any{n, key, moment, key, key, usn}},
	}...)
}

const payment = "INSERT INTO payments (Acct, Date, EndDate, Mode, ObjectID, OperType, PartnerID, Qtty, Sign, TransactionNumber, Type, UserID, " +
	"UserRealTime) VALUES (?, ?, ?, ?, 1, 2, 1, 9.25, 1, ' ', 1, 1, ?)"

// reads are what Record looks up before it writes.
func reads(device, key string, n int) []statement {
	return []statement{
		{"SELECT OperType, Acct, ContentHash, Total, USN FROM gomba_documents WHERE KeyHash = ?", []any{key}},
		{"SELECT `Key`, `Value`, UserID FROM configuration WHERE UserID = ? OR `Key` = ? ORDER BY ID DESC", []any{-1, "configkey23"}},
		{"SELECT ID, Code, Name, VATValue FROM vatgroups WHERE ID > 0 ORDER BY ID LIMIT 1000", nil},
		{"SELECT ID, Name, PaymentMethod FROM paymenttypes WHERE ID > 0 ORDER BY ID LIMIT 1000", nil},
		{strings.Replace(goodsPage, "ORDER BY", "AND ID IN (2) ORDER BY", 1), []any{0}},
		{"SELECT * FROM partners WHERE ID > 0 AND ID IN (1) ORDER BY ID LIMIT 1000", nil},
		{"SELECT ID, Code, Name, Name2, PriceGroup, GroupID FROM objects WHERE ID > 0 ORDER BY ID LIMIT 1000", nil},
		{"SELECT ID, Code, Name, Name2, UserLevel, GroupID FROM users WHERE ID > 0 ORDER BY ID LIMIT 1000", nil},
		{"SELECT ID, Code, Name, Name2, UserLevel, GroupID FROM users WHERE ID > 0 ORDER BY ID LIMIT 1000", nil},
		{"SELECT MAX(Acct) FROM operations WHERE OperType IN (?, ?)", []any{2, 16}},
		{"SELECT COUNT(*) FROM nextacct WHERE NextAcct = ?", []any{fmt.Sprint("S", n)}},
		{"INSERT INTO nextacct (NextAcct) VALUES (?)", []any{fmt.Sprint("S", n)}},
		{"SELECT USN FROM gomba_usn WHERE KeyHash = ?", []any{key}},
		{"SELECT MAX(Seq) FROM gomba_usn WHERE Device = ?", []any{device}},
		{"SELECT Value FROM gomba_marks WHERE KeyHash = ?", []any{hash(device)}},
		{"SELECT ECRID, ReceiptID FROM ecrreceipts WHERE ECRID LIKE ? AND ReceiptType + 0 = ? AND ReceiptID > ?", []any{device + "%", 8, n - 1}},
		{"SELECT Description FROM ecrreceipts WHERE Description LIKE ? AND ReceiptType + 0 = ? AND (ReceiptID IS NULL OR ReceiptID = 0)",
			[]any{device + "-%", 8}},
	}
}

func hash(s string) string {
	sum := sha256.Sum256([]byte(s))

	return hex.EncodeToString(sum[:20])
}
