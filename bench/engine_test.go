package bench_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer"
)

// engine begins anew: between the database, with a ledger that knows of nothing,
// and a shop.
func (w bothWays) engine(b *testing.B, shop *otherShop) *syncer.Syncer {
	b.Helper()

	for table := range strings.FieldsSeq("gomba_marks gomba_links gomba_orders gomba_documents gomba_usn gomba_receipts gomba_events") {
		w.exec(b, "DROP TABLE "+table)
	}

	require.NoError(b, ledger.Install(b.Context(), w.db))
	l, err := ledger.Open(b.Context(), w.db)
	require.NoError(b, err)

	s, err := syncer.New(syncer.Config{
		Warehouse: syncer.Sklad(w.db, l), Shop: syncer.Gomba(shop.client), ShopID: "main",
		Export: syncer.ExportConfig{Goods: true, Quantities: true},
		Import: syncer.ImportConfig{Statuses: []string{"confirmed"}, Object: "1", DeliveryItem: true},
		Fiscal: syncer.FiscalConfig{SUPTO: syncer.SUPTOYes, DeviceSerial: benchDevice, OperatorCode: "0001"},
	})
	require.NoError(b, err)

	return s
}

const benchDevice = "DT300000"
