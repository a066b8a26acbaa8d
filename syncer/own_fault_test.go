package syncer_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// An order that does not fit the tables parks, and the next one comes in.
func TestAnOrderThatDoesNotFitParksAlone(t *testing.T) {
	t.Parallel()

	long := strings.Repeat("я", 400)

	for name, c := range map[string]struct {
		order row
		code  text.Code
	}{
		"customer's name": {buys("A", "1", row{"customer": row{"name": long, "email": "x@example.com"}}), text.InvalidRecord},
		"customer's id":   {buys("A", "1", row{"customer": row{"id": long, "name": "Z", "email": "x@example.com"}}), text.InvalidRecord},
		"order's id":      {buys("A", "1", row{"id": strings.Repeat("9", 400)}), text.InvalidRecord},
		"address":         {buys("A", "1", row{"billing": row{"city": "S", "line1": long}}), text.InvalidRecord},
		"transaction":     {buys("A", "1", row{"payment": row{"method": "card", "paid": true, "transaction_ref": long}}), text.InvalidRecord},
		"no customer":     {row{"items": []row{{"sku": "A"}}}, text.InvalidRecord},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w := newWorld(t)
			w.goods(t, "A")
			bad := w.order(t, c.order)
			good := w.order(t, buys("A", "1"))

			report := w.imports(t)
			require.Equal(t, c.code, problem(t, report).Code)
			require.Len(t, report.Documents, 1)
			require.Equal(t, "imported", w.state(t, good))

			if len(bad) < 190 { // the ledger keeps no longer id
				require.Equal(t, "parked", w.state(t, bad))
			}

			require.Equal(t, "1", w.scalar(t, "SELECT COUNT(*) FROM gomba_events WHERE Kind = 'parked'"))
		})
	}
}

// One order that the shop fails to show parks; the shop that is down ends the
// run and journals nothing.
func TestAnOrderThatTheShopCannotShowParksAlone(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	bad, err := w.shop.PlaceOrder(buys("A", "1"))
	require.NoError(t, err)
	w.imports(t)

	shop := w.flake()
	w.cfg.Now = func() time.Time { return time.Now().Add(2 * time.Hour) }
	good := w.order(t, buys("A", "1"))

	for _, code := range []gombashop.ErrorCode{gombashop.CodeInternal, gombashop.CodeBadResponse, gombashop.CodeConflict} {
		shop.order = func(id gombashop.OrderID) error {
			if id == bad {
				return fault(code)
			}

			return nil
		}

		require.Equal(t, text.OrderUnreadable, problem(t, w.imports(t)).Code, code)
	}

	require.Equal(t, "parked", w.state(t, bad))
	require.Equal(t, "imported", w.state(t, good))

	shop.order = nil
	w.status(t, bad, "confirmed")
	require.Len(t, w.imports(t).Documents, 1, "it comes as soon as it can be read")
}

func TestAShopThatIsDownEndsTheRun(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	waits, err := w.shop.PlaceOrder(buys("A", "1"))
	require.NoError(t, err)
	w.imports(t)

	shop := w.flake()
	w.cfg.Now = func() time.Time { return time.Now().Add(2 * time.Hour) }
	shop.order = func(gombashop.OrderID) error {
		require.NoError(t, w.shop.SetFaults(gombashoptest.Fault{Kind: gombashoptest.FaultStatus, Status: 401}))

		return fault(gombashop.CodeInternal)
	}

	report, err := w.engine(t).Import(t.Context(), syncer.ImportOptions{})
	require.Error(t, err)
	require.Empty(t, report.Parked)
	require.Equal(t, "waiting", w.state(t, waits))
}

// An order that cannot be understood has a row, and comes in by its id although
// the watermark has long passed it.
func TestAnUnreadableOrderIsNeverLost(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	bad := w.order(t, buys("A", "1"))

	shop := w.flake()
	shop.pages = func(p gombashop.Page[gombashop.Order]) gombashop.Page[gombashop.Order] {
		var keep []gombashop.Order

		for _, o := range p.Data {
			if o.ID != bad {
				keep = append(keep, o)

				continue
			}

			e, _ := errors.AsType[*gombashop.Error](fault(gombashop.CodeBadResponse))
			p.Rejected = append(p.Rejected, gombashop.Rejected{ID: string(o.ID), UpdatedAt: o.UpdatedAt, Err: e})
		}

		p.Data = keep

		return p
	}

	require.Equal(t, text.OrderUnreadable, problem(t, w.imports(t)).Code)
	require.Equal(t, "parked", w.state(t, bad))

	shop.pages = nil
	w.execute(t, "UPDATE gomba_marks SET Value = ? WHERE Name LIKE 'watermark:orders%'",
		time.Now().Add(time.Hour).UTC().Format(time.RFC3339Nano))
	require.Len(t, w.imports(t).Documents, 1)
	require.Equal(t, "imported", w.state(t, bad))
}

// An error of the integrator's own code belongs to the record that it was asked
// about.
func TestAStrategyThatFailsParksItsOrderAlone(t *testing.T) {
	t.Parallel()

	refused := errors.New("the CRM does not know this customer")
	bad := func(o gombashop.Order) bool { return o.Customer.Name == "bad" }

	for name, set := range map[string]func(*syncer.Config){
		"Eligibility": func(c *syncer.Config) {
			c.Eligibility = syncer.EligibilityFunc(func(_ context.Context, q syncer.EligibilityQuery) (syncer.EligibilityAnswer, error) {
				if bad(q.Order) {
					return syncer.EligibilityAnswer{}, refused
				}

				return syncer.EligibilityAnswer{Eligible: true}, nil
			})
		},
		"PartnerMatcher": func(c *syncer.Config) {
			c.PartnerMatcher = syncer.PartnerMatcherFunc(func(ctx context.Context, q syncer.PartnerMatchQuery) (syncer.PartnerMatchAnswer, error) {
				if q.Customer.Name == "bad" {
					return syncer.PartnerMatchAnswer{}, refused
				}

				return syncer.DefaultPartnerMatcher().MatchPartner(ctx, q)
			})
		},
		"GoodMatcher": func(c *syncer.Config) {
			c.GoodMatcher = syncer.GoodMatcherFunc(func(ctx context.Context, q syncer.GoodMatchQuery) (syncer.GoodMatchAnswer, error) {
				if q.SKU == "B" {
					return syncer.GoodMatchAnswer{}, fmt.Errorf("asking: %w", refused)
				}

				return syncer.DefaultGoodMatcher().MatchGood(ctx, q)
			})
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w := newWorld(t)
			w.goods(t, "A", "B")
			set(&w.cfg)

			w.order(t, buys("B", "1", row{"customer": row{"name": "bad", "email": "b@example.com"}}))
			w.order(t, buys("A", "1"))

			report := w.imports(t)
			p := problem(t, report)
			require.Equal(t, text.StrategyFailed, p.Code)
			require.Equal(t, name, p.Args["strategy"])
			require.ErrorIs(t, p, refused)
			require.Len(t, report.Documents, 1)
		})
	}
}

// The database that fails under a strategy is the database's fault.
func TestADatabaseThatIsGoneEndsTheRun(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.order(t, buys("A", "1"))
	w.cfg.PartnerMatcher = syncer.PartnerMatcherFunc(func(ctx context.Context, q syncer.PartnerMatchQuery) (syncer.PartnerMatchAnswer, error) {
		require.NoError(t, w.db.Close())

		return syncer.DefaultPartnerMatcher().MatchPartner(ctx, q)
	})

	report, err := w.engine(t).Import(t.Context(), syncer.ImportOptions{})
	require.Error(t, err)
	require.Empty(t, report.Parked)
	require.Empty(t, report.Documents)
}

// An unknown refusal of the database parks the order that it was about.
func TestAnUnknownRefusalParksTheOrder(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")

	first := true
	w.watch().record = func() error {
		if first {
			return errors.New("value too long for a trigger of the customer's")
		}

		return nil
	}

	w.order(t, buys("A", "1"))
	require.Equal(t, text.WriteFailed, problem(t, w.imports(t)).Code)

	first = false
	require.Len(t, w.imports(t).Documents, 1)
}

func TestAProductThatIsKeptAsideHoldsNothingUp(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")

	add := func(product row) string {
		id, err := w.shop.AddProduct(product)
		require.NoError(t, err)

		return id
	}

	long := add(row{"name": strings.Repeat("я", 300), "vat_rate": "20", "variants": []row{{"sku": "L", "price": "1"}}})
	free := add(row{"name": "Без цена", "vat_rate": "20", "variants": []row{{"sku": "N"}}})
	fine := add(row{"name": "Чаша", "vat_rate": "20", "variants": []row{{"sku": "C", "price": "2"}}})
	hidden := add(row{"name": "Скрита", "vat_rate": "20", "variants": []row{{"sku": "H", "price": "2"}}})

	shop := w.flake()
	shop.products = func(p gombashop.Page[gombashop.Product]) gombashop.Page[gombashop.Product] {
		var keep []gombashop.Product

		for _, x := range p.Data {
			if x.ID != hidden {
				keep = append(keep, x)

				continue
			}

			e, _ := errors.AsType[*gombashop.Error](fault(gombashop.CodeBadResponse))
			p.Rejected = append(p.Rejected, gombashop.Rejected{ID: x.ID, UpdatedAt: x.UpdatedAt, Err: e})
		}

		p.Data = keep

		return p
	}

	w.order(t, buys("A", "1"))
	report := w.imports(t)
	require.ElementsMatch(t, []text.Code{text.InvalidRecord, text.NoShopPrice, text.RecordUnreadable}, codes(report.Parked))
	require.Len(t, report.Documents, 1)
	require.Equal(t, "1", w.scalar(t, "SELECT COUNT(*) FROM Goods WHERE Code = 'C'"), fine)
	require.Equal(t, "3", w.scalar(t, "SELECT COUNT(*) FROM gomba_marks WHERE Name LIKE 'aside:product:%'"))

	// The watermark has passed them; they come by their ids.
	w.execute(t, "UPDATE gomba_marks SET Value = ? WHERE Name LIKE 'watermark:products%'",
		time.Now().Add(time.Hour).UTC().Format(time.RFC3339Nano))
	shop.products = nil
	report = w.imports(t)
	require.ElementsMatch(t, []text.Code{text.InvalidRecord, text.NoShopPrice}, codes(report.Parked), "%s %s", long, free)
	require.Equal(t, "1", w.scalar(t, "SELECT COUNT(*) FROM Goods WHERE Code = 'H'"))
	require.Equal(t, "2", w.scalar(t, "SELECT COUNT(*) FROM gomba_marks WHERE Name LIKE 'aside:product:%'"))
}
