package syncer_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal/fiscaltest"
)

// Complaint 1: a receipt was printed, the answer said failure or was lost, the
// host tried again, and the sale was registered twice. The device is asked what
// became of the task; where it cannot tell, nothing is printed again and a person
// has the word.
func TestComplaint01_APrintedReceiptIsNeverPrintedAgain(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct {
		fault func(*fiscaltest.Server)
		first string // on paper and state after the first run
		later string // and after more runs
		told  int    // receipts that the shop knows
	}{
		"the answer is lost":              {func(d *fiscaltest.Server) { d.LoseReply(1) }, "1 printed", "1 printed", 1},
		"the answer is a task":            {func(d *fiscaltest.Server) { d.Async(1) }, "1 printed", "1 printed", 1},
		"printed, and reported as failed": {func(d *fiscaltest.Server) { d.FailAfterPrint("E101") }, "1 unknown", "1 unknown", 0},
		"out of paper":                    {func(d *fiscaltest.Server) { d.Fail("E301") }, "0 failed", "1 printed", 1},
		"the request is lost":             {func(d *fiscaltest.Server) { d.LoseRequest(1) }, "0 unknown", "0 unknown", 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w := newWorld(t)
			w.goods(t, "A")
			device := w.printer(t)
			ahead := time.Duration(0)
			w.cfg.Now = func() time.Time { return time.Now().Add(ahead) }
			paper := func() string {
				return fmt.Sprint(len(device.Receipts()), " ", w.scalar(t, "SELECT State FROM gomba_receipts"))
			}

			c.fault(device)

			id := w.order(t, buys("A", "1"))
			w.imports(t)
			require.Equal(t, c.first, paper())

			for range 4 { // the service goes on
				ahead += 2 * time.Hour

				w.imports(t)
			}

			require.Equal(t, c.later, paper())
			require.Len(t, w.told(t, id).Receipts, c.told)
			require.Equal(t, fmt.Sprint(c.told), w.scalar(t, "SELECT COUNT(*) FROM ECRReceipts WHERE ReceiptType = 1"))
			require.Equal(t, c.told == 0, w.owes(t)[1:] == "1", "it stands in the list of receipts until a person settles it")

			if c.told == 1 {
				require.Equal(t, device.Receipts()[0].Number, w.told(t, id).Receipts[0].Number)
			}
		})
	}
}
