package main

import (
	"context"
	"errors"
	"time"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/output"
	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer"
)

// receiptsCmd looks at receipts, settles the unknown ones and prints stornos.
type receiptsCmd struct {
	List      receiptsListCmd      `cmd:"" help:"${receipts_list}"`
	Reconcile receiptsReconcileCmd `cmd:"" help:"${receipts_reconcile}"`
	Reverse   receiptsReverseCmd   `cmd:"" help:"${receipts_reverse}"`
}

type receiptsListCmd struct {
	State string `default:"" enum:",pending,printing,printed,failed,unknown" help:"${receipt_state}" placeholder:"STATE"`
}

// receiptView is a receipt as this program prints it.
type receiptView struct {
	Order        string    `json:"order"`
	Kind         string    `json:"kind"` // sale, reversal
	State        string    `json:"state"`
	USN          string    `json:"usn,omitempty"`
	Device       string    `json:"device,omitempty"`
	Number       string    `json:"number,omitempty"`
	IssuedAt     time.Time `json:"issued_at,omitzero"`
	Amount       string    `json:"amount,omitempty"`
	FiscalMemory string    `json:"fiscal_memory,omitempty"`
	Attempts     int       `json:"attempts"`
	Cause        string    `json:"cause,omitempty"`
}

func receiptLine(r ledger.Receipt) receiptView {
	one := receiptView{
		Order: r.OrderID, Kind: r.Kind, State: r.State, USN: r.USN, Device: r.Device, Number: r.Number, IssuedAt: r.IssuedAt,
		FiscalMemory: r.FiscalMemory, Attempts: r.Attempts, Cause: r.Cause,
	}
	if r.Amount.Valid {
		one.Amount = r.Amount.Decimal.StringFixed(2)
	}

	return one
}

// Run lists receipts, oldest first.
func (c receiptsListCmd) Run(ctx context.Context, a *app) error {
	return a.with(ctx, nil, func(s *session) error {
		var rows [][]string

		for r, err := range s.Ledger.Receipts(ctx, ledger.ReceiptFilter{Shop: s.Config.Shop.ID, State: c.State}) {
			if err != nil {
				return err
			}

			one, issued := receiptLine(r), ""
			if !r.IssuedAt.IsZero() {
				issued = a.local(r.IssuedAt)
			}

			rows = append(rows, []string{
				one.Order, receiptKind(r.Kind).In(a.out.Lang()), receiptState(r.State).In(a.out.Lang()), one.USN, one.Number, issued,
				one.Amount,
			})

			if err := a.out.JSON(one); err != nil {
				return err
			}
		}

		if len(rows) == 0 {
			a.out.Say(lang.Of("No such receipt.", "Няма такъв бон."))
		}

		a.out.Table([]output.Column{
			{Head: lang.Of("order", "поръчка")}, {Head: lang.Of("kind", "вид")},
			{Head: lang.Of("state", "състояние"), Tones: receiptTones(a.out.Lang())},
			{Head: lang.Of("УНП", "УНП")}, {Head: lang.Of("number", "номер")}, {Head: lang.Of("issued", "издаден")},
			{Head: lang.Of("amount", "сума"), Right: true},
		}, rows)

		return nil
	})
}

func receiptKind(kind string) lang.Text {
	if kind == ledger.ReceiptReversal {
		return lang.Of("storno", "сторно")
	}

	return lang.Of("sale", "продажба")
}

func receiptState(state string) lang.Text {
	switch state {
	case ledger.ReceiptPending:
		return lang.Of("pending", "чака")
	case ledger.ReceiptPrinting:
		return lang.Of("printing", "печата се")
	case ledger.ReceiptPrinted:
		return lang.Of("printed", "отпечатан")
	case ledger.ReceiptFailed:
		return lang.Of("not printed", "не е отпечатан")
	}

	return lang.Of("unknown", "неизвестно")
}

type receiptsReverseCmd struct {
	ID     string `arg:""           help:"${order_id}"                              name:"id"`
	Reason string `default:"refund" enum:"refund,operator-error,tax-base-reduction" help:"${receipt_reason}"`
}

// Run prints the storno of an order's receipt.
func (c receiptsReverseCmd) Run(ctx context.Context, a *app) error {
	return a.runs(ctx, func(s *session) (syncer.Report, error) {
		o, err := s.find(ctx, c.ID)
		if err != nil {
			return syncer.Report{}, err
		}

		return s.ReverseReceipt(ctx, o.OrderID, fiscal.Reason(c.Reason))
	})
}

type receiptsReconcileCmd struct {
	ID         string `arg:""                        help:"${receipt_order}" name:"id"   optional:""`
	Printed    string `help:"${receipt_printed}"     placeholder:"NUMBER"    xor:"found"`
	NotPrinted bool   `help:"${receipt_not_printed}" xor:"found"`
	Storno     bool   `help:"${receipt_storno}"`
}

// Run asks the device, or takes a person's answer.
func (c receiptsReconcileCmd) Run(ctx context.Context, a *app) error {
	found := c.Printed != "" || c.NotPrinted
	if found != (c.ID != "") || c.Storno && !found {
		return wrong("usage", lang.Of("an answer needs its order, and an order its answer",
			"отговорът иска поръчка, а поръчката – отговор"),
			lang.Of("write gombasync receipts reconcile ORDER --printed 0000085, or --not-printed; alone it asks the device",
				"напишете gombasync receipts reconcile ПОРЪЧКА --printed 0000085 или --not-printed; самостоятелно пита апарата"))
	}

	if c.Printed != "" {
		if err := onPaper(c.Printed); err != nil {
			return err
		}
	}

	return a.with(ctx, nil, func(s *session) error {
		if found {
			return c.resolve(ctx, a, s)
		}

		outcomes, err := s.ReconcileReceipts(ctx)
		err = receiptFault(err)

		for _, o := range outcomes {
			a.out.Say(lang.Of("%s: %s %s", "%s: %s %s"), o.Job.ID, receiptState(string(o.State)).In(a.out.Lang()), o.Result.Number)
			err = errors.Join(err, a.out.JSON(map[string]string{"job": o.Job.ID, "state": string(o.State), "number": o.Result.Number}))
		}

		if len(outcomes) == 0 && err == nil {
			a.out.Say(lang.Of("Every receipt is settled.", "Всички бонове са изяснени."))
			err = a.out.JSON(map[string]int{"unsettled": 0})
		}

		return err
	})
}

func (c receiptsReconcileCmd) resolve(ctx context.Context, a *app, s *session) error {
	o, err := s.find(ctx, c.ID)
	if err != nil {
		return err
	}

	kind, state, result := ledger.ReceiptSale, fiscal.StateFailed, fiscal.Result{}
	if c.Storno {
		kind = ledger.ReceiptReversal
	}

	if c.Printed != "" {
		state, result = fiscal.StatePrinted, fiscal.Result{Number: c.Printed}
	}

	for r, err := range s.Ledger.Receipts(ctx, ledger.ReceiptFilter{Shop: o.Shop, OrderID: o.OrderID, Kind: kind}) {
		if err != nil {
			return err
		}

		if err := s.ResolveReceipt(ctx, r.Job, state, result); err != nil {
			return receiptFault(err)
		}

		a.out.Say(lang.Of("The receipt is settled; the next import does the rest.",
			"Бонът е изяснен; следващият импорт довършва останалото."))

		return a.out.JSON(map[string]string{"job": r.Job, "state": string(state)})
	}

	return wrong("no_receipt", lang.Of("order "+c.ID+" has no such receipt", "поръчка "+c.ID+" няма такъв бон"),
		lang.Of("gombasync receipts list shows them", "gombasync receipts list ги показва"))
}
