package syncer_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// The object is that of every line, whatever the others hold. Setting e says
// where a transfer may come from, and never where a line goes.
func TestSettingG_TheObjectOfDocuments(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct {
		object    string
		groups    []string
		quantity  string
		prepare   string
		want      text.Code // empty: it is sold at the object
		elsewhere string
	}{
		"by code":                       {object: "2", quantity: "2"},
		"by name":                       {object: "варна", quantity: "2"},
		"short, without e":              {object: "2", quantity: "3", want: text.InsufficientStock},
		"short, enough in e":            {"2", []string{"AAA"}, "5", "", text.TransferNeeded, `3 "София 1" 4; 4 "София 2" 8`},
		"short, all of e together":      {"2", []string{"AAA"}, "14", "", text.TransferNeeded, `3 "София 1" 4; 4 "София 2" 8`},
		"short in e too":                {object: "2", groups: []string{"AAA"}, quantity: "15", want: text.InsufficientStock},
		"a closed object does not help": {object: "2", groups: []string{"AAA"}, quantity: "30", want: text.InsufficientStock},
		"the object is outside e":       {"6", []string{"AAAAAA"}, "40", "", text.TransferNeeded, `3 "София 1" 4; 4 "София 2" 8`},
		"enough, and e has more":        {object: "2", groups: []string{"AAA"}, quantity: "2"},
		"held back elsewhere": {"2", []string{"AAA"}, "14", `INSERT INTO operations (OperType, Acct, GoodID, PartnerID, ObjectID, OperatorID, Qtty,
			Sign, PriceIn, PriceOut, VATIn, VATOut, Discount, CurrencyID, CurrencyRate, Date, Lot, LotID, Note, SrcDocID, UserID, UserRealTime)
			VALUES (19, 1, 2, 1, 4, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1, '2026-11-01 00:00:00', ' ', 1, ' ', 0, 1, '2026-11-01 00:00:00')`,
			text.InsufficientStock, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w := places(t)
			w.cfg.Import.Object, w.cfg.Export.ObjectGroups = c.object, c.groups

			if c.prepare != "" {
				w.execute(t, c.prepare)
			}

			id := w.order(t, buys("A", c.quantity))

			report := w.imports(t)
			if c.want == "" {
				require.Empty(t, report.Parked, "%v", report.Parked)
				require.Equal(t, "2", w.scalar(t, "SELECT ObjectID FROM operations WHERE OperType = 2"))

				return
			}

			require.Equal(t, c.want, problem(t, report).Code)
			require.Equal(t, c.elsewhere, problem(t, report).Args["elsewhere"])
			require.Equal(t, "parked", w.state(t, id))
			require.Equal(t, "0", w.documents(t), "lines are never moved to another object")
		})
	}
}

// A transfer in Склад Pro ends the wait with the next run.
func TestSettingG_TransferNeededIsTriedByEachRun(t *testing.T) {
	t.Parallel()

	w := places(t)
	w.cfg.Import.Object, w.cfg.Export.ObjectGroups = "2", []string{"AAA"}
	id := w.order(t, buys("A", "5"))
	require.Equal(t, text.TransferNeeded, problem(t, w.imports(t)).Code)
	require.Equal(t, text.TransferNeeded, problem(t, w.imports(t)).Code)

	w.execute(t, "UPDATE store SET Qtty = Qtty + CASE ObjectID WHEN 2 THEN 4 ELSE -4 END WHERE GoodID = 2 AND ObjectID IN (2, 4)")
	require.Len(t, w.imports(t).Documents, 1)
	require.Equal(t, "imported", w.state(t, id))
	require.Equal(t, "1", w.scalar(t, "SELECT printf('%g', Qtty) FROM store WHERE GoodID = 2 AND ObjectID = 2"))
}

func TestSettingG_AnUnknownObjectStops(t *testing.T) {
	t.Parallel()

	for _, name := range []string{"9", "няма", "5"} { // 5 is closed
		w := places(t)
		w.cfg.Import.Object = name
		_, err := w.engine(t).Import(t.Context(), syncer.ImportOptions{})
		require.Equal(t, text.UnknownObject, firstProblem(t, err).Code, name)
	}
}
