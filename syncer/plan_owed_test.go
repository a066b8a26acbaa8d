package syncer_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/syncer/text"
)

// A document whose number another program used too is held back by the plan as
// by the run.
func TestAPlanKnowsWhatIsHeldBack(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.goods(t, "A")
	w.cfg.Import.Nomenclature = false
	id := w.order(t, buys("A", "1"))
	w.imports(t)

	w.execute(t, `UPDATE gomba_orders SET AckOwed = 1, Reason = 'collision', Problem = '{"code":"collision","record":"order","lines":[]}'`)
	w.execute(t, `INSERT INTO Operations (OperType, Acct, GoodID, PartnerID, ObjectID, OperatorID, UserID, Qtty, Sign, Date, UserRealTime)
		SELECT OperType, Acct, GoodID, PartnerID, ObjectID, OperatorID, UserID, 1, Sign, Date, UserRealTime FROM Operations LIMIT 1`)

	planned := w.aside(t)
	require.Len(t, planned, 1)
	require.Contains(t, planned[0], string(text.Collision))
	require.NotContains(t, w.planned(t), "ack")
	require.Equal(t, planned, reasons(w.imports(t)))
	require.Equal(t, "imported", w.state(t, id))
}
