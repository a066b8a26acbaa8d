package syncer_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// people adds the users 2 (code 7) and 3 (code 12).
func people(t *testing.T) *world {
	t.Helper()

	w := newWorld(t)
	w.execute(t, "UPDATE users SET Code = '1' WHERE ID = 1")
	w.execute(t, `INSERT INTO users (ID, Code, Name, Name2, IsVeryUsed, GroupID, Password, UserLevel, Deleted, CardNumber) VALUES
		(2, '7', 'Мария', ' ', 1, 1, ' ', 0, 0, ' '), (3, '12', 'Иван', ' ', 1, 1, ' ', 0, 0, ' ')`)

	w.cfg.Fiscal.OperatorCode = ""

	return w
}

func TestSettingA_WhoSigns(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct {
		user, operatorCode string
		id, operator       string
	}{
		"nobody named: user 1":     {"", "", "1", "0001"},
		"by code":                  {"7", "", "2", "0007"},
		"by name, in any case":     {"мария", "", "2", "0007"},
		"two digits":               {"12", "", "3", "0012"},
		"another code in the УНП":  {"7", "A009", "2", "A009"},
		"user 1, and another code": {"", "0042", "1", "0042"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w := people(t)
			w.goods(t, "A")
			w.cfg.Import.User, w.cfg.Fiscal.OperatorCode = c.user, c.operatorCode
			w.order(t, buys("A", "1", row{"payment": row{"method": "cod", "paid": true}}))
			w.imports(t)
			require.Equal(t, c.id+" "+c.id, w.scalar(t, "SELECT OperatorID || ' ' || UserID FROM operations WHERE OperType = 2"))
			require.Equal(t, c.id, w.scalar(t, "SELECT DISTINCT UserID FROM payments"))
			require.Equal(t, []string{"DT279013-" + c.operator + "-0000001"}, w.usns(t))
		})
	}
}

func TestSettingA_WhoCannotSign(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct {
		user, operatorCode, prepare string
		want                        text.Code // empty: it can
	}{
		"unknown":                    {"9", "", "", text.UnknownUser},
		"deleted":                    {"7", "", "UPDATE users SET Deleted = -1 WHERE ID = 2", text.UnknownUser},
		"user 1 deleted":             {"", "", "UPDATE users SET Deleted = -1 WHERE ID = 1", text.UnknownUser},
		"no code":                    {"Мария", "", "UPDATE users SET Code = ' ' WHERE ID = 2", text.OperatorCode},
		"no code, but in the УНП":    {"Мария", "0007", "UPDATE users SET Code = ' ' WHERE ID = 2", ""},
		"two with one code":          {"7", "", "UPDATE users SET Code = '07' WHERE ID = 3", text.DuplicateOperatorCode},
		"two with one, told apart":   {"7", "0099", "UPDATE users SET Code = '07' WHERE ID = 3", ""},
		"the other one is not there": {"7", "", "UPDATE users SET Code = '07', Deleted = -1 WHERE ID = 3", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w := people(t)
			w.cfg.Import.User, w.cfg.Fiscal.OperatorCode = c.user, c.operatorCode

			if c.prepare != "" {
				w.execute(t, c.prepare)
			}

			_, err := w.engine(t).Import(t.Context(), syncer.ImportOptions{})
			if c.want == "" {
				require.NoError(t, err)

				return
			}

			require.Equal(t, c.want, firstProblem(t, err).Code)
		})
	}
}

// Without a УНП nobody's code matters.
func TestSettingA_WithoutUSN(t *testing.T) {
	t.Parallel()

	w := people(t)
	w.goods(t, "A")
	w.execute(t, "UPDATE users SET Code = ' '")
	w.cfg.Import.User, w.cfg.Fiscal = "Мария", syncer.FiscalConfig{SUPTO: syncer.SUPTONo}
	w.order(t, buys("A", "1"))
	w.imports(t)
	require.Equal(t, "2", w.scalar(t, "SELECT OperatorID FROM operations WHERE OperType = 2"))
	require.Empty(t, w.usns(t))
}

func TestSettingB_KnownPartners(t *testing.T) {
	t.Parallel()

	for mode, want := range map[syncer.Mode]string{
		"": "0899 111", syncer.AddAndUpdate: "0899 111", syncer.AddOnly: "0888 123 456",
	} {
		t.Run(string(mode), func(t *testing.T) {
			t.Parallel()

			w := newWorld(t)
			w.goods(t, "A")
			w.cfg.Import.Mode = mode
			id := w.partner(t, ivan())
			w.execute(t, "UPDATE partners SET PriceGroup = 3, Discount = 5 WHERE ID = ?", int64(id))
			w.addCustomer(t, gombashop.CustomerPatch{
				ExternalID: "shop-1", Name: new("Иван Иванов"), Email: new("ivan@example.com"), Phone: new("0899 111"),
			})
			w.imports(t)
			require.Equal(t, want, w.scalar(t, "SELECT Phone FROM partners WHERE ID = ?", int64(id)))
			require.Equal(t, "3 5", w.scalar(t, "SELECT PriceGroup || ' ' || printf('%g', Discount) FROM partners WHERE ID = ?", int64(id)),
				"they are of Склад Pro")
			require.Equal(t, "2", w.scalar(t, "SELECT COUNT(*) FROM partners"), "it is no second partner")
		})
	}
}

// New goods, new partners and orders come in either way; what Склад Pro owns of
// a known good is never written.
func TestSettingB_NewOnesAndOrders(t *testing.T) {
	t.Parallel()

	for _, mode := range []syncer.Mode{syncer.AddAndUpdate, syncer.AddOnly} {
		t.Run(string(mode), func(t *testing.T) {
			t.Parallel()

			w := newWorld(t)
			w.goods(t, "A")
			w.cfg.Import.Mode = mode
			_, err := w.shop.AddProduct(row{"name": "Нова", "vat_rate": "20", "variants": []row{{"sku": "N", "price": "7.00"}}})
			require.NoError(t, err)

			known := w.scalar(t, "SELECT Name || Code || BarCode1 || PriceOut2 || TaxGroup FROM goods WHERE Code = 'A'")
			_, v := w.variantOf(t, "A")
			w.changeProduct(t, gombashop.ProductPatch{ID: w.products(t)[0].ID, Variants: []gombashop.VariantPatch{{
				ID: v.ID, Price: new(euro("99")), Barcode: new("3800000000022"),
			}}})
			w.order(t, buys("A", "1"))

			report := w.imports(t)
			require.Len(t, report.Documents, 1)
			require.Equal(t, "1", w.scalar(t, "SELECT COUNT(*) FROM goods WHERE Code = 'N'"))
			require.Equal(t, "1", w.scalar(t, "SELECT COUNT(*) FROM partners WHERE eMail = 'ivan@example.com'"))
			require.Equal(t, known, w.scalar(t, "SELECT Name || Code || BarCode1 || PriceOut2 || TaxGroup FROM goods WHERE Code = 'A'"))
		})
	}
}

func TestSettingC_Statuses(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct {
		statuses []string
		order    string
		want     string // the order's state
	}{
		"by code":                  {[]string{"confirmed"}, "confirmed", "imported"},
		"by name, in any case":     {[]string{"ПОТВЪРДЕНА"}, "confirmed", "imported"},
		"another":                  {[]string{"confirmed"}, "shipped", "waiting"},
		"one of several":           {[]string{"confirmed", "shipped"}, "shipped", "imported"},
		"a cancelled one never is": {[]string{"confirmed", "shipped"}, "cancelled", "waiting"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w := newWorld(t)
			w.goods(t, "A")
			w.cfg.Import.Statuses = c.statuses
			id := w.order(t, buys("A", "1"))
			w.status(t, id, c.order)
			w.imports(t)
			require.Equal(t, c.want, w.state(t, id))
		})
	}
}

// An id comes before a code, and a code before a name.
func TestSettingC_IDThenCodeThenName(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")

	var cancelled string

	for s, err := range w.client.Statuses.All(t.Context()) {
		require.NoError(t, err)

		if s.IsCancelled {
			cancelled = s.ID
		}
	}

	for _, c := range []struct {
		statuses []string
		want     text.Code
	}{
		{nil, text.NoStatuses},
		{[]string{"confirmed", cancelled}, text.CancelledStatus},
		{[]string{"cancelled"}, text.CancelledStatus},
		{[]string{"Отказана"}, text.CancelledStatus},
		{[]string{"confirmed", "нечувана"}, text.UnknownStatus},
		{[]string{"CONFIRMED"}, text.UnknownStatus}, // a code is matched as it is written
	} {
		w.cfg.Import.Statuses = c.statuses

		s, err := syncer.New(w.cfg)
		if err == nil {
			_, err = s.Import(t.Context(), syncer.ImportOptions{})
		}

		require.Equal(t, c.want, firstProblem(t, err).Code, "%v", c.statuses)
	}
}
