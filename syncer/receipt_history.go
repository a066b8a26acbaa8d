package syncer

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// ReceiptHistory is what a ReceiptStore knows of prints that are settled.
type ReceiptHistory interface {
	Receipt(ctx context.Context, job string) (ledger.Receipt, bool, error)
	ReceiptHolder(ctx context.Context, device, number string) (job string, err error)
}

var _ fiscal.History = receiptJournal{}

// Past tells the spooler what became of a job, before it asks the printer.
func (j receiptJournal) Past(ctx context.Context, id string) (fiscal.Past, error) {
	r, known, err := j.cfg.Warehouse.Receipt(ctx, id)
	if err != nil || !known {
		return fiscal.Past{}, err
	}

	past := fiscal.Past{State: fiscal.State(r.State), Attempts: r.Attempts}
	if past.State != fiscal.StatePrinted {
		return past, nil
	}

	if err := json.Unmarshal([]byte(r.Result), &past.Result); err != nil { //nolint:musttag // written by this package alone
		return past, fmt.Errorf("syncer: the result of %s is not readable: %w; correct it by hand", r.Job, err)
	}

	return past, nil
}

// Holder tells the spooler which job has a receipt number.
func (j receiptJournal) Holder(ctx context.Context, device, number string) (string, error) {
	return j.cfg.Warehouse.ReceiptHolder(ctx, device, number)
}

// attempt tells a print from the others of the same job by its task id.
func attempt(taskID string) func(ledger.Receipt) bool {
	return func(begun ledger.Receipt) bool {
		var anchor fiscal.Result

		err := json.Unmarshal([]byte(begun.Anchor), &anchor) //nolint:musttag // written by this package alone

		return err != nil || taskID == "" || anchor.TaskID == "" || anchor.TaskID == taskID
	}
}
