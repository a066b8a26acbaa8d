package syncer_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// teaShop has a product of a category and a customer whom Склад Pro does not
// know.
func teaShop(t *testing.T) *world {
	t.Helper()

	w := newWorld(t)
	w.goods(t, "A")

	results, err := w.client.Categories.Upsert(t.Context(), []gombashop.CategoryPatch{{ExternalID: "own", Name: new("Чайове")}})
	require.NoError(t, err)
	_, err = w.shop.AddProduct(row{
		"name": "Липа", "vat_rate": "20", "category_ids": []string{results[0].ID},
		"variants": []row{{"sku": "L", "price": "3.00", "quantity": "7"}},
	})
	require.NoError(t, err)
	w.addCustomer(t, gombashop.CustomerPatch{ExternalID: "shop-1", Name: new("Мария"), Email: new("maria@example.com")})

	return w
}

func TestSettingN_OnAndOff(t *testing.T) {
	t.Parallel()

	for _, on := range []bool{true, false} {
		w := teaShop(t)
		w.cfg.Import.Nomenclature = on
		w.shop.ClearRequests()
		w.imports(t)

		listed := slices.DeleteFunc(w.requested(), func(r string) bool {
			return !strings.HasPrefix(r, "GET /products") && !strings.HasPrefix(r, "GET /customers") && !strings.HasPrefix(r, "GET /categories")
		})
		came := w.scalar(t, `SELECT (SELECT COUNT(*) FROM goods WHERE Code = 'L') || ' ' ||
			(SELECT COUNT(*) FROM partners WHERE eMail = 'maria@example.com') || ' ' || (SELECT COUNT(*) FROM goodsgroups WHERE Name = 'Чайове')`)

		if on {
			require.Equal(t, []string{"GET /categories", "GET /customers", "GET /products"}, listed)
			require.Equal(t, "1 1 1", came)
		} else {
			require.Empty(t, listed, "no listing of the shop's goods or customers")
			require.Equal(t, "0 0 0", came)
		}
	}
}

// A good that came from the shop has no figure until something moved it: the
// shop's own quantity stays.
func TestSettingN_NoFigureBeforeAMovement(t *testing.T) {
	t.Parallel()

	w := teaShop(t)
	w.imports(t)
	require.Equal(t, "Чайове", w.scalar(t, "SELECT gg.Name FROM goods g JOIN goodsgroups gg ON gg.ID = abs(g.GroupID) WHERE g.Code = 'L'"))
	w.figures(t)
	require.Equal(t, "7", w.inShop(t, "L"))

	w.inStore(t, "L", "5")
	w.execute(t, `INSERT INTO operations (OperType, Acct, GoodID, PartnerID, ObjectID, OperatorID, Qtty, Sign, PriceIn, PriceOut, VATIn, VATOut,
		Discount, CurrencyID, CurrencyRate, Date, Lot, LotID, Note, SrcDocID, UserID, UserRealTime) SELECT 1, 1, ID, 1, 1, 1, 5, 1, 1, 3, 0, 0, 0, 1, 1,
		'2026-11-01 00:00:00', ' ', 1, ' ', 0, 1, '2026-11-01 00:00:00' FROM goods WHERE Code = 'L'`)
	w.figures(t)
	require.Equal(t, "5", w.inShop(t, "L"))
}

// Off, an order still brings its partner, and its goods as missing_good says.
func TestSettingN_OffWithOrders(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct {
		missing syncer.MissingGood
		code    string
		want    text.Code // empty: it is imported
	}{
		"a known good":             {"", "A", ""},
		"a missing one":            {"", "L", text.UnknownGood},
		"a missing one, park":      {syncer.MissingPark, "L", text.UnknownGood},
		"a missing one, create":    {syncer.MissingCreate, "L", ""},
		"a known good, and create": {syncer.MissingCreate, "A", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w := teaShop(t)
			w.execute(t, "UPDATE Configuration SET Value = '-1' WHERE Key = 'configkey12'") // a new good has no stock to sell
			w = w.again(t)
			w.cfg.Import.Nomenclature, w.cfg.Import.MissingGood = false, c.missing
			w.order(t, buys(c.code, "1"))

			report := w.imports(t)
			if c.want != "" {
				require.Equal(t, c.want, problem(t, report).Code)
				require.Equal(t, "0", w.scalar(t, "SELECT COUNT(*) FROM partners WHERE eMail = 'ivan@example.com'"))

				return
			}

			require.Len(t, report.Documents, 1)
			require.Equal(t, c.code, w.scalar(t, "SELECT trim(g.Code) FROM operations o JOIN goods g ON g.ID = o.GoodID WHERE o.OperType = 2"))
			require.Equal(t, "1", w.scalar(t, "SELECT COUNT(*) FROM partners WHERE eMail = 'ivan@example.com'"))

			w.order(t, buys(c.code, "1"))
			w.imports(t)
			require.Equal(t, "1", w.scalar(t, "SELECT COUNT(*) FROM partners WHERE eMail = 'ivan@example.com'"), "and is matched the next time")
		})
	}
}
