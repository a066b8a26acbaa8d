package csvexport

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"html"
	"io"
	"iter"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// Product is one row of a product export.
type Product struct {
	ID       string // the shop's own id
	Name     string
	SKU      string   // empty when the merchant gave none; not unique
	Category []string // names from the root on
	// Options are what a customer may choose from.
	Options []Option
	// Description is text with HTML in it, entities already resolved.
	Description string
	Brand       string
	// Price is with VAT, in the shop's currency, which the file does not name
	// where the amount is bare.
	Price decimal.Decimal
	// OldPrice equals Price when there is no promotion.
	OldPrice         decimal.Decimal
	InPromotion, New bool
	Hidden           bool
	Created          time.Time // local time of the shop; the file names no zone
	URL, PictureURL  string
}

// Error is a file that cannot be read on.
type Error struct {
	// Line and Column count from 1; the column is that of the file, in bytes.
	Line, Column int
	// Field is the head of the column, if the fault lies in one.
	Field string
	Cause error
}

// Error says where and why.
func (e *Error) Error() string {
	if e.Field == "" {
		return fmt.Sprintf("csvexport: line %d, column %d: %v", e.Line, e.Column, e.Cause)
	}

	return fmt.Sprintf("csvexport: line %d, column %d (%s): %v", e.Line, e.Column, e.Field, e.Cause)
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Cause }

// ErrFormat is wrapped by the cause of an Error when the file is no product
// export, or a value is not what its column holds.
var ErrFormat = errors.New("not a GombaShop product export")

// The heads of the columns that every product export has.
const (
	headID    = "#"
	headName  = "Име на продукт"
	headPrice = "Цена"
)

// Products yields the rows of a product export. An *Error ends it.
func Products(r io.Reader) iter.Seq2[Product, error] {
	return func(yield func(Product, error) bool) {
		rows := csv.NewReader(unmarked(r))

		heads, err := readHeads(rows)
		if err != nil {
			yield(Product{}, err)

			return
		}

		for {
			record, err := rows.Read()
			if errors.Is(err, io.EOF) {
				return
			}

			if err != nil {
				yield(Product{}, csvError(err))

				return
			}

			p, err := row{rows, heads, record}.product()
			if !yield(p, err) || err != nil {
				return
			}
		}
	}
}

// unmarked leaves a byte order mark out, behind which a quote would be text.
func unmarked(r io.Reader) io.Reader {
	const mark = "\ufeff"

	buffered := bufio.NewReader(r)
	if start, err := buffered.Peek(len(mark)); err == nil && string(start) == mark {
		_, _ = buffered.Discard(len(mark)) // it is there
	}

	return buffered
}

// readHeads finds the columns.
func readHeads(rows *csv.Reader) (map[string]int, error) {
	names, err := rows.Read()
	if err != nil {
		return nil, csvError(err)
	}

	heads := map[string]int{}

	for i, name := range names {
		name = strings.TrimSpace(name)
		if _, twice := heads[name]; !twice {
			heads[name] = i
		}
	}

	for _, name := range []string{headID, headName, headPrice} {
		if _, ok := heads[name]; !ok {
			return nil, &Error{Line: 1, Column: 1, Field: name, Cause: fmt.Errorf("%w: the column is missing", ErrFormat)}
		}
	}

	return heads, nil
}

func csvError(err error) error {
	if fault, ok := errors.AsType[*csv.ParseError](err); ok {
		return &Error{Line: fault.Line, Column: fault.Column, Cause: fmt.Errorf("%w: %w", ErrFormat, fault.Err)}
	}

	if errors.Is(err, io.EOF) {
		err = fmt.Errorf("%w: the file is empty", ErrFormat)
	}

	return &Error{Line: 1, Column: 1, Cause: err}
}

// row is a record with the means to say where a fault is.
type row struct {
	rows   *csv.Reader
	heads  map[string]int
	record []string
}

func (r row) product() (Product, error) {
	p := Product{
		ID: r.text(headID), Name: r.text(headName), SKU: r.text("sku"), Description: r.text("Описание"), Brand: r.text("Марка"),
		InPromotion: r.yes("В промоция"), New: r.yes("Нов продукт"), Hidden: r.yes("Скрит продукт"),
		URL: r.text("Линк към продукта"), PictureURL: r.text("Линк към снимка на продукта"), Options: options(r.text("Параметри")),
	}

	if p.PictureURL == "" {
		p.PictureURL = r.text("Линк към снимка")
	}

	for name := range strings.SplitSeq(r.text("Категория"), " > ") {
		if name = strings.TrimSpace(name); name != "" {
			p.Category = append(p.Category, name)
		}
	}

	var errs [3]error

	p.Price, errs[0] = r.amount(headPrice)
	p.OldPrice, errs[1] = r.amount("Стара цена")
	p.Created, errs[2] = r.moment("Дата")

	return p, errors.Join(errs[:]...)
}

// text is a cell without entities and outer blanks; empty when there is no such
// column.
func (r row) text(head string) string {
	i, ok := r.heads[head]
	if !ok || i >= len(r.record) {
		return ""
	}

	return strings.TrimSpace(strings.ReplaceAll(html.UnescapeString(r.record[i]), "\u00a0", " "))
}

func (r row) yes(head string) bool {
	switch strings.ToLower(r.text(head)) {
	case "1", "да", "yes":
		return true
	}

	return false
}

func (r row) amount(head string) (decimal.Decimal, error) {
	cell := r.text(head)
	if cell == "" {
		return decimal.Decimal{}, nil
	}

	d, ok := amount(cell)
	if !ok {
		return d, r.fault(head, cell, "an amount such as 276.05 or 276,05 EUR")
	}

	return d, nil
}

func (r row) moment(head string) (time.Time, error) {
	cell := r.text(head)
	if cell == "" {
		return time.Time{}, nil
	}

	t, err := time.Parse(time.DateTime, cell)
	if err != nil {
		return t, r.fault(head, cell, "a time such as 2021-06-23 12:30:44")
	}

	return t, nil
}

func (r row) fault(head, cell, want string) error {
	line, column := r.rows.FieldPos(r.heads[head])

	return &Error{Line: line, Column: column, Field: head, Cause: fmt.Errorf("%w: %.40q is not %s", ErrFormat, cell, want)}
}
