package syncer_test

import (
	"context"
	"slices"
	"strconv"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// partnerWorld sends partners alone.
func partnerWorld(t *testing.T) *world {
	t.Helper()

	w := newWorld(t)
	w.cfg.Export.Goods, w.cfg.Export.Quantities, w.cfg.Export.Partners = false, false, true

	return w
}

// ivan is a partner of whom the shop may hear.
func ivan() sklad.Partner {
	return sklad.Partner{
		Company: "Иван Иванов", MOL: "Иван Иванов", City: "Варна", Address: "ул. Цар Симеон 1", Email: "ivan@example.com", Phone: "0888 123 456",
		PriceGroup: sklad.Retail, Type: sklad.PartnerClient, GroupID: 1,
	}
}

func (w *world) partner(t *testing.T, p sklad.Partner) sklad.PartnerID {
	t.Helper()

	var id sklad.PartnerID

	require.NoError(t, w.db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
		var err error
		id, err = tx.SavePartner(ctx, p, sklad.PartnerAll)

		return err
	}))

	return id
}

func (w *world) manyPartners(t *testing.T, n int) {
	t.Helper()

	require.NoError(t, w.db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
		for i := range n {
			p := sklad.Partner{Company: "P" + strconv.Itoa(i), Code: "P" + strconv.Itoa(i), Email: strconv.Itoa(i) + "@example.com", PriceGroup: 1}
			if _, err := tx.SavePartner(ctx, p, sklad.PartnerAll); err != nil {
				return err
			}
		}

		return nil
	}))
}

func (w *world) customers(t tester) []gombashop.Customer {
	t.Helper()

	var all []gombashop.Customer
	for c, err := range w.client.Customers.All(t.Context(), gombashop.CustomerListOptions{}) {
		require.NoError(t, err)
		all = append(all, c)
	}

	return all
}

// customerOf is the shop's customer with the id of a partner.
func (w *world) customerOf(t *testing.T, id sklad.PartnerID) gombashop.Customer {
	t.Helper()

	all := w.customers(t)
	i := slices.IndexFunc(all, func(c gombashop.Customer) bool { return c.ExternalID == strconv.FormatInt(int64(id), 10) })
	require.GreaterOrEqual(t, i, 0, "no customer of partner %d", id)

	return all[i]
}

// addCustomer registers somebody in the shop.
func (w *world) addCustomer(t tester, c gombashop.CustomerPatch) string {
	t.Helper()

	results, err := w.client.Customers.Upsert(t.Context(), []gombashop.CustomerPatch{c})
	require.NoError(t, err)
	require.Nil(t, results[0].Err)

	return results[0].ID
}

// asked counts the requests about customers.
func (w *world) asked() int {
	n := 0

	for _, r := range w.shop.Requests() {
		if len(r.Path) > 25 && r.Path[:27] == "/api/microinvest/v1/customer" {
			n++
		}
	}

	return n
}

func TestAPartnerBecomesACustomer(t *testing.T) {
	t.Parallel()

	w := partnerWorld(t)
	person := w.partner(t, ivan())

	firm := ivan()
	firm.Company, firm.MOL, firm.Bulstat, firm.TaxNo, firm.Email = "Пример ЕООД", "Петър Петров", "123456789", "BG123456789", "Office@example.com; other@example.com"
	firm.Type, firm.PriceGroup, firm.Discount = sklad.PartnerUniversal, 0, decimal.RequireFromString("7.5")
	company := w.partner(t, firm)

	plan := w.plannedExport(t)
	h := &heard{}
	w.cfg.Observer = h
	report := w.export(t)
	require.Equal(t, plan, h.written)
	require.Equal(t, 2, report.Buckets[syncer.KindPartner].Written)

	c := w.customerOf(t, person)
	require.Equal(t, gombashop.Person, c.Type)
	require.Equal(t, []string{"Иван Иванов", "", "ivan@example.com", "0888 123 456"}, []string{c.Name, c.Company, c.Email, c.Phone})
	require.Equal(t, "Варна ул. Цар Симеон 1", c.Addresses[0].City+" "+c.Addresses[0].Line1)
	require.Equal(t, 1, c.PriceGroup)

	c = w.customerOf(t, company)
	require.Equal(t, gombashop.Company, c.Type)
	require.Equal(t, []string{"Пример ЕООД", "Петър Петров", "123456789", "BG123456789"}, []string{c.Company, c.MOL, c.EIK, c.VATNumber})
	require.Equal(t, "Office@example.com", c.Email, "the first of several")
	require.Equal(t, "7.5", c.DiscountPercent.Decimal.String())
	require.Zero(t, c.PriceGroup, "the wholesale price is a group, and not none")
	w.quiet(t)
}

func TestOnlyWhatChangedOfAPartnerIsSent(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct {
		change string
		groups []string
	}{
		"name":     {"Company = 'Друг'", []string{"name"}},
		"numbers":  {"Bulstat = '123456789'", []string{"numbers"}},
		"email":    {"eMail = 'new@example.com'", []string{"email"}},
		"phone":    {"Phone = '02 987 654'", []string{"contacts"}},
		"address":  {"City = 'София'", []string{"contacts"}},
		"discount": {"Discount = 5", []string{"terms"}},
		"prices":   {"PriceGroup = 3", []string{"terms"}},
		"no field": {"PaymentDays = 14, Note1 = 'x'", nil},
		"case":     {"eMail = 'IVAN@example.com'", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w := partnerWorld(t)
			id := w.partner(t, ivan())
			w.partner(t, sklad.Partner{Company: "Друг", Phone: "0888999999", PriceGroup: 1})
			w.export(t)
			w.execute(t, "UPDATE partners SET "+c.change+" WHERE ID = ?", int64(id))

			var sent []syncer.UpsertCustomer

			for a, err := range w.engine(t).PlanExport(t.Context(), syncer.ExportOptions{}).Actions() {
				require.NoError(t, err)
				sent = append(sent, a.(syncer.UpsertCustomer)) //nolint:forcetypeassert // nothing else is switched on
			}

			if c.groups == nil {
				require.Empty(t, sent)
			} else {
				require.Len(t, sent, 1)
				require.Equal(t, c.groups, sent[0].Groups)
			}

			w.export(t)
			w.quiet(t)
		})
	}
}

// The customer's other addresses are the shop's, and stay.
func TestAChangedAddressKeepsTheOthers(t *testing.T) {
	t.Parallel()

	w := partnerWorld(t)
	id := w.partner(t, ivan())
	w.export(t)

	c := w.customerOf(t, id)
	addresses := append(slices.Clone(c.Addresses), gombashop.Address{Kind: gombashop.ShippingAddress, Country: "BG", City: "Русе", Postcode: "7000", Line1: "ул. 2"})
	addresses[0].Postcode = "9000"
	w.addCustomer(t, gombashop.CustomerPatch{ID: c.ID, Addresses: &addresses})

	w.execute(t, "UPDATE partners SET Address = 'ул. Нова 5' WHERE ID = ?", int64(id))
	w.export(t)

	c = w.customerOf(t, id)
	require.Len(t, c.Addresses, 2)
	require.Equal(t, "9000 Варна ул. Нова 5", c.Addresses[0].Postcode+" "+c.Addresses[0].City+" "+c.Addresses[0].Line1)
	require.Equal(t, "Русе", c.Addresses[1].City)
	w.quiet(t)
}

// A customer whose order made the partner is not sent back; the terms that Склад
// Pro gives a partner are, because nobody else has them.
func TestACustomerOfAnOrderIsNotSentBack(t *testing.T) {
	t.Parallel()

	for _, nomenclature := range []bool{true, false} {
		w := newWorld(t)
		w.cfg.Export.Partners, w.cfg.Import.Nomenclature = true, nomenclature
		w.goods(t, "A")

		known := ivan()
		known.Email, known.Discount = "known@example.com", decimal.NewFromInt(10)
		w.partner(t, known)

		customer := w.addCustomer(t, gombashop.CustomerPatch{ExternalID: "theirs-1", Name: new("Нов"), Email: new("new@example.com")})
		theirs := w.addCustomer(t, gombashop.CustomerPatch{ExternalID: "theirs-2", Name: new("Познат"), Email: new("KNOWN@example.com")})
		w.order(t, buys("A", "1", row{"customer": row{"id": customer, "name": "Нов", "email": "new@example.com"}}))
		w.order(t, buys("A", "1", row{"customer": row{"id": theirs, "name": "Познат", "email": "known@example.com"}}))
		w.imports(t)

		plan := w.plannedExport(t)
		require.Len(t, slices.DeleteFunc(plan, func(s string) bool { return s[:20] != "syncer.UpsertCustome" }), 1)
		w.export(t)
		w.quiet(t)

		all := w.customers(t)
		require.Len(t, all, 2)
		require.Equal(t, "theirs-1 Нов", all[slices.IndexFunc(all, func(c gombashop.Customer) bool { return c.ID == customer })].ExternalID+" Нов")

		c := all[slices.IndexFunc(all, func(c gombashop.Customer) bool { return c.ID == theirs })]
		require.Equal(t, "10", c.DiscountPercent.Decimal.String())
		require.Equal(t, "Познат theirs-2", c.Name+" "+c.ExternalID, "what the shop calls its own stays")
	}
}

func TestAnEmailOfAnotherCustomerParks(t *testing.T) {
	t.Parallel()

	w := partnerWorld(t)
	w.addCustomer(t, gombashop.CustomerPatch{ExternalID: "x", Name: new("Иван"), Email: new("IVAN@example.com")})
	w.partner(t, ivan())

	twin := ivan()
	twin.Company, twin.Email = "Втори", "two@example.com"
	first := w.partner(t, twin)
	twin.Company = "Трети"
	w.partner(t, twin)

	plan := w.plannedExport(t)
	report := w.export(t)
	require.Equal(t, []text.Code{text.EmailTaken, text.EmailTaken}, codes(report.Parked))
	require.Len(t, plan, 3)
	require.Contains(t, report.Parked[0].Error(), "ivan@example.com")
	require.Contains(t, report.Parked[1].Error(), "partner "+strconv.FormatInt(int64(first), 10))
	require.Len(t, w.customers(t), 2)

	// A known customer that gets the e-mail of another one stays as it is.
	w.execute(t, "UPDATE partners SET eMail = 'ivan@example.com' WHERE ID = ?", int64(first))
	w.execute(t, "UPDATE partners SET Deleted = -1 WHERE ID <> ?", int64(first))
	require.Equal(t, text.EmailTaken, problem(t, w.export(t)).Code)
	require.Equal(t, "two@example.com", w.customerOf(t, first).Email)

	// Importing the shop's customers joins the first one with its partner.
	w = partnerWorld(t)
	w.addCustomer(t, gombashop.CustomerPatch{ExternalID: "x", Name: new("Иван"), Email: new("IVAN@example.com")})
	w.partner(t, ivan())
	w.imports(t)
	require.Empty(t, w.export(t).Parked)
	require.Len(t, w.customers(t), 1)
}

// Contacts changed on one side go to the other; on both, setting b decides.
func TestContactsThatBothSidesChanged(t *testing.T) {
	t.Parallel()

	for _, c := range []struct {
		mode               syncer.Mode
		here, there        string
		wantHere, wantShop string
		warns              bool
	}{
		{syncer.AddAndUpdate, "0888 1", "", "0888 1", "0888 1", false},
		{syncer.AddAndUpdate, "", "0888 2", "0888 2", "0888 2", false},
		{syncer.AddAndUpdate, "0888 1", "0888 2", "0888 2", "0888 2", true},
		{syncer.AddAndUpdate, "0888 3", "0888 3", "0888 3", "0888 3", false},
		{syncer.AddOnly, "0888 1", "", "0888 1", "0888 1", false},
		{syncer.AddOnly, "", "0888 2", "0888 123 456", "0888 2", false},
		{syncer.AddOnly, "0888 1", "0888 2", "0888 1", "0888 1", false},
	} {
		w := partnerWorld(t)
		w.cfg.Import.Mode = c.mode
		id := w.partner(t, ivan())
		w.export(t)
		w.imports(t)

		if c.here != "" {
			w.execute(t, "UPDATE partners SET Phone = ? WHERE ID = ?", c.here, int64(id))
		}

		if c.there != "" {
			w.addCustomer(t, gombashop.CustomerPatch{ExternalID: strconv.FormatInt(int64(id), 10), Phone: &c.there})
		}

		report := w.export(t)
		require.Equal(t, c.warns, len(report.Warnings) > 0, "%+v", c)
		w.imports(t)
		require.Equal(t, c.wantHere, w.scalar(t, "SELECT Phone FROM partners WHERE ID = ?", int64(id)), "%+v", c)
		require.Equal(t, c.wantShop, w.customerOf(t, id).Phone, "%+v", c)
		w.quiet(t)
		require.Zero(t, w.imports(t).Buckets[syncer.KindPartner].Written, "nobody's own write comes back: %+v", c)
	}
}

// Another field that goes out in the same run brings no contacts of the shop's
// into the bargain, and a full run overwrites none.
func TestContactsOfTheShopOutliveOtherChanges(t *testing.T) {
	t.Parallel()

	for _, full := range []bool{false, true} {
		for _, here := range []string{"Discount = 5", "Discount = 5, Phone = '0888 1'"} {
			w := partnerWorld(t)
			id := w.partner(t, ivan())
			w.export(t)
			w.imports(t)
			w.execute(t, "UPDATE partners SET "+here+" WHERE ID = ?", int64(id))
			w.addCustomer(t, gombashop.CustomerPatch{ExternalID: strconv.FormatInt(int64(id), 10), Phone: new("0888 2")})

			_, err := w.exports(t, syncer.ExportOptions{Full: full})
			require.NoError(t, err)
			require.Equal(t, "5", w.customerOf(t, id).DiscountPercent.Decimal.String())
			w.imports(t)
			require.Equal(t, "0888 2", w.scalar(t, "SELECT Phone FROM partners WHERE ID = ?", int64(id)))
			require.Equal(t, "0888 2", w.customerOf(t, id).Phone)
			w.quiet(t)
		}
	}
}

// The run is cut off at every transaction; the customers are made once, and a
// change that was sent is nobody else's.
func TestACutOffExportOfPartnersDoublesNothing(t *testing.T) {
	t.Parallel()

	for at := 1; ; at++ {
		w := partnerWorld(t)
		known := w.partner(t, ivan())
		w.export(t)
		w.execute(t, "UPDATE partners SET Phone = '0888 5' WHERE ID = ?", int64(known))

		w.manyPartners(t, 201)

		warehouse, n := w.cfg.Warehouse, 0
		w.cfg.Warehouse = &exportWarehouse{Warehouse: warehouse, fail: func() bool { n++; return n == at }}
		_, err := w.exports(t, syncer.ExportOptions{})
		w.cfg.Warehouse = warehouse

		if err == nil {
			require.Greater(t, at, 2)

			return
		}

		w.execute(t, "UPDATE partners SET Phone = '0888 6' WHERE ID = ?", int64(known))
		require.Empty(t, w.export(t).Warnings, "at %d", at)
		require.Len(t, w.customers(t), 202)
		require.Equal(t, "0888 6", w.customerOf(t, known).Phone)
		w.quiet(t)
	}
}

func TestARefusedPartnerIsParkedAlone(t *testing.T) {
	t.Parallel()

	w := partnerWorld(t)
	odd := ivan()
	odd.Discount = decimal.NewFromInt(-5)
	id := w.partner(t, odd)
	other := w.partner(t, sklad.Partner{Company: "Друг", Phone: "0888999999", PriceGroup: 1})

	require.Equal(t, text.ShopRefused, problem(t, w.export(t)).Code, "the shop takes discounts from 0 on")
	require.Equal(t, "Друг", w.customerOf(t, other).Name)

	w.execute(t, "UPDATE partners SET Discount = 5 WHERE ID = ?", int64(id))
	require.Empty(t, w.export(t).Parked)
	w.quiet(t)
}

func TestACustomerThatTheShopLostIsMadeAgainInFull(t *testing.T) {
	t.Parallel()

	w := partnerWorld(t)
	id := w.partner(t, ivan())
	w.export(t)
	w.execute(t, "UPDATE gomba_links SET ShopID = '777' WHERE Kind = 'customer'")
	w.execute(t, "UPDATE partners SET Discount = 5 WHERE ID = ?", int64(id))
	require.Equal(t, text.NotInShop, problem(t, w.export(t)).Code)

	_, err := w.exports(t, syncer.ExportOptions{Full: true})
	require.NoError(t, err)
	require.Equal(t, "5", w.customerOf(t, id).DiscountPercent.Decimal.String())
	w.quiet(t)

	// Not where somebody else has the e-mail by now: that would be one person twice.
	w.addCustomer(t, gombashop.CustomerPatch{ID: w.customerOf(t, id).ID, Email: new("old@example.com")})
	w.addCustomer(t, gombashop.CustomerPatch{ExternalID: "x", Name: new("Иван"), Email: new("ivan@example.com")})
	w.execute(t, "UPDATE gomba_links SET ShopID = '778' WHERE Kind = 'customer'")

	report, err := w.exports(t, syncer.ExportOptions{Full: true})
	require.NoError(t, err)
	require.Equal(t, text.EmailTaken, problem(t, report).Code)
}

// Nothing of the shop's is deleted: a partner that is gone keeps its customer,
// and one that comes back goes on with it.
func TestAPartnerThatIsGoneKeepsItsCustomer(t *testing.T) {
	t.Parallel()

	w := partnerWorld(t)
	id := w.partner(t, ivan())
	w.partner(t, sklad.Partner{Company: "Друг", Phone: "0888999999", PriceGroup: 1})
	w.export(t)

	w.execute(t, "UPDATE partners SET Deleted = -1, Discount = 3 WHERE ID = ?", int64(id))
	w.quiet(t)
	require.Len(t, w.customers(t), 2)

	w.execute(t, "UPDATE partners SET Deleted = 0 WHERE ID = ?", int64(id))
	w.export(t)
	require.Len(t, w.customers(t), 2)
	require.Equal(t, "3", w.customerOf(t, id).DiscountPercent.Decimal.String())

	w.execute(t, "UPDATE partners SET Deleted = -1")
	require.Equal(t, text.NoPartners, stopped(t, w, syncer.ExportOptions{}).Code, "an empty source is an error")
}

func TestPartnersNeverBlockAndAreNeverBlocked(t *testing.T) {
	t.Parallel()

	w := partnerWorld(t)
	w.good(t, tea(), "10")
	_, err := w.shop.AddProduct(row{"name": "Друго", "vat_rate": "20", "variants": []row{{"sku": "X", "price": "1.00"}}})
	require.NoError(t, err)
	w.addCustomer(t, gombashop.CustomerPatch{ExternalID: "x", Name: new("Мария"), Email: new("maria@example.com")})
	w.partner(t, ivan())
	w.export(t)
	require.Len(t, w.customers(t), 2)

	w.cfg.Export.Goods = true
	_, err = w.exports(t, syncer.ExportOptions{})
	require.Equal(t, text.UnlinkedSides, firstProblem(t, err).Code)
	_, err = w.exports(t, syncer.ExportOptions{Only: syncer.KindPartner})
	require.NoError(t, err)
}

// The shop has taken a change, the run ends before its link is written, and a
// person takes the change back: the shop follows.
func TestSettingI_AChangeThatIsTakenBackAfterACrash(t *testing.T) {
	t.Parallel()

	for column, c := range map[string]struct {
		of   func(gombashop.Customer) string
		a, b string
	}{
		"Company":  {func(c gombashop.Customer) string { return c.Name }, "Иван Иванов", "Петър Петров"},
		"Discount": {func(c gombashop.Customer) string { return c.DiscountPercent.Decimal.String() }, "0", "7"},
		"Phone":    {func(c gombashop.Customer) string { return c.Phone }, "0888 123 456", "0899 123 456"},
	} {
		w := partnerWorld(t)
		id := w.partner(t, ivan())
		w.export(t)
		require.Equal(t, c.a, c.of(w.customerOf(t, id)))

		w.execute(t, "UPDATE partners SET "+column+" = ? WHERE ID = ?", c.b, int64(id))

		plain := w.cfg.Warehouse
		w.cfg.Warehouse = &exportWarehouse{Warehouse: plain, fail: func() bool { return c.of(w.customerOf(t, id)) == c.b }}
		_, err := w.exports(t, syncer.ExportOptions{})
		require.ErrorIs(t, err, errKilled)

		w.cfg.Warehouse = plain
		w.execute(t, "UPDATE partners SET "+column+" = ? WHERE ID = ?", c.a, int64(id))
		w.imports(t)
		w.export(t)
		require.Equal(t, c.a, c.of(w.customerOf(t, id)), column)
		require.Equal(t, c.a, w.scalar(t, "SELECT "+column+" FROM partners WHERE ID = ?", int64(id)), column)
		w.quiet(t)
	}
}
