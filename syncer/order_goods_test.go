package syncer_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// lines are the rows of an order's document, as "code quantity x price".
func (w *world) lines(t *testing.T, id gombashop.OrderID) string {
	t.Helper()

	return w.scalar(t, `SELECT group_concat(line) FROM (SELECT trim(g.Code) || printf(' %g x %.2f', o.Qtty, o.PriceOut) AS line FROM Operations o
		JOIN Goods g ON g.ID = o.GoodID JOIN gomba_orders x ON x.Acct = o.Acct AND x.OperType = o.OperType WHERE x.OrderID = ? ORDER BY o.ID)`, string(id))
}

// A variant's id, a code, a barcode and a name are different things, even when
// they are the same text.
func TestALineNeverGetsTheGoodOfAnother(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	variant := w.products(t)[0].Variants[0].ID
	w.good(t, sklad.Good{Name: "C", Code: variant, TaxGroup: 1, GroupID: 1}, "3")

	id := w.order(t, row{"customer": row{"name": "И", "email": "i@example.com"}, "items": []row{
		{"variant_id": variant, "quantity": "1"},
		{"sku": variant, "name": "C", "unit_price": "3.00", "vat_rate": "20", "quantity": "2"},
		{"variant_id": variant, "quantity": "3"},
	}})

	require.Empty(t, w.imports(t).Parked)
	require.Equal(t, "A 1 x 10.00,"+variant+" 2 x 3.00,A 3 x 10.00", w.lines(t, id))
}

func TestOnlyAServiceStandsForTheDelivery(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A", "B")
	w.execute(t, "UPDATE Goods SET Name = 'Доставка' WHERE Code = 'B'") // a good with stock that bears the name
	w.good(t, sklad.Good{Name: "ТАКСА", Code: "F", TaxGroup: 1, GroupID: 1, Type: sklad.GoodService}, "1")

	more := row{
		"delivery": row{"name": "Еконт", "price": "3.00", "vat_rate": "20"},
		"fees":     []row{{"name": "Наложен платеж", "amount": "1.00", "vat_rate": "20"}},
	}
	id := w.order(t, buys("A", "1", more))
	require.Empty(t, w.imports(t).Parked)
	require.Equal(t, "100", w.stockOf(t, "B"))
	require.Contains(t, w.lines(t, id), "F 1 x 1.00")
	require.Equal(t, "1", w.scalar(t, "SELECT COUNT(*) FROM Goods WHERE Name = 'Доставка' AND Type = 8"))

	w.good(t, sklad.Good{Name: "доставка", Code: "D2", TaxGroup: 1, GroupID: 1, Type: sklad.GoodService}, "1")
	w.order(t, buys("A", "1", more))
	require.Equal(t, text.SeveralServices, problem(t, w.imports(t)).Code)

	w.cfg.Import.DeliveryGood = "D2"
	require.Len(t, w.imports(t).Documents, 1, "the setting decides, and the order is judged anew at once")

	w.cfg.Import.DeliveryGood = "B"
	_, err := w.engine(t).Check(t.Context())
	require.Equal(t, text.NotAService, firstProblem(t, err).Code)
}

func firstProblem(t *testing.T, err error) *syncer.Problem {
	t.Helper()

	var p *syncer.Problem
	require.ErrorAs(t, err, &p)

	return p
}

// A good that is made for an order has no stock to be sold from.
func TestAMissingGoodIsMadeOnlyWhereItCanBeSold(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.cfg.Import.Nomenclature, w.cfg.Import.MissingGood = false, syncer.MissingCreate
	_, err := w.shop.AddProduct(row{"name": "Нова", "vat_rate": "20", "variants": []row{{"sku": "N", "price": "10.00", "quantity": "5"}}})
	require.NoError(t, err)

	id := w.order(t, buys("N", "1"))
	require.Equal(t, text.CreatedWithoutStock, problem(t, w.imports(t)).Code)
	require.Equal(t, "0", w.scalar(t, "SELECT COUNT(*) FROM Goods WHERE Code = 'N'"))

	w.execute(t, "UPDATE Configuration SET Value = '-1' WHERE Key = 'configkey12'") // sales below zero are allowed

	again := open(t, w.path)
	again.shop, again.client, again.cfg.Shop, again.cfg.Import = w.shop, w.client, w.cfg.Shop, w.cfg.Import

	for a, err := range again.engine(t).PlanImport(t.Context(), syncer.ImportOptions{}).Actions() {
		require.NoError(t, err)

		if g, ok := a.(syncer.SaveGood); ok {
			require.Zero(t, g.Good.ID, "an action has no id that only the write assigns")
		}
	}

	require.Len(t, again.imports(t).Documents, 1)
	require.Equal(t, "N 1 x 10.00", again.lines(t, id))
}

func TestADeletedGoodIsNotSold(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.cfg.Import.Nomenclature = false
	w.execute(t, "UPDATE Goods SET Deleted = -1 WHERE Code = 'A'")
	w.order(t, buys("A", "1"))
	require.Equal(t, text.UnknownGood, problem(t, w.imports(t)).Code)
}

// What changes between plan and transaction is planned once more.
func TestAGoodThatIsDeletedMeanwhileIsPlannedAnew(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A", "B")

	times := 0
	w.watch().record = func() error {
		times++

		return &sklad.StockError{GoodID: 2, ObjectID: 1}
	}

	w.order(t, buys("A", "1"))
	require.Equal(t, text.InsufficientStock, problem(t, w.imports(t)).Code)
	require.Equal(t, 2, times, "once more, and not for ever")
}

func TestOneCompanyIsOnePartner(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.cfg.Import.Nomenclature = false

	for i, eik := range []string{"123456789", "BG123456789", "bg 123 456 789", "123456789"} {
		w.order(t, buys("A", "1", row{
			"customer": row{"id": []string{"77", "78", "", "79"}[i], "name": "Х", "email": []string{"a", "b", "c", "d"}[i] + "@example.com"},
			"billing":  row{"company": "Фирма ООД", "eik": eik},
		}))
		require.Empty(t, w.imports(t).Parked)
	}

	require.Equal(t, "1", w.scalar(t, "SELECT COUNT(DISTINCT PartnerID) FROM Operations"))
	require.Equal(t, "2", w.scalar(t, "SELECT COUNT(*) FROM Partners"), "the program's own and the company")
}

func TestALinkedPartnerCountsUnlessItIsAnotherCompany(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.cfg.Import.Nomenclature = false

	buyer := func(email, eik string) row {
		o := row{"customer": row{"id": "77", "name": "Иван", "email": email}}
		if eik != "" {
			o["billing"] = row{"company": "Фирма " + eik, "eik": eik}
		}

		return o
	}

	for _, more := range []row{buyer("ivan@example.com", ""), buyer("new@example.com", "123456789")} {
		w.order(t, buys("A", "1", more))
		require.Empty(t, w.imports(t).Parked)
	}

	require.Equal(t, "1", w.scalar(t, "SELECT COUNT(DISTINCT PartnerID) FROM Operations"))
	w.execute(t, "UPDATE Partners SET Bulstat = '111111111' WHERE ID = 2")
	w.order(t, buys("A", "1", buyer("new@example.com", "123456789")))
	require.Empty(t, w.imports(t).Parked)
	require.Equal(t, "2", w.scalar(t, "SELECT COUNT(DISTINCT PartnerID) FROM Operations"))

	w.execute(t, "UPDATE Partners SET Deleted = -1 WHERE ID > 1")
	id := w.order(t, buys("A", "1", buyer("ivan@example.com", "")))
	require.Empty(t, w.imports(t).Parked, "a deleted partner is nobody's")
	require.Equal(t, "0", w.scalar(t, `SELECT p.Deleted FROM Partners p JOIN Operations o ON o.PartnerID = p.ID JOIN gomba_orders x ON x.Acct = o.Acct
		WHERE x.OrderID = ?`, string(id)))
}

func TestGuestsMayShareAPartner(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")

	var guest sklad.PartnerID

	require.NoError(t, w.db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
		var err error

		guest, err = tx.SavePartner(ctx, sklad.Partner{Company: "Онлайн клиент", Code: "ON", PriceGroup: sklad.Retail, PaymentDays: 14}, sklad.PartnerAll)

		return err
	}))

	for _, named := range []string{"ON", "онлайн клиент"} {
		w.cfg.Import.GuestPartner = named
		w.order(t, buys("A", "1"))
		w.imports(t)
	}

	require.Equal(t, "1", w.scalar(t, "SELECT COUNT(DISTINCT PartnerID) FROM Operations WHERE PartnerID = ?", int64(guest)))
	require.Equal(t, "2", w.documents(t))
	require.Equal(t, "14", w.scalar(t, "SELECT MAX(julianday(EndDate) - julianday(Date)) + 0 || '' FROM Payments WHERE Mode = -1")[:2], "the partner's payment days")

	w.order(t, buys("A", "1", row{"billing": row{"company": "Фирма ООД", "eik": "123456789"}}))
	w.imports(t)
	require.Equal(t, "2", w.scalar(t, "SELECT COUNT(DISTINCT PartnerID) FROM Operations"), "a company needs a partner of its own")

	w.cfg.Import.GuestPartner = "няма такъв"
	_, err := w.engine(t).Import(t.Context(), syncer.ImportOptions{})
	require.Equal(t, text.UnknownPartner, firstProblem(t, err).Code)
}
