package syncer_test

import (
	"context"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

func TestNewTellsEveryFaultAtOnce(t *testing.T) {
	t.Parallel()

	_, err := syncer.New(syncer.Config{
		Import: syncer.ImportConfig{
			DeliveryItem: true, PaymentMap: map[string]int64{"card+foo": 1}, VATMap: map[string]int64{"twenty": 1},
		},
		Export: syncer.ExportConfig{Price: "PriceOut77"}, Limits: syncer.Limits{Share: decimal.NewFromInt(500)},
	})
	for _, wanted := range []string{
		"Warehouse", "Shop", "shop.id", "import.statuses", "import.object", "import.payment_map", "import.vat_map",
		"export.price", "limits.share",
	} {
		require.ErrorContains(t, err, wanted)
	}
}

func TestCheckTellsEveryFaultAtOnce(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.cfg.Import.Object, w.cfg.Import.User = "nope", "nobody"
	w.cfg.Import.Statuses = []string{"nonsense", "cancelled"}
	w.cfg.Import.GuestPartner, w.cfg.Import.DeliveryGood = "няма такъв", "ZZZ"
	w.cfg.Import.VATMap = map[string]int64{"20": 999}
	w.cfg.Import.PaymentMap = map[string]int64{"card": 999}
	w.cfg.Export.GoodsGroups, w.cfg.Export.ObjectGroups = []string{"QQQ"}, []string{"ZZZ"}

	_, err := w.engine(t).Check(t.Context())
	for _, wanted := range []string{
		"nope", "nobody", "nonsense", "cancelled", "няма такъв", "import.delivery_good", "import.vat_map", "import.payment_map",
		"export.goods_groups", "export.quantity_object_groups",
	} {
		require.ErrorContains(t, err, wanted)
	}
}

func TestAnEngineThatOnlyExportsNeedsNoImport(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.good(t, sklad.Good{Name: "A", Code: "A", TaxGroup: 1, GroupID: 1}, "10")
	w.cfg.Import = syncer.ImportConfig{Object: "1"}
	w.cfg.Fiscal = syncer.FiscalConfig{SUPTO: syncer.SUPTOYes}

	report, err := w.engine(t).Check(t.Context())
	require.NoError(t, err)
	require.Zero(t, report.Documents)
	w.export(t)

	_, err = w.engine(t).Import(t.Context(), syncer.ImportOptions{})
	require.ErrorContains(t, err, "import.statuses")

	w.cfg.Import.Object = ""
	_, err = syncer.New(w.cfg)
	require.ErrorContains(t, err, "import.object")

	w.cfg.Export.Quantities = false
	w.export(t)
}

func TestOptionsThatDoNothingAreErrors(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	s := w.engine(t)

	_, err := s.Export(t.Context(), syncer.ExportOptions{Only: "goods"})
	require.Equal(t, text.InvalidSetting, firstProblem(t, err).Code)

	_, err = s.Import(t.Context(), syncer.ImportOptions{Force: true})
	require.Equal(t, text.InvalidSetting, firstProblem(t, err).Code)

	for _, err := range s.PlanImport(t.Context(), syncer.ImportOptions{Force: true}).Actions() {
		require.Error(t, err)
	}
}

func TestAForeignNumberOfTheDeviceStopsUnlessItIsShared(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.execute(t, `INSERT INTO ECRReceipts (OperType, Acct, ReceiptID, ReceiptDate, ReceiptType, ECRID, Description, Total, UserID, UserRealTime)
		VALUES (2, 500, 123, '2026-11-01 00:00:00', 8, 'DT279013', 'DT279013-0001-0000123', 5, 1, '2026-11-01 00:00:00')`)
	id := w.order(t, buys("A", "1"))

	_, err := w.engine(t).Import(t.Context(), syncer.ImportOptions{})
	require.Equal(t, text.ForeignDeviceNumbers, firstProblem(t, err).Code)
	require.Empty(t, w.usns(t))

	w.cfg.Fiscal.SharedDevice = true
	w.imports(t)
	require.Equal(t, "DT279013-0001-0000124", w.told(t, id).USN, "one series for both")

	w.cfg.Fiscal.SharedDevice = false
	w.execute(t, "DELETE FROM ECRReceipts WHERE Acct = 500")
	w.order(t, buys("A", "1"))
	require.Len(t, w.imports(t).Documents, 1, "its own numbers are not foreign")
}

func TestAChangePolicyIsHeard(t *testing.T) {
	t.Parallel()

	for action, want := range map[syncer.ChangeAction][]text.Code{
		"": {text.OrderChanged}, syncer.RecordChange: {text.OrderChanged}, syncer.IgnoreChange: {},
	} {
		w := newWorld(t)
		w.goods(t, "A")
		w.cfg.ChangePolicy = policy(action)
		id := w.order(t, buys("A", "1"))
		w.imports(t)
		w.status(t, id, "shipped")
		require.Equal(t, want, codes(w.imports(t).Warnings), "%q", action)
		require.Empty(t, w.imports(t).Warnings, "a change is told once")
	}

	w := newWorld(t)
	w.goods(t, "A")
	w.cfg.ChangePolicy = policy("explode")
	id := w.order(t, buys("A", "1"))
	w.imports(t)
	w.status(t, id, "shipped")
	require.Equal(t, text.UnknownChangeAction, problem(t, w.imports(t)).Code)

	w.cfg.ChangePolicy = nil
	require.Equal(t, []text.Code{text.OrderChanged}, codes(w.imports(t).Warnings), "the change is not lost")
}

func policy(do syncer.ChangeAction) syncer.ChangePolicy {
	return syncer.ChangePolicyFunc(func(context.Context, syncer.ChangeQuery) (syncer.ChangeAnswer, error) {
		return syncer.ChangeAnswer{Do: do}, nil
	})
}

// An order settles to the minute, not to the next hour.
func TestAnOrderIsAskedAgainWhenItHasSettled(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.cfg.Import.Settle = 5 * time.Minute
	id := w.order(t, buys("A", "1"))
	w.imports(t)
	require.Equal(t, "waiting", w.state(t, id))

	w.execute(t, "UPDATE gomba_marks SET Value = ? WHERE Name LIKE 'watermark:orders%'", time.Now().Add(time.Hour).UTC().Format(time.RFC3339Nano))
	w.cfg.Now = func() time.Time { return time.Now().Add(6 * time.Minute) }
	require.Len(t, w.imports(t).Documents, 1)
}

func TestAnEarlierStartingPointBringsOldOrdersIn(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	old := w.order(t, buys("A", "1", row{"created_at": time.Now().Add(-48 * time.Hour)}))
	older := w.order(t, buys("A", "1", row{"created_at": time.Now().Add(-96 * time.Hour)}))
	w.imports(t)

	w.execute(t, "UPDATE gomba_marks SET Value = ? WHERE Name LIKE 'watermark:orders%'", time.Now().Add(time.Hour).UTC().Format(time.RFC3339Nano))
	w.cfg.Import.Since = time.Now().Add(-72 * time.Hour)
	require.Len(t, w.imports(t).Documents, 1)
	require.Equal(t, "imported", w.state(t, old))
	require.Equal(t, "before_start", w.state(t, older))
}

// A person's Skip wins over a run that has the order in hand.
func TestASkippedOrderStaysSkipped(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	id, err := w.shop.PlaceOrder(buys("A", "1"))
	require.NoError(t, err)
	w.imports(t)

	s := w.engine(t)
	w.cfg.Eligibility = syncer.EligibilityFunc(func(ctx context.Context, _ syncer.EligibilityQuery) (syncer.EligibilityAnswer, error) {
		return syncer.EligibilityAnswer{Eligible: true}, s.Skip(ctx, string(id), "a person says no")
	})
	w.status(t, id, "confirmed")
	report := w.imports(t)
	require.Equal(t, map[string]int{"skipped": 1}, report.Buckets[syncer.KindOrder].Rules)
	require.Equal(t, "skipped", w.state(t, id))
	require.Equal(t, "0", w.documents(t))

	w.cfg.Eligibility = nil
	w.status(t, id, "confirmed")
	w.imports2(t, syncer.ImportOptions{Orders: []string{string(id)}})
	require.Equal(t, "skipped", w.state(t, id), "to name it is not to force it")

	require.Len(t, w.imports2(t, syncer.ImportOptions{Orders: []string{string(id)}, Force: true}).Documents, 1)
}

// An empty warehouse settles nothing: what is entered later may be in the shop
// already.
func TestOnlyARealBeginningCountsAsMatched(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.cfg.Import.Nomenclature = false
	_, err := w.shop.AddProduct(row{"name": "Чаша", "vat_rate": "20", "variants": []row{{"sku": "X", "barcode": "3800000000015", "price": "10.00"}}})
	require.NoError(t, err)

	_, err = w.engine(t).Export(t.Context(), syncer.ExportOptions{})
	require.NoError(t, err, "there is nothing to send, and nothing to lose")
	w.good(t, sklad.Good{Name: "Чаша", Code: "X", BarCode1: "3800000000015", TaxGroup: 1, GroupID: 1}, "10")

	_, err = w.engine(t).Export(t.Context(), syncer.ExportOptions{})
	require.Equal(t, text.UnlinkedSides, firstProblem(t, err).Code)
	require.Len(t, w.products(t), 1)

	w.cfg.Import.Nomenclature = true
	_, err = w.engine(t).Import(t.Context(), syncer.ImportOptions{})
	require.Equal(t, text.UnlinkedSides, firstProblem(t, err).Code)
	require.Equal(t, "1", w.scalar(t, "SELECT COUNT(*) FROM Goods WHERE Code = 'X'"))
}
