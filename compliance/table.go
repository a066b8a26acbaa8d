package compliance

import (
	"context"
	"iter"
	"time"

	"github.com/shopspring/decimal"
)

// Table is one table of Annex 29 item 18 as rows that any writer can put down.
type Table struct {
	// Number is that of the annex ("18.1"), Name a short one for files, Title the
	// Bulgarian heading.
	Number, Name, Title string
	// Currency of the sums, and the days that the table is of. Nomenclatures have
	// neither.
	Currency string
	Period   Period
	Columns  []Column
	// Rows have one value per column: text, [decimal.Decimal], [time.Time] (the zero
	// time means none) or int.
	Rows iter.Seq2[[]any, error]
}

// Column heads a column.
type Column struct {
	Title string
	Kind  Kind
}

// Kind says how the values of a column are written.
type Kind int

// The kinds of columns.
const (
	Text     Kind = iota
	Money         // 2 places
	Price         // 4 places
	Quantity      // 3 places
	Percent       // as many places as it has
	Day           // a date
	Moment        // a date and a time, to the second
	Number        // a whole number
)

// Tables are 18.1 to 18.5 and 18.9. A period across 2026-01-01 gives the tables with
// sums twice, one per currency. The rows are read when they are ranged over.
func (b *Books) Tables(ctx context.Context, f Filter) []Table {
	var all []Table
	for _, part := range f.Period.Split() {
		f.Period = part
		for _, t := range []Table{
			saleTable(b.Sales(ctx, f)), paymentTable(b.Payments(ctx, f)), lineTable(b.Lines(ctx, f)),
			reversalTable(b.Reversals(ctx, f)), annulledTable(b.Annulled(ctx, f)),
		} {
			t.Period, t.Currency = part, part.Currency()
			all = append(all, t)
		}
	}
	return append(all, b.nomenclatures(ctx)...)
}

// rows turns typed records into the values of a table.
func rows[T any](all iter.Seq2[T, error], values func(T) []any) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for v, err := range all {
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(values(v), nil) {
				return
			}
		}
	}
}

func column(kind Kind, titles ...string) []Column {
	var all []Column
	for _, title := range titles {
		all = append(all, Column{Title: title, Kind: kind})
	}
	return all
}

func columns(parts ...[]Column) []Column {
	var all []Column
	for _, part := range parts {
		all = append(all, part...)
	}
	return all
}

// onDay is the day of a moment, and none for none.
func onDay(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return midnight(t)
}

func sum[T any](all []T, of func(T) decimal.Decimal) decimal.Decimal {
	total := decimal.Zero
	for _, v := range all {
		total = total.Add(of(v))
	}
	return total
}
