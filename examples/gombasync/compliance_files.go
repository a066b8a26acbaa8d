package main

import (
	"bytes"
	"cmp"
	"path/filepath"
	"strings"
	"time"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"github.com/skladmost/skladmost/compliance"
)

// write gives each table a file of its own, or all of them a workbook; it returns
// the files.
func (c complianceTablesCmd) write(tables []compliance.Table) ([]string, error) {
	if c.Format == "xlsx" {
		path := cmp.Or(c.Out, "compliance.xlsx")

		if err := workbook(path, tables); err != nil {
			return nil, err
		}

		return []string{path}, nil
	}

	var written []string

	for _, t := range tables {
		var content bytes.Buffer
		if err := compliance.WriteCSV(&content, t); err != nil {
			return written, err
		}

		path := filepath.Join(cmp.Or(c.Out, "compliance"), tableName(t)+".csv")
		if err := keep(path, content.Bytes()); err != nil {
			return written, err
		}

		written = append(written, path)
	}

	return written, nil
}

// tableName tells the two currencies of a period across the euro apart.
func tableName(t compliance.Table) string {
	return strings.Trim(t.Number+" "+t.Name+" "+t.Currency, " ")
}

func workbook(path string, tables []compliance.Table) error {
	book := excelize.NewFile()
	defer book.Close() //nolint:errcheck // it holds nothing but memory

	for _, t := range tables {
		if err := sheet(book, t); err != nil {
			return err
		}
	}

	if err := book.DeleteSheet("Sheet1"); err != nil {
		return err
	}

	content, err := book.WriteToBuffer()
	if err != nil {
		return err
	}

	return keep(path, content.Bytes())
}

// sheet streams a table into a sheet of its own, so that a year of sales does not
// have to fit into memory as cells.
func sheet(book *excelize.File, t compliance.Table) error {
	name := tableName(t)
	if _, err := book.NewSheet(name); err != nil {
		return err
	}

	out, err := book.NewStreamWriter(name)
	if err != nil {
		return err
	}

	heads := make([]any, 0, len(t.Columns))
	for _, c := range t.Columns {
		heads = append(heads, c.Title)
	}

	if err := out.SetRow("A1", heads); err != nil {
		return err
	}

	styles, err := stylesOf(book)
	if err != nil {
		return err
	}

	line := 1

	for row, err := range t.Rows {
		if err != nil {
			return err
		}

		line++

		cell, err := excelize.CoordinatesToCellName(1, line)
		if err != nil {
			return err
		}

		if err := out.SetRow(cell, cells(t, row, styles)); err != nil {
			return err
		}
	}

	return out.Flush()
}

// stylesOf are the number formats of the kinds of columns.
func stylesOf(book *excelize.File) (map[compliance.Kind]int, error) {
	styles := map[compliance.Kind]int{}

	for kind, format := range map[compliance.Kind]string{
		compliance.Money: "0.00", compliance.Price: "0.0000", compliance.Quantity: "0.000", compliance.Percent: "0.##",
		compliance.Day: "dd.mm.yyyy", compliance.Moment: "dd.mm.yyyy hh:mm:ss",
	} {
		id, err := book.NewStyle(&excelize.Style{CustomNumFmt: &format})
		if err != nil {
			return nil, err
		}

		styles[kind] = id
	}

	return styles, nil
}

// cells are numbers, dates and texts; a text is never taken for a formula.
func cells(t compliance.Table, row []any, styles map[compliance.Kind]int) []any {
	all := make([]any, 0, len(row))

	for i, v := range row {
		cell := excelize.Cell{StyleID: styles[t.Columns[i].Kind], Value: v}

		switch v := v.(type) {
		case decimal.Decimal:
			cell.Value = v.InexactFloat64() // a spreadsheet knows no other numbers
		case time.Time:
			cell.Value = clock(v)
		}

		all = append(all, cell)
	}

	return all
}

// clock is the time as it stands on the clock: a spreadsheet knows no zones.
func clock(t time.Time) any {
	if t.IsZero() {
		return nil
	}

	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
}
