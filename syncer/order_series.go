package syncer

import (
	"context"
	"errors"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/text"
	"github.com/skladmost/skladmost/usn"
)

// numbers are the last ones that the documents of a plan would have.
type numbers struct {
	acct map[sklad.OperType]sklad.Acct
	seq  uint32 // of the УНП
}

// number gives the order's document the numbers that the run would give it, so
// that a plan ends where a series does.
func (p *importPlan) number(ctx context.Context, job *orderJob) error {
	document := job.draft.Document

	acct, err := p.cfg.Warehouse.NextAcct(ctx, document.OperType, document.ObjectID, p.numbers.acct[document.OperType])
	if err != nil {
		return err
	}

	if document.USN != nil && document.USN.Number.IsZero() {
		seq, err := p.cfg.Warehouse.NextUSN(ctx, document.USN.Device, document.USN.Range, p.numbers.seq)
		if err != nil {
			return err
		}

		p.numbers.seq = seq
	}

	p.numbers.acct[document.OperType] = acct

	return nil
}

// exhausted is the end of a device's numbers, after which no sale can be written;
// other errors stay as they are.
func (p *importPlan) exhausted(err error) error {
	if !errors.Is(err, usn.ErrExhausted) {
		return err
	}

	return &Problem{Code: text.USNExhausted, Record: "fiscal.device_serial", Err: err,
		Args: map[string]string{"device": p.cfg.Fiscal.DeviceSerial}}
}
