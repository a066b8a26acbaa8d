package skladtest

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
)

// extrasTopic is a customer's database, with tables and columns of its own.
func extrasTopic(t *testing.T, s suite) {
	w := s.shop(t)
	for _, table := range []string{"Goods", "Partners", "Store", "Operations", "Payments", "CashBook", "ECRReceipts", "NextAcct"} {
		w.exec(t, "ALTER TABLE {"+table+"} ADD [Own] INTEGER DEFAULT 7 NOT NULL")
	}
	w.exec(t, "CREATE TABLE {FitnessCards} ([ID] INTEGER, [Own] VARCHAR(20))")
	w.exec(t, "INSERT INTO {FitnessCards} ([ID], [Own]) VALUES (1, 'х')")
	t.Run("are tolerated in reading", func(t *testing.T) {
		good, err := w.db.Good(t.Context(), 1)
		require.NoError(t, err)
		require.Equal(t, "Служебна стока", good.Name)
		partner, err := w.db.Partner(t.Context(), 1)
		require.NoError(t, err)
		require.Equal(t, []any{"Служебен партньор", sklad.Retail}, []any{partner.Company, partner.PriceGroup})
	})
	t.Run("are tolerated in writing", func(t *testing.T) {
		w.saveGood(t, sklad.Good{Name: "Чаша"}, 0)
		w.records(t, w.keyed("main/1", "1"))
		for _, table := range []string{"Goods", "Store", "Operations", "Payments", "CashBook", "ECRReceipts", "NextAcct"} {
			require.Equal(t, w.count(t, "{"+table+"}"), w.count(t, "{"+table+"} WHERE [Own] = 7"), table)
		}
	})
	t.Run("the ledger is installed beside them", func(t *testing.T) {
		w.ledger(t, w.handle(t))
		require.Equal(t, 1, w.count(t, "{FitnessCards}"))
	})
}
