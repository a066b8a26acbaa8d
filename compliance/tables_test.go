package compliance_test

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/compliance"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// cheese is 2 × 6.00 with 10 % off: 10.80 with VAT of 20 %, which is 9.00 + 1.80.
func (w *world) cheese() []sklad.Line { return []sklad.Line{w.line("Сирене", "2", "6.00", "10")} }

func TestSalesAddUp(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.sell(t, sale{order: "7", lines: append(w.cheese(), w.line("Книга", "1", "10.90", "0")), paid: "21.70"})
	w.sell(t, sale{order: "8", lines: w.cheese()})

	sales := all(t, w.books.Sales(t.Context(), w.november()))
	require.Len(t, sales, 2)
	s := sales[0]
	require.Equal(t, "DT279013-0001-0000001", s.USN)
	require.Equal(t, "1", s.Document)
	require.Equal(t, "19.00", s.Net.StringFixed(2))
	require.Equal(t, "1.00", s.Discount.StringFixed(2))
	require.Equal(t, "2.70", s.VAT.StringFixed(2))
	require.Equal(t, "21.70", s.Total.StringFixed(2))
	require.Equal(t, w.now, s.Opened)
	require.Equal(t, time.Date(2026, 11, 23, 0, 0, 0, 0, w.loc), s.Closed)
	require.Equal(t, []string{"main", "0001", "Иван Иванов", "https://shop.example", "№7"}, []string{s.Workplace, s.Operator, s.Client, s.Source, s.Order})
	require.True(t, sales[1].Closed.IsZero(), "nobody has paid it yet")
}

func TestLinesAgreeWithThemselves(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.sell(t, sale{order: "7", lines: []sklad.Line{w.line("Сирене", "0.333", "5.99", "7.5"), w.line("Книга", "3", "0.10", "0")}})

	lines := all(t, w.books.Lines(t.Context(), w.november()))
	require.Len(t, lines, 2)
	for _, l := range lines {
		require.True(t, l.Net.Add(l.VAT).Equal(l.Total), "%+v", l)
		require.True(t, l.Quantity.Mul(l.Price).Round(2).Sub(l.Discount).Equal(l.Net), "%+v", l)
	}
	require.Equal(t, []string{"Сирене", "0.333", "20"}, []string{lines[0].Name, lines[0].Quantity.String(), lines[0].VATRate.String()})
	require.Equal(t, "1.85", lines[0].Total.StringFixed(2))
}

func TestPaymentsNameKindAndDevice(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.sell(t, sale{order: "7", lines: w.cheese(), paid: "10.80"})
	w.sell(t, sale{order: "8", lines: w.cheese()})
	w.printed(t, "7", ledger.ReceiptSale, w.now.Add(time.Minute))

	payments := all(t, w.books.Payments(t.Context(), w.november()))
	require.Len(t, payments, 1)
	p := payments[0]
	require.Equal(t, "DT279013-0001-0000001", p.USN)
	require.Equal(t, "10.80", p.Amount.StringFixed(2))
	require.Equal(t, sklad.MethodCash, p.Method)
	require.Equal(t, "DT279013", p.Device)
	require.Equal(t, w.now.Add(time.Minute), p.Closed)
}

// A refund belongs to the month in which it was made, under the number of its sale.
func TestReversalsAreOfTheirOwnDay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	sold := w.sell(t, sale{order: "7", lines: w.cheese(), paid: "10.80"})
	w.printed(t, "7", ledger.ReceiptSale, w.now)
	w.now = w.now.AddDate(0, 1, 0)
	back := w.refund(t, "7", w.cheese(), sold.USN)
	w.printed(t, "7", ledger.ReceiptReversal, w.now.Add(time.Minute))

	require.Empty(t, all(t, w.books.Reversals(t.Context(), w.november())))
	rows := all(t, w.books.Reversals(t.Context(), compliance.Filter{Period: compliance.Month(2026, time.December, w.loc)}))
	require.Len(t, rows, 1)
	r := rows[0]
	require.Equal(t, sold.USN.String(), r.USN)
	require.Equal(t, "10.80", r.Total.StringFixed(2))
	require.Equal(t, w.now.Add(time.Minute), r.Reversed)
	require.Equal(t, w.now.AddDate(0, -1, 0), r.Closed)
	require.NotZero(t, back.Acct)
}

// A number without a document stays used; what was to be sold is in the order.
func TestAnnulledSalesKeepTheirNumbers(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	shown := `{"PricesIncludeVAT":true,"Items":[{"SKU":"S1","Name":"Сирене","Quantity":"2","UnitPrice":"6.00","VATRate":"20","LineTotal":"10.80"}]}`
	sold := w.sell(t, sale{order: "7", lines: w.cheese(), shown: shown})
	w.tx(t, func(ctx context.Context, tx *sklad.Tx) error {
		_, err := tx.SQL().Exec(ctx, "DELETE FROM {Operations} WHERE [OperType] = 2 AND [Acct] = ?", int64(sold.Acct))
		return err
	})
	require.Empty(t, all(t, w.books.Sales(t.Context(), w.november())))
	rows := all(t, w.books.Annulled(t.Context(), w.november()))
	require.Len(t, rows, 1)
	require.Equal(t, sold.USN.String(), rows[0].USN)
	require.Equal(t, []string{"S1", "Сирене", "9.00", "1.80", "10.80", "1.00"}, []string{
		rows[0].Code, rows[0].Name, rows[0].Net.StringFixed(2), rows[0].VAT.StringFixed(2), rows[0].Total.StringFixed(2), rows[0].Discount.StringFixed(2),
	})
}

func TestTheFilterChooses(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.sell(t, sale{order: "7", lines: w.cheese()})
	for name, f := range map[string]compliance.Filter{
		"another month":    {Period: compliance.Month(2026, time.October, w.loc)},
		"another object":   {Period: w.november().Period, Object: 2},
		"another device":   {Period: w.november().Period, Device: "DT000001"},
		"another operator": {Period: w.november().Period, Operator: "0002"},
	} {
		require.Empty(t, all(t, w.books.Sales(t.Context(), f)), name)
	}
	f := w.november()
	f.Object, f.Device, f.Operator = 1, "DT279013", "0001"
	require.Len(t, all(t, w.books.Sales(t.Context(), f)), 1)
}

// A period across the euro has each table twice.
func TestAPeriodAcrossTheEuroIsTwoReports(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.now = time.Date(2025, 12, 31, 23, 30, 0, 0, w.loc)
	w.sell(t, sale{order: "7", lines: w.cheese()})
	w.now = w.now.Add(time.Hour)
	w.sell(t, sale{order: "8", lines: w.cheese()})

	period, err := compliance.Days(time.Date(2025, 12, 1, 0, 0, 0, 0, w.loc), w.now)
	require.NoError(t, err)
	found := map[string][]string{}
	for _, table := range w.books.Tables(t.Context(), compliance.Filter{Period: period}) {
		for _, row := range all(t, table.Rows) {
			require.Len(t, row, len(table.Columns), table.Number)
			if table.Number == "18.1" {
				found[table.Currency] = append(found[table.Currency], row[0].(string))
			}
		}
	}
	require.Equal(t, map[string][]string{"BGN": {"DT279013-0001-0000001"}, "EUR": {"DT279013-0001-0000002"}}, found)
}

func TestNomenclatures(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	names := func(of compliance.Nomenclature) []string {
		var found []string
		for _, e := range all(t, w.books.Nomenclature(t.Context(), of)) {
			found = append(found, e.Name)
		}
		return found
	}
	require.Subset(t, names(compliance.Goods), []string{"Сирене", "Книга"})
	require.Contains(t, names(compliance.Clients), "Иван Иванов")
	require.NotContains(t, names(compliance.Suppliers), "Иван Иванов")
	require.Contains(t, names(compliance.Operations), "Продажба")
	require.Equal(t, []string{"Онлайн магазин https://shop.example"}, names(compliance.Workplaces))
	for _, of := range []compliance.Nomenclature{compliance.PaymentKinds, compliance.Objects, compliance.Users} {
		require.NotEmpty(t, names(of), of)
	}
	require.Empty(t, names("no such list"))
}

func TestTheJournalTellsBeforeAndAfter(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.tx(t, func(ctx context.Context, tx *sklad.Tx) error {
		return w.ledger.Append(ctx, tx,
			ledger.Event{Shop: "main", Kind: "imported", Record: "7", Data: "12"},
			ledger.Event{Shop: "main", Kind: "changed", Record: "7", Data: ledger.Change{Before: "confirmed 12.00", After: "returned 12.00"}.Data()},
			ledger.Event{Shop: "other", Kind: "imported", Record: "7"},
		)
	})
	notes := all(t, w.books.Journal(t.Context(), w.november()))
	require.Len(t, notes, 2)
	require.Equal(t, "12", notes[0].Data)
	require.Equal(t, []string{"confirmed 12.00", "returned 12.00", ""}, []string{notes[1].Before, notes[1].After, notes[1].Data})
	require.Len(t, all(t, w.books.JournalTable(t.Context(), w.november()).Rows), 2)
}

func TestCSVIsWhatASpreadsheetReads(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.good(t, `=cmd|"calc"`, 1)
	w.sell(t, sale{order: "7", lines: append(w.cheese(), w.line(`=cmd|"calc"`, "1", "1.20", "0"))})
	var out bytes.Buffer
	for _, table := range w.books.Tables(t.Context(), w.november()) {
		if table.Number == "18.3" {
			require.NoError(t, compliance.WriteCSV(&out, table))
		}
	}
	lines := strings.Split(out.String(), "\r\n")
	require.True(t, strings.HasPrefix(lines[0], "\ufeffУНП;Системен номер;"))
	require.Equal(t, "DT279013-0001-0000001;1;Сирене;Сирене;2;5,0000;1,00;20;1,80;10,80", lines[1])
	require.Contains(t, lines[2], `"'=cmd|""calc"""`)
}

func TestPeriods(t *testing.T) {
	t.Parallel()
	loc := sofia(t)
	at := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 15, 0, 0, 0, loc) }
	p, err := compliance.Days(at(2026, 3, 29), at(2026, 3, 29))
	require.NoError(t, err)
	require.True(t, p.Contains(time.Date(2026, 3, 29, 23, 59, 59, 0, loc)), "a day of 23 hours")
	require.False(t, p.Contains(time.Date(2026, 3, 30, 0, 0, 0, 0, loc)))
	require.Equal(t, "2026-03-29…2026-03-29", p.String())
	_, err = compliance.Days(at(2026, 3, 30), at(2026, 3, 29))
	require.ErrorIs(t, err, compliance.ErrPeriod)
	require.Len(t, compliance.Month(2026, time.January, loc).Split(), 1)
	require.Equal(t, at(2027, 1, 15).Truncate(0).Format(time.DateOnly), compliance.AuditDue(2026, time.December, loc).Format(time.DateOnly))
}
