package syncer_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// numbers are the company's columns of a partner.
func (w *world) numbers(t *testing.T, id sklad.PartnerID) string {
	t.Helper()

	return w.scalar(t, "SELECT trim(Bulstat) || '|' || trim(TaxNo) || '|' || trim(Company) FROM Partners WHERE ID = ?", int64(id))
}

// bookedOn is the partner of an order's document.
func (w *world) bookedOn(t *testing.T, id gombashop.OrderID) string {
	t.Helper()

	return w.scalar(t, `SELECT DISTINCT o.PartnerID FROM Operations o JOIN gomba_orders g ON g.Acct = o.Acct AND g.OperType = o.OperType
		WHERE g.OrderID = ?`, string(id))
}

// firm is the billing data of a company.
func firm(eik string) row {
	return row{"company": "Фирма ООД", "mol": "Петър Петров", "eik": eik, "vat_number": "BG" + eik}
}

// savedPartner is what an action says of a partner.
type savedPartner struct {
	customer, company, number string
	isNew                     bool
	changes                   []syncer.Change
}

func saved(s syncer.SavePartner) savedPartner {
	return savedPartner{s.CustomerID, s.Partner.Company, s.Partner.Bulstat, s.New, s.Changes}
}

// savesPartners plans and runs an import, which must write the same partners.
func (w *world) savesPartners(t *testing.T) ([]savedPartner, syncer.Report) {
	t.Helper()

	var planned, written []savedPartner

	for a, err := range w.engine(t).PlanImport(t.Context(), syncer.ImportOptions{}).Actions() {
		require.NoError(t, err)

		if s, ok := a.(syncer.SavePartner); ok {
			require.GreaterOrEqual(t, s.Partner.ID, sklad.PartnerID(0), "no id that only the plan knows")
			planned = append(planned, saved(s))
		}
	}

	w.cfg.Observer = syncer.ObserverFunc(func(_ context.Context, e syncer.Event) {
		if done, ok := e.(syncer.Written); ok {
			if s, ok := done.Action.(syncer.SavePartner); ok {
				written = append(written, saved(s))
			}
		}
	})

	report := w.imports(t)
	w.cfg.Observer = nil

	require.Equal(t, planned, written)

	return written, report
}

// An order for a company that is found by link, e-mail or phone: a partner
// without ЕИК gets the order's, for the invoice is made out to it; in the mode
// add_only it is left as it is, and a person is told.
func TestAnOrderForACompanyCompletesItsPartner(t *testing.T) {
	t.Parallel()

	for _, mode := range []syncer.Mode{syncer.AddAndUpdate, syncer.AddOnly} {
		for name, customer := range map[string]row{
			"link":   {"name": "Х", "email": "other@example.com"},
			"e-mail": {"name": "Х", "email": "IVAN@example.com"},
			"phone":  {"name": "Х", "phone": "+359 888 12 34 56"},
		} {
			t.Run(string(mode)+" "+name, func(t *testing.T) {
				t.Parallel()

				w := newWorld(t)
				w.cfg.Import.Mode, w.cfg.Import.Nomenclature, w.cfg.Export.Partners = mode, false, true
				id := w.partner(t, ivan())
				w.goods(t, "A")

				if name == "link" {
					customer["id"] = w.customerOf(t, id).ID
				}

				order := w.order(t, buys("A", "1", row{"customer": customer, "billing": firm("123456789")}))
				saved, report := w.savesPartners(t)
				require.Equal(t, fmt.Sprint(id), w.bookedOn(t, order))

				if mode == syncer.AddOnly {
					require.Empty(t, saved)
					require.Equal(t, "||Иван Иванов", w.numbers(t, id))
					require.Equal(t, []text.Code{text.PartnerWithoutNumber}, codes(report.Warnings))
					require.Contains(t, report.Warnings[0].Args["partner"], "Иван Иванов")
					require.Equal(t, "123456789", report.Warnings[0].Args["number"])
				} else {
					require.Len(t, saved, 1)
					require.False(t, saved[0].isNew)
					require.Equal(t, []syncer.Change{
						{Field: "Bulstat", After: "123456789"}, {Field: "TaxNo", After: "BG123456789"},
					}, saved[0].changes)
					require.Equal(t, "123456789|BG123456789|Иван Иванов", w.numbers(t, id))
					require.Empty(t, report.Warnings)
				}

				w.cfg.Export.Quantities = false
				w.quiet(t)
				require.Zero(t, w.imports(t).Buckets[syncer.KindPartner].Written)
				require.Equal(t, "2", w.scalar(t, "SELECT COUNT(*) FROM Partners"))
			})
		}
	}
}

// A partner that has the number of another company is never taken, whichever of
// the two columns it stands in.
func TestAPartnerOfAnotherCompanyIsNeverTaken(t *testing.T) {
	t.Parallel()

	for _, mode := range []syncer.Mode{syncer.AddAndUpdate, syncer.AddOnly} {
		for _, other := range []sklad.Partner{{Bulstat: "999999999"}, {TaxNo: "BG999999999"}} {
			w := newWorld(t)
			w.cfg.Import.Mode, w.cfg.Import.Nomenclature = mode, false
			w.goods(t, "A")

			p := ivan()
			p.Bulstat, p.TaxNo = other.Bulstat, other.TaxNo
			id := w.partner(t, p)
			before := w.numbers(t, id)

			order := w.order(t, buys("A", "1", row{"billing": firm("123456789")}))
			saved, report := w.savesPartners(t)
			require.Len(t, saved, 1)
			require.True(t, saved[0].isNew)
			require.Empty(t, report.Warnings)
			require.NotEqual(t, fmt.Sprint(id), w.bookedOn(t, order))
			require.Equal(t, before, w.numbers(t, id))
		}
	}
}

// The plan knows what its earlier orders will have written: the second firm
// behind one e-mail is not the first one, and the first is found by its number.
func TestAPlanKnowsTheNumbersThatItWillWrite(t *testing.T) {
	t.Parallel()

	for _, known := range []bool{true, false} {
		w := newWorld(t)
		w.cfg.Import.Nomenclature = false
		w.goods(t, "A")

		if known {
			w.partner(t, ivan())
		} else {
			w.order(t, buys("A", "1")) // the partner is made by this very run
		}

		account := row{"id": "77", "name": "Иван", "email": "ivan@example.com"}
		w.order(t, buys("A", "1", row{"customer": account, "billing": firm("111111111")}))
		w.order(t, buys("A", "1", row{"customer": account, "billing": firm("222222222")}))
		w.order(t, buys("A", "1", row{"billing": firm("111111111")}))
		w.order(t, buys("A", "1", row{"customer": account}))

		_, report := w.savesPartners(t)
		require.Empty(t, report.Parked)
		require.Equal(t, "111111111,222222222,", w.scalar(t,
			"SELECT group_concat(trim(Bulstat)) FROM (SELECT Bulstat FROM Partners WHERE ID > 1 ORDER BY ID)"), "two firms and a person")
	}
}

// Somebody enters a number in Склад Pro between plan and transaction.
func TestANumberThatIsEnteredMeanwhileStays(t *testing.T) {
	t.Parallel()

	for entered, same := range map[string]bool{
		"Bulstat = '123456789'": true, "Bulstat = '999999999'": false, "TaxNo = 'BG 123 456 789'": true, "TaxNo = 'BG 999 999 999'": false,
	} {
		w := newWorld(t)
		w.cfg.Import.Nomenclature = false
		w.goods(t, "A")
		id := w.partner(t, ivan())

		once := false
		inner := syncer.DefaultPartnerMatcher()
		w.cfg.PartnerMatcher = syncer.PartnerMatcherFunc(func(ctx context.Context, q syncer.PartnerMatchQuery) (syncer.PartnerMatchAnswer, error) {
			answer, err := inner.MatchPartner(ctx, q)
			if !once {
				once = true

				w.execute(t, "UPDATE Partners SET "+entered+" WHERE ID = ?", int64(id))
			}

			return answer, err
		})

		order := w.order(t, buys("A", "1", row{"billing": firm("123456789")}))
		require.Empty(t, w.imports(t).Parked)
		require.Equal(t, "1", w.scalar(t, "SELECT COUNT(*) FROM Partners WHERE "+entered+" AND ID = ?", int64(id)), entered)
		require.Equal(t, same, w.bookedOn(t, order) == fmt.Sprint(id), entered)
	}
}

// Nobody's number gets onto the partner that all guests share.
func TestTheGuestPartnerGetsNoNumber(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.cfg.Import.Nomenclature = false
	w.goods(t, "A")

	guest := ivan()
	guest.Company = "Онлайн клиент"
	id := w.partner(t, guest)
	w.cfg.Import.GuestPartner = "Онлайн клиент"

	order := w.order(t, buys("A", "1", row{"billing": firm("123456789")}))
	require.Empty(t, w.imports(t).Parked)
	require.Equal(t, "||Онлайн клиент", w.numbers(t, id))
	require.NotEqual(t, fmt.Sprint(id), w.bookedOn(t, order), "a company needs a partner of its own")
}
