package compliance_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/compliance"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// A good may get another VAT group, or be deleted, after it was sold: what was sold
// stays what it was.
func TestASaleKeepsItsVATRate(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]string{
		"another VAT group": "UPDATE {Goods} SET [TaxGroup] = 2 WHERE [ID] = ?",
		"the row is gone":   "DELETE FROM {Goods} WHERE [ID] = ?",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.sell(t, sale{order: "7", lines: w.cheese()})
			w.tx(t, func(ctx context.Context, tx *sklad.Tx) error {
				_, err := tx.SQL().Exec(ctx, change, int64(w.goods["Сирене"]))
				return err
			})
			lines := all(t, w.books.Lines(t.Context(), w.november()))
			require.Len(t, lines, 1)
			l := lines[0]
			require.Equal(t, []string{"20", "5.0000", "1.00", "1.80", "10.80"}, []string{
				l.VATRate.String(), l.Price.StringFixed(4), l.Discount.StringFixed(2), l.VAT.StringFixed(2), l.Total.StringFixed(2),
			})
		})
	}
}

// A storno that a person asked for has no refund in Склад Pro and is a storno all the
// same (table 18.4).
func TestAStornoWithoutARefundIsAReversal(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	sold := w.sell(t, sale{order: "7", lines: w.cheese(), paid: "10.80"})
	w.printed(t, "7", ledger.ReceiptSale, w.now)
	w.now = w.now.AddDate(0, 1, 0)
	w.printed(t, "7", ledger.ReceiptReversal, w.now)

	require.Empty(t, all(t, w.books.Reversals(t.Context(), w.november())))
	rows := all(t, w.books.Reversals(t.Context(), compliance.Filter{Period: compliance.Month(2026, time.December, w.loc)}))
	require.Len(t, rows, 1)
	require.Equal(t, []string{sold.USN.String(), "10.80", "DT279013", "0001"}, []string{
		rows[0].USN, rows[0].Total.StringFixed(2), rows[0].Device, rows[0].Operator,
	})
	require.Equal(t, w.now, rows[0].Reversed)
}

// The alternative regime asks for no СУПТО, so that its sales may have no УНП.
func TestTheAuditFileHasSalesWithoutAUSN(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.sell(t, sale{order: "7", lines: w.cheese(), paid: "10.80", shown: shown(`{"Method":"card"}`), noUSN: true})
	w.now = w.now.AddDate(0, 1, 0)
	w.sell(t, sale{order: "8", lines: w.cheese(), noUSN: true})
	file := w.audit(t)
	require.Contains(t, file, "<ord_n>№7</ord_n>")
	require.NotContains(t, file, "№8")
	require.Equal(t, 1, strings.Count(file, "<orderenum>"))
	require.Empty(t, all(t, w.books.Sales(t.Context(), w.november())), "table 18.1 is of sale numbers")
}

// Whatever a shop or a customer writes, the file stays valid.
func TestTheAuditFileTakesHostileTexts(t *testing.T) {
	t.Parallel()
	for name, evil := range map[string]string{
		"control": "a\x01\x1b\ufffe\uffff", "markup": "]]><!--<?x?>&#0;&bogus;", "long": strings.Repeat("€🎂", 60), "blank": " \t\n ",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.good(t, evil+"x", 1)
			w.sell(t, sale{order: evil, lines: []sklad.Line{w.line(evil+"x", "1", "1.20", "0")},
				shown: shown(`{"Method":"card","TransactionRef":"` + strings.Repeat("T", 201) + `"}`)})
			require.Contains(t, w.audit(t), "<ord_total2>1.20</ord_total2>")
		})
	}
}
