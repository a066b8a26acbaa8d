package syncer_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// Complaint 14: refunds, returns and cancellations never arrive. Untouched by
// default, each is told in the report and in the journal, once.
func TestComplaint14_WhatComesBackIsTold(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct {
		change row
		code   text.Code
	}{
		"cancelled":     {status("cancelled"), text.OrderChanged},
		"returned":      {status("returned"), text.OrderChanged},
		"refused":       {status("refused"), text.OrderChanged},
		"a part of it":  {row{"items": []row{{"returned_quantity": "1"}}}, text.PartialReturn},
		"another order": {row{"items": []row{{"quantity": "3"}}}, text.OrderChanged},
		"money back":    {row{"payment": row{"method": "card", "paid": false}}, text.PaymentWithdrawn},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w, id := changing(t, "", syncer.DocumentSale, row{"payment": row{"method": "card", "paid": true}})
			before := w.standing(t)
			require.NoError(t, w.shop.ChangeOrder(id, c.change))

			report := w.imports(t)
			require.Equal(t, []text.Code{c.code}, codes(report.Warnings))
			require.Contains(t, report.Warnings[0].Record, string(id))
			require.NotEmpty(t, report.Warnings[0].Args["number"], "which document a person is to look at")
			require.Equal(t, before, w.standing(t), "nothing is touched")
			require.Equal(t, "1", w.scalar(t, "SELECT COUNT(*) FROM gomba_events WHERE Code = ?", string(c.code)))
			require.Empty(t, w.imports(t).Warnings, "it is told once")
		})
	}
}
