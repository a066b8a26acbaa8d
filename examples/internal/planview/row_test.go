package planview_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/internal/explain"
	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/planview"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

func TestAPlanShowsWhatBecomesVisible(t *testing.T) {
	t.Parallel()

	for l, says := range map[lang.Lang]string{lang.EN: "visible false → true", lang.BG: "видим не → да"} {
		row := planview.Of(syncer.UpsertProduct{ExternalID: "1", Reveals: true, Groups: []string{"visible"}})
		require.Contains(t, row.Values(explain.Reader{Lang: l}), says)
	}
}

// A quantity that the shop has is shown beside the new one; what it lacks is new.
func TestAQuantityIsShownBeforeAndAfter(t *testing.T) {
	t.Parallel()

	set := syncer.SetStock{GoodID: 5, Quantity: decimal.NewFromInt(7)}
	require.Equal(t, []planview.Part{{Field: "количество", After: "7", Number: true}}, planview.Of(set).Parts(lang.BG))

	set.Before = decimal.NewNullDecimal(decimal.New(125, -1))
	require.Equal(t, []planview.Part{{Field: "quantity", Before: "12.5", After: "7", Number: true}}, planview.Of(set).Parts(lang.EN))
}

// What is kept aside says why and what to do, and names the record once.
func TestWhatIsKeptAsideSaysWhatToDo(t *testing.T) {
	t.Parallel()

	park := syncer.Park{What: syncer.KindGood, Of: `good 5 "Чаша"`, Problem: &syncer.Problem{Code: text.MissingName, Record: `good 5 "Чаша"`}}
	row := planview.Of(park)
	require.Equal(t, text.MissingName, row.Code)

	for _, l := range []lang.Lang{lang.BG, lang.EN} {
		why := row.Why(explain.Reader{Lang: l})
		require.NotContains(t, why.Message, "Чаша")
		require.Contains(t, why.Remedy, "Склад Pro")
		require.NotEmpty(t, row.Told(explain.Reader{Lang: l}).Reason)
	}

	require.Equal(t, "Park", row.Action)
	require.Equal(t, `good 5 "Чаша"`, park.Problem.Record, "the engine's own is left as it was")
}

// Every type of action has a word in both languages.
func TestEveryActionHasAName(t *testing.T) {
	t.Parallel()

	for _, action := range []syncer.Action{
		syncer.UpsertCategory{}, syncer.UpsertProduct{}, syncer.MoveVariant{}, syncer.HideProduct{}, syncer.SetStock{}, syncer.UpsertCustomer{},
		syncer.SaveGood{}, syncer.SavePartner{}, syncer.ImportOrder{}, syncer.Acknowledge{}, syncer.RecordPayment{}, syncer.PrintReceipt{},
		syncer.VoidOrder{}, syncer.RefundSale{},
	} {
		row := planview.Of(action)
		require.Regexp(t, `[а-я]{3}`, planview.Name(row.Action).In(lang.BG), row.Action)
		require.NotEqual(t, row.Action, planview.Name(row.Action).In(lang.EN))
	}
}
