package compliance

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// WriteCSV writes a table the way a Bulgarian spreadsheet program reads it without
// being asked: UTF-8 with a byte order mark, semicolons, decimal commas, dates as
// 02.01.2006. Texts that a spreadsheet would take for a formula get an apostrophe in
// front: names come from customers. Stops at the first error of the rows.
func WriteCSV(w io.Writer, t Table) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return fmt.Errorf("compliance: table %s: %w", t.Number, err)
	}
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = ';', true
	var heads []string
	for _, c := range t.Columns {
		heads = append(heads, c.Title)
	}
	if err := out.Write(heads); err != nil {
		return fmt.Errorf("compliance: table %s: %w", t.Number, err)
	}
	for row, err := range t.Rows {
		if err == nil {
			err = out.Write(t.Texts(row))
		}
		if err != nil {
			return fmt.Errorf("compliance: table %s: %w", t.Number, err)
		}
	}
	out.Flush()
	return out.Error() //nolint:wrapcheck // the writer's own
}

// Texts are the values of a row as [WriteCSV] writes them.
func (t Table) Texts(row []any) []string {
	var all []string
	for i, v := range row {
		all = append(all, written(t.Columns[i].Kind, v))
	}
	return all
}

func written(k Kind, v any) string {
	switch v := v.(type) {
	case decimal.Decimal:
		return strings.Replace(k.figure(v), ".", ",", 1)
	case time.Time:
		return k.moment(v)
	case int:
		return strconv.Itoa(v)
	case string:
		return harmless(v)
	}
	return fmt.Sprint(v)
}

func (k Kind) figure(d decimal.Decimal) string {
	switch k { //nolint:exhaustive // the others hold no figures
	case Money:
		return d.StringFixed(cents)
	case Price:
		return d.StringFixed(pricePlaces)
	}
	return d.String()
}

func (k Kind) moment(t time.Time) string {
	switch {
	case t.IsZero():
		return ""
	case k == Day:
		return t.Format("02.01.2006")
	}
	return t.Format("02.01.2006 15:04:05")
}

// harmless keeps a spreadsheet from computing a customer's name.
func harmless(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}
