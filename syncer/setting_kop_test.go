package syncer_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/orderdoc"
	"github.com/skladmost/skladmost/syncer/text"
	"github.com/skladmost/skladmost/usn"
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

// The merchant's own rules go before the law's defaults.
func TestSettingK_TheMerchantDecidesWhichPaymentsNeedAReceipt(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct {
		payment row
		printed int
	}{
		"alternative regime: card never": {row{"method": "card", "paid": true}, 0},
		"other, when paid":               {row{"method": "other", "paid": true}, 1},
		"other, open":                    {row{"method": "other"}, 0},
		"as the law has it":              {row{"method": "cod"}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w := newWorld(t)
			w.goods(t, "A")
			paper := w.printer(t)
			w.cfg.Import.PaymentMap = map[string]int64{"other": 1}
			w.cfg.Fiscal.Receipts = orderdoc.ReceiptRules{
				"card": orderdoc.ReceiptNever, "other": orderdoc.ReceiptWhenPaid,
			}
			w.order(t, buys("A", "1", row{"payment": c.payment}))

			report := w.imports(t)
			require.Empty(t, report.Warnings)
			require.Len(t, paper.Receipts(), c.printed)
		})
	}
}

func TestSettingK_WarnsOfReceiptsThatComeAfterTheGoods(t *testing.T) {
	t.Parallel()

	for statuses, want := range map[string][]text.Code{
		"confirmed": {}, "shipped": {text.ReceiptsAfterShipping}, "shipped delivered": {text.ReceiptsAfterShipping}, "confirmed shipped": {},
	} {
		t.Run(statuses, func(t *testing.T) {
			t.Parallel()

			w := newWorld(t)
			w.printer(t)
			w.cfg.Import.Statuses = strings.Fields(statuses)

			report, err := w.engine(t).Check(t.Context())
			require.NoError(t, err)
			require.Equal(t, want, append([]text.Code{}, codes(report.Warnings)...))

			w.cfg.Fiscal.Printer = nil
			report, err = w.engine(t).Check(t.Context())
			require.NoError(t, err)
			require.Empty(t, report.Warnings)
		})
	}
}

// Two programs on one device have ranges of their own (Annex 29 item 9).
func TestSettingP_ARangeOfItsOwn(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.execute(t, `INSERT INTO ECRReceipts (OperType, Acct, ReceiptID, ReceiptDate, ReceiptType, ECRID, Description, Total, UserID, UserRealTime)
		VALUES (2, 900, 41, '2026-11-01 00:00:00', 8, 'DT279013', ' ', 5, 1, '2026-11-01 00:00:00')`)

	id := w.order(t, buys("A", "1"))
	_, err := w.engine(t).Import(t.Context(), syncer.ImportOptions{})
	require.Error(t, err, "41 is another program's, and the whole series is ours")

	w.cfg.Fiscal.Range = usn.Range{From: 5_000_000, To: 5_000_001}
	w.imports(t)
	require.Equal(t, "DT279013-0001-5000000", w.told(t, id).USN)

	w.cfg.Fiscal.Range = usn.Range{From: 2, To: 1}
	_, err = syncer.New(w.cfg)
	require.ErrorContains(t, err, "usn_from")
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
