package syncer

import (
	"context"
	"strings"
	"time"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
	"github.com/skladmost/skladmost/usn"
)

// markSwept says that every order of the shop was swept once.
func (s *Syncer) markSwept() string { return "swept:orders:" + s.cfg.ShopID }

// sweep reads the orders that changed since the watermark before anything is
// written, and looks for what a restored backup has forgotten: УНП that were
// given, and orders that became documents.
//
// The shop moves an order's updated_at when it is told document, УНП or
// receipt, and the watermark of a restored database is from before all that. So
// the pages after the watermark hold everything that was forgotten, and the
// sweep costs as much as the listing of the orders that follows. All orders are
// swept by the first run on a ledger, whose watermark proves nothing, and by a
// run that adopts.
func (p *importPlan) sweep(ctx context.Context) error {
	since, whole, err := p.sweepFrom(ctx)
	if err != nil {
		return err
	}

	found := sweepFinds{floors: map[string]uint32{}}

	for page, err := range p.cfg.Shop.OrderPages(ctx, gombashop.OrderListOptions{UpdatedSince: since}) {
		if err != nil {
			return shopProblem(err)
		}

		for _, order := range page.Data {
			if err := p.sweepOrder(ctx, order, &found); err != nil {
				return err
			}
		}
	}

	if len(found.foreign) > 0 && !p.opts.Adopt {
		return found.problem()
	}

	if len(p.opts.Orders) == 0 {
		for _, order := range found.foreign {
			p.foreign = append(p.foreign, string(order.ID))
		}
	}

	return p.keepSweep(ctx, found.floors, whole)
}

// sweepFinds is what the shop knows and the ledger may not.
type sweepFinds struct {
	floors  map[string]uint32 // the highest УНП by device
	foreign []gombashop.Order
}

func (p *importPlan) sweepFrom(ctx context.Context) (time.Time, bool, error) {
	_, swept, err := p.cfg.Warehouse.Mark(ctx, p.markSwept())
	if err != nil || !swept || p.opts.Adopt {
		return time.Time{}, true, err
	}

	since, err := p.watermark(ctx, "orders")

	return since, since.IsZero(), err
}

func (p *importPlan) sweepOrder(ctx context.Context, order gombashop.Order, found *sweepFinds) error {
	found.note(order.USN)

	for _, receipt := range order.Receipts {
		found.note(receipt.USN)
	}

	if !acknowledged(order) {
		return nil
	}

	row, known, err := p.cfg.Warehouse.Order(ctx, p.cfg.ShopID, string(order.ID))
	if err != nil {
		return err
	}

	if p.isForeign(row, known, order) {
		found.foreign = append(found.foreign, order)
	}

	return nil
}

// note remembers the number, of whatever device: the setting may change. A text
// that is no УНП cannot meet one that is given.
func (f *sweepFinds) note(text string) {
	number, err := usn.Parse(text)
	if err == nil {
		f.floors[number.Device] = max(f.floors[number.Device], number.Seq)
	}
}

// problem names the first order, and the others in short.
func (f *sweepFinds) problem() *Problem {
	const most = 20

	names := make([]string, 0, most)

	for _, order := range f.foreign[:min(len(f.foreign), most)] {
		names = append(names, first(order.Number, string(order.ID)))
	}

	if len(f.foreign) > most {
		names = append(names, "…")
	}

	p := foreignProblem(f.foreign[0])
	p.Args["orders"] = strings.Join(names, ", ")

	return p
}

// keepSweep raises the floors, so that no number is given twice, and remembers a
// sweep of all orders.
func (p *importPlan) keepSweep(ctx context.Context, floors map[string]uint32, whole bool) error {
	for device, seq := range floors {
		known, err := p.cfg.Warehouse.HighestUSN(ctx, device)
		if err != nil {
			return err
		}

		if known >= seq {
			delete(floors, device)
		}
	}

	_, swept, err := p.cfg.Warehouse.Mark(ctx, p.markSwept())
	if err != nil || len(floors) == 0 && (swept || !whole) {
		return err
	}

	return p.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		for device, seq := range floors {
			if err := tx.RaiseUSNFloor(ctx, device, seq); err != nil {
				return err
			}
		}

		if !whole {
			return nil
		}

		return tx.SetMark(ctx, p.markSwept(), p.cfg.Now().UTC().Format(time.RFC3339))
	})
}

// acknowledged tells that the shop knows the order as imported.
func acknowledged(o gombashop.Order) bool { return o.USN != "" || o.ExternalDoc != nil }

// isForeign tells that an order became a document that the ledger knows nothing
// of. One from before the starting point is a former connector's and stays
// there; one that a person skipped, or that is being adopted, is settled.
func (p *importPlan) isForeign(row ledger.Order, known bool, order gombashop.Order) bool {
	switch {
	case known && (row.State == ledger.OrderImported || row.State == ledger.OrderSkipped || adopting(row)):
		return false
	case order.CreatedAt.Before(p.facts.since):
		return false
	case !row.AckedAt.IsZero(): // its document was voided since
		return false
	}

	return acknowledged(order)
}

// foreignProblem stops the run: the database is an older copy, or another
// program imports too, and going on would write the sale twice.
func foreignProblem(o gombashop.Order) *Problem {
	return &Problem{Code: text.ForeignAcknowledged, Record: orderRecord(o), Args: map[string]string{
		"usn": o.USN, "number": documentNumber(o), "orders": first(o.Number, string(o.ID)),
	}}
}

func documentNumber(o gombashop.Order) string {
	if o.ExternalDoc == nil {
		return ""
	}

	return o.ExternalDoc.DocumentNumber
}
