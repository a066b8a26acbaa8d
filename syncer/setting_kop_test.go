package syncer_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// silent stands for a printer that nobody asks.
type silent struct{ fiscal.Printer }

func TestSettingK_Receipts(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct {
		on      bool
		payment row
		printed int
	}{
		"on, cash on delivery":        {true, row{"method": "cod"}, 1},
		"on, postal money transfer":   {true, row{"method": "cod", "carrier_ppp": true}, 0},
		"on, card, paid":              {true, row{"method": "card", "paid": true}, 1},
		"on, card, open":              {true, row{"method": "card"}, 0},
		"on, bank transfer":           {true, row{"method": "bank_transfer", "paid": true}, 0},
		"off, cash on delivery":       {false, row{"method": "cod"}, 0},
		"off, card, paid":             {false, row{"method": "card", "paid": true}, 0},
		"on, nobody knows the method": {true, row{"method": "other", "paid": true}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w := newWorld(t)
			w.goods(t, "A")
			paper := w.printer(t)
			w.cfg.Import.PaymentMap = map[string]int64{"other": 1}

			if !c.on {
				w.cfg.Fiscal.Printer = nil
			}

			id := w.order(t, buys("A", "1", row{"payment": c.payment}))
			require.Len(t, w.imports(t).Documents, 1)
			w.imports(t)
			require.Len(t, paper.Receipts(), c.printed)
			require.Len(t, w.told(t, id).Receipts, c.printed)
			require.NotEmpty(t, w.told(t, id).USN, "a sale has its number with or without a receipt")
		})
	}
}

func TestSettingO_Documents(t *testing.T) {
	t.Parallel()

	for kind, want := range map[syncer.DocumentKind]string{
		// OperType, Sign, stock left, due rows, paid rows, cash book, УНП
		"":                   "2 -1 98 1 1 1 1",
		syncer.DocumentSale:  "2 -1 98 1 1 1 1",
		syncer.DocumentOrder: "19 0 100 0 0 0 0",
	} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()

			w := newWorld(t)
			w.goods(t, "A")
			w.cfg.Import.Document = kind
			id := w.order(t, buys("A", "2", row{"payment": row{"method": "cod", "paid": true}}))
			require.Len(t, w.imports(t).Documents, 1)
			require.Equal(t, want, w.scalar(t, `SELECT OperType || ' ' || Sign || ' ' || (SELECT printf('%g', Qtty) FROM store WHERE GoodID = 2) || ' ' ||
				(SELECT COUNT(*) FROM payments WHERE Mode = -1) || ' ' || (SELECT COUNT(*) FROM payments WHERE Mode = 1) || ' ' ||
				(SELECT COUNT(*) FROM cashbook) || ' ' || (SELECT COUNT(*) FROM ecrreceipts) FROM operations WHERE Acct > 0`))

			o := w.told(t, id)
			require.Equal(t, kind != syncer.DocumentOrder, o.USN != "")
			require.Equal(t, kind == syncer.DocumentOrder, o.ExternalDoc.DocumentType == gombashop.OrderDocument)
		})
	}
}

func TestSettingO_OrderWithPrinterIsRefused(t *testing.T) {
	t.Parallel()

	for kind, refused := range map[syncer.DocumentKind]bool{syncer.DocumentSale: false, syncer.DocumentOrder: true} {
		w := newWorld(t)
		w.cfg.Import.Document, w.cfg.Fiscal.Printer = kind, silent{}

		_, err := syncer.New(w.cfg)
		require.Equal(t, refused, err != nil, kind)
	}
}

func TestSettingP_Device(t *testing.T) {
	t.Parallel()

	const upgraded = "UPDATE System SET Version = '3.07.101'"

	foreign := `INSERT INTO ECRReceipts (OperType, Acct, ReceiptID, ReceiptDate, ReceiptType, ECRID, Description, Total, UserID, UserRealTime)
		VALUES (2, 500, 41, '2026-11-01 00:00:00', 8, 'DT279013', 'DT279013-0001-0000041', 5, 1, '2026-11-01 00:00:00')`

	for name, c := range map[string]struct {
		supto   syncer.SUPTO
		device  string
		shared  bool
		prepare string
		want    text.Code
		number  string
	}{
		"СУПТО":                        {syncer.SUPTOYes, "DT279013", false, "", "", "DT279013-0001-0000001"},
		"СУПТО without a device":       {syncer.SUPTOYes, "", false, "", text.DeviceSerialMissing, ""},
		"no СУПТО":                     {syncer.SUPTONo, "", false, "", "", ""},
		"no СУПТО with a device":       {syncer.SUPTONo, "DT279013", false, "", text.SUPTORequired, ""},
		"auto: none":                   {syncer.SUPTOAuto, "", false, "", "", ""},
		"auto: none, with a device":    {syncer.SUPTOAuto, "DT279013", false, "", text.SUPTORequired, ""},
		"auto: by the version":         {syncer.SUPTOAuto, "DT279013", false, upgraded, "", "DT279013-0001-0000001"},
		"auto: by a number, shared":    {syncer.SUPTOAuto, "DT279013", true, foreign, "", "DT279013-0001-0000042"},
		"a foreign number":             {syncer.SUPTOYes, "DT279013", false, foreign, text.ForeignDeviceNumbers, ""},
		"a foreign one, other device":  {syncer.SUPTOYes, "DT000001", false, foreign, "", "DT000001-0001-0000001"},
		"the device is not a number's": {syncer.SUPTOYes, "279013", false, "", text.InvalidSetting, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w := newWorld(t)
			w.goods(t, "A")

			if c.prepare != "" {
				w.execute(t, c.prepare)
			}

			again := w.again(t) // read when a database is opened
			again.cfg.Fiscal = syncer.FiscalConfig{SUPTO: c.supto, DeviceSerial: c.device, OperatorCode: "0001", SharedDevice: c.shared}
			again.order(t, buys("A", "1"))

			s, err := syncer.New(again.cfg)
			if err == nil {
				_, err = s.Import(t.Context(), syncer.ImportOptions{})
			}

			if c.want != "" {
				require.Equal(t, c.want, firstProblem(t, err).Code)
				require.Equal(t, "0", w.documents(t))

				return
			}

			require.NoError(t, err)
			require.Equal(t, "1", w.scalar(t, "SELECT COUNT(DISTINCT Acct) FROM operations WHERE OperType = 2"))
			require.Equal(t, c.number, w.scalar(t, "SELECT USN FROM gomba_orders"))
		})
	}
}
