package matchfile

import (
	"encoding/csv"
	"io"
	"iter"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// Counts tells what a file holds.
type Counts struct {
	Certain    int `json:"certain"`
	Candidates int `json:"candidates"`
}

const (
	mark  = "\ufeff"
	comma = ';'
)

// Row is a match with whether a person has accepted it.
type Row struct {
	syncer.Match

	Accepted bool
}

// Write writes proposed matches, the certain ones accepted already. Nothing is
// written when the first of them is an error.
func Write(w io.Writer, l lang.Lang, matches iter.Seq2[syncer.Match, error]) (Counts, error) {
	return WriteChosen(w, l, func(yield func(Row, error) bool) {
		for m, err := range matches {
			if !yield(Row{m, m.Certain}, err) {
				return
			}
		}
	})
}

// WriteChosen is Write for matches that somebody has gone through already.
func WriteChosen(w io.Writer, l lang.Lang, matches iter.Seq2[Row, error]) (Counts, error) {
	var counts Counts

	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = comma, true
	begun := false

	begin := func() error {
		if begun {
			return nil
		}

		begun = true

		return first(w, out, l)
	}

	for m, err := range matches {
		if err != nil {
			return counts, err
		}

		if err := begin(); err != nil {
			return counts, err
		}

		if err := out.Write(cells(m, l)); err != nil {
			return counts, err
		}

		counts.add(m.Match)
	}

	if err := begin(); err != nil {
		return counts, err
	}

	out.Flush()

	return counts, out.Error()
}

func (c *Counts) add(m syncer.Match) {
	if m.Certain {
		c.Certain++
	} else {
		c.Candidates++
	}
}

func first(w io.Writer, out *csv.Writer, l lang.Lang) error {
	if _, err := io.WriteString(w, mark); err != nil {
		return err
	}

	names := make([]string, 0, columns)
	for _, head := range heads() {
		names = append(names, head.In(l))
	}

	return out.Write(names)
}

func cells(m Row, l lang.Lang) []string {
	reasons := make([]string, len(m.Reasons))
	for i, r := range m.Reasons {
		reasons[i] = text.Language(l).Reason(string(r))
	}

	row := make([]string, columns)
	row[colCertainty], row[colScore], row[colReasons] = candidate().In(l), strconv.Itoa(m.Score), strings.Join(reasons, ", ")

	if m.Certain {
		row[colCertainty] = certain().In(l)
	}

	if m.Accepted {
		row[colAccept] = yes().In(l)
	}

	row[colGoodID], row[colVariantID] = strconv.FormatInt(int64(m.GoodID), 10), guard(m.VariantID)
	row[colProductID], row[colCheck] = guard(m.ProductID), m.Fingerprint
	side(row[colGoodCode:colVariantID], m.Good)
	side(row[colVariantCode:colProductID], m.Variant)

	return row
}

// side fills code, barcode, name and price.
func side(row []string, s syncer.MatchSide) {
	row[0], row[1] = guard(s.Code), guard(strings.Join(s.Barcodes, " "))
	row[2], row[3] = harmless(s.Name), price(s.Price)
}

func price(p decimal.NullDecimal) string {
	if !p.Valid {
		return ""
	}

	return strings.Replace(p.Decimal.StringFixed(2), ".", ",", 1)
}
