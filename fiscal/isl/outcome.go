package isl

import (
	"context"
	"errors"

	"github.com/skladmost/skladmost/fiscal"
)

// read collects what is known of the receipt that was just closed. Its error does not
// change that the receipt is printed.
func (j *job) read(s *session) error {
	last, err := j.printer.last(s)
	if err != nil {
		return err
	}
	if last.Number != "" && last.Number != j.before && (!last.Time.IsZero() || j.result.Number == "") {
		j.result.Number, j.result.Time = last.Number, last.Time
	}
	if j.result.Time.IsZero() {
		if j.result.Time, err = s.readClock(j.printer.opts.Location); err != nil {
			return err
		}
	}
	if j.result.Number == "" {
		return errNoNumber
	}
	return nil
}

var errNoNumber = errors.New("isl: the device does not tell a new receipt number")

// complete is the result of a receipt that is printed. When the line broke before its
// number was read, the device is asked once more; in the worst case the number stays
// empty, and the Spooler says so.
func (j *job) complete(ctx context.Context, err error) error {
	if err != nil {
		err = j.printer.converse(ctx, func(s *session) error {
			if s.first.open() {
				return errOther
			}
			return j.read(s)
		})
	}
	if err != nil {
		j.warn([]fiscal.Message{{
			Kind: fiscal.Warning, Text: "the receipt is printed, but its number and time could not be read: " + err.Error(),
		}})
	}
	j.result.TaskID, j.result.Amount = j.taskID, j.total
	j.result.Device, j.result.FiscalMemory = j.printer.info.serial, j.printer.info.memory
	return nil
}

var errOther = errors.New("isl: another receipt is open by now")
