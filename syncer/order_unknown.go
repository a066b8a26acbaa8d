package syncer

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/text"
)

// readMissingItems finds the goods of import.missing_item.
func (r *run) readMissingItems(ctx context.Context) error {
	r.facts.items = nil

	if r.cfg.Import.MissingGood != MissingItem {
		return nil
	}

	var errs []error

	for _, code := range r.cfg.Import.MissingItem {
		found, err := r.cfg.Warehouse.FindGoods(ctx, sklad.GoodQuery{Code: code})
		if err != nil {
			return err
		}

		found = slices.DeleteFunc(found, func(g sklad.Good) bool { return g.Deleted || g.ID == defaultGood })
		if len(found) != 1 {
			errs = append(errs, &Problem{Code: text.UnknownMissingItem, Record: "import.missing_item",
				Args: map[string]string{"code": code, "candidates": first(goodNames(found), "0")}})

			continue
		}

		r.facts.items = append(r.facts.items, found[0])
	}

	return errors.Join(errs...)
}

// stands tells whether a good stands for what nobody knows: it is no good that
// the shop could sell.
func (f *facts) stands(id sklad.GoodID) bool {
	return slices.ContainsFunc(f.items, func(g sklad.Good) bool { return g.ID == id })
}

// standIn is the good that a line of an unknown good is written with: the first
// that is taxed as the line is. The variant is not linked with it, so that the
// next order finds the good as soon as somebody has entered it.
func (p *importPlan) standIn(job *orderJob, item gombashop.OrderItem) sklad.Good {
	good := p.facts.items[0]

	for _, g := range slices.Backward(p.facts.items) {
		if rate, ok := p.facts.rate(g.TaxGroup); ok && item.VATRate.Valid && rate.Equal(item.VATRate.Decimal) {
			good = g
		}
	}

	if job.unknown == nil {
		job.unknown = map[string]sklad.Good{}
	}

	job.unknown[item.ID] = good

	return good
}

// tellUnknown writes into the notes of the document's rows what was bought, and
// warns of each of these lines.
func (j *orderJob) tellUnknown() {
	for _, item := range j.order.Items {
		good, unknown := j.unknown[item.ID]
		if !unknown {
			continue
		}

		j.draft.Warnings = append(j.draft.Warnings, &Problem{Code: text.MissingItemUsed, Record: orderRecord(j.order),
			Args: map[string]string{
				"item": item.Name, "sku": item.SKU, "barcode": item.Barcode,
				"good": strings.TrimSpace(good.Code + " " + strconv.Quote(good.Name)),
			}})

		for _, line := range j.draft.Lines {
			if line.ItemID == item.ID {
				j.note(line.First, line.Count, unknownNote(j.order, item))
			}
		}
	}
}

// note is for rows that the document has: a DocumentBuilder of the integrator's
// own may tell of others.
func (j *orderJob) note(from, count int, note string) {
	rows := j.draft.Document.Lines
	for i := max(from, 0); i < min(from+count, len(rows)); i++ {
		rows[i].Note = note
	}
}

// unknownNote is the order's number, as in every row, and what the shop calls the
// good.
func unknownNote(o gombashop.Order, item gombashop.OrderItem) string {
	const width = 255 // of Operations.Note

	marks := []string{strings.TrimSpace(item.Name), strings.TrimSpace(item.SKU), strings.TrimSpace(item.Barcode)}
	marks = slices.DeleteFunc(marks, func(mark string) bool { return mark == "" })
	note := first(o.Number, string(o.ID)) + ": " + strings.Join(marks, " / ")

	return strings.TrimSpace(cutTo(note, width))
}

func cutTo(s string, most int) string {
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most])
	}

	return s
}
