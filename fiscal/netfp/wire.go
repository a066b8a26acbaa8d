package netfp

import (
	"bytes"
	"encoding/json"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/fiscal"
)

// reply is a status, the result of a print, or the id of a task that is not done.
type reply struct {
	OK              *looseBool    `json:"ok"`
	Messages        []wireMessage `json:"messages"`
	ReceiptNumber   looseText     `json:"receiptNumber"`
	ReceiptDateTime string        `json:"receiptDateTime"`
	ReceiptAmount   looseText     `json:"receiptAmount"`
	FiscalMemory    looseText     `json:"fiscalMemorySerialNumber"`
	InvoiceNumber   looseText     `json:"invoiceNumber"`
	DeviceDateTime  string        `json:"deviceDateTime"`
	Amount          looseText     `json:"amount"` // of cash
	RawResponse     looseText     `json:"rawResponse"`
	TaskID          string        `json:"taskId"`
}

// taskInfo is the answer about a task.
type taskInfo struct {
	TaskStatus string `json:"taskStatus"`
	Result     *reply `json:"result"`
}

type wireMessage struct {
	Type string `json:"type"`
	Code string `json:"code"`
	Text string `json:"text"`
}

// looseBool reads true and "true": servers before 2020 wrote the text.
type looseBool bool

func (b *looseBool) UnmarshalJSON(data []byte) error {
	*b = looseBool(strings.EqualFold(string(bytes.Trim(data, `"`)), "true"))
	return nil
}

// looseText reads a text, and a number as it was written.
type looseText string

func (t *looseText) UnmarshalJSON(data []byte) error {
	if len(data) == 0 || data[0] != '"' {
		if string(data) != "null" {
			*t = looseText(data)
		}
		return nil
	}
	var s string
	if err := json.Unmarshal(data, &s); err != nil {
		return err //nolint:wrapcheck // encoding/json adds the place
	}
	*t = looseText(s)
	return nil
}

func (r reply) messages() []fiscal.Message {
	out := make([]fiscal.Message, 0, len(r.Messages))
	for _, m := range r.Messages {
		kind := fiscal.Info
		switch {
		case strings.EqualFold(m.Type, "error"):
			kind = fiscal.Failure
		case strings.EqualFold(m.Type, "warning"):
			kind = fiscal.Warning
		}
		out = append(out, fiscal.Message{Kind: kind, Code: m.Code, Text: m.Text})
	}
	return out
}

// amount is the total of the receipt; zero where none came that can be read.
func (r reply) amount() decimal.Decimal {
	amount, _ := sum(r.ReceiptAmount)
	return amount
}

// sum reads money; an empty one is zero.
func sum(t looseText) (decimal.Decimal, bool) {
	if t == "" {
		return decimal.Zero, true
	}
	d, err := decimal.NewFromString(string(t))
	return d, err == nil
}

// result reads a receipt that was printed. Nothing in it can undo that, so a field
// that cannot be read becomes a warning. Number and amount that are missing stay empty.
func (p *Printer) result(taskID string, r reply) fiscal.Result {
	out := fiscal.Result{
		TaskID: taskID, Number: string(r.ReceiptNumber), FiscalMemory: string(r.FiscalMemory),
		InvoiceNumber: string(r.InvoiceNumber), Device: strings.ToUpper(p.info.Serial),
	}
	for _, m := range r.messages() {
		if m.Kind == fiscal.Warning {
			out.Warnings = append(out.Warnings, m)
		}
	}
	warn := func(what, got string) {
		out.Warnings = append(out.Warnings, fiscal.Message{
			Kind: fiscal.Warning, Text: "the server's " + what + " cannot be read: " + got,
		})
	}
	var ok bool
	if out.Time, ok = p.deviceTime(r.ReceiptDateTime); !ok {
		warn("receipt time", r.ReceiptDateTime)
	}
	if out.Amount, ok = sum(r.ReceiptAmount); !ok {
		warn("receipt amount", string(r.ReceiptAmount))
	}
	return out
}

// wallClock is the device's clock: no offset, for the device knows none.
const wallClock = "2006-01-02T15:04:05"

// deviceTime reads the clock's digits and ignores fractions and offsets.
func (p *Printer) deviceTime(s string) (time.Time, bool) {
	if len(s) < len(wallClock) {
		return time.Time{}, false
	}
	t, err := time.ParseInLocation(wallClock, s[:len(wallClock)], p.opts.Location)
	return t, err == nil && t.Year() > 1
}
