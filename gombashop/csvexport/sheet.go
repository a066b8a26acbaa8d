package csvexport

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"time"
)

// sheet is a file whose head has been read.
type sheet struct {
	csv   *csv.Reader
	heads heads
	zone  *time.Location
	line  int // of the last row that was read
}

// read yields what parse makes of each row.
func read[T any](r io.Reader, columns []column, opts []ReadOption, parse func(*row) T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T

		s, err := open(r, columns, settled(opts))
		if err != nil {
			yield(none, err)

			return
		}

		for {
			cells, more, err := s.next()
			if cells == nil && err == nil || !deliver(s, cells, err, parse, yield) || !more {
				return
			}
		}
	}
}

// deliver yields one row, or else each of its faults; false ends the iteration.
func deliver[T any](s *sheet, cells []string, fault error, parse func(*row) T, yield func(T, error) bool) bool {
	var none T

	if fault != nil {
		return yield(none, fault)
	}

	if strings.TrimSpace(strings.Join(cells, "")) == "" {
		return true // a spreadsheet's empty row
	}

	line := &row{sheet: s, cells: cells}

	value := parse(line)
	if len(line.faults) == 0 {
		return yield(value, nil)
	}

	for _, fault := range line.faults {
		if !yield(none, fault) {
			return false
		}
	}

	return true
}

// open reads the head.
func open(r io.Reader, columns []column, set settings) (*sheet, error) {
	s := &sheet{csv: csv.NewReader(unmarked(r)), zone: set.zone, line: 1}
	s.csv.ReuseRecord = true

	names, _, err := s.next()
	if err != nil {
		return nil, err
	}

	if names == nil {
		return nil, wrong(CodeEmptyFile).at(1, 1, "")
	}

	s.heads, err = locate(names, columns, s.csv.FieldPos)
	if err != nil {
		return nil, err
	}

	return s, nil
}

// next gives the next row, or neither a row nor an error at the end. more tells
// whether another row may follow.
func (s *sheet) next() (cells []string, more bool, err error) {
	cells, err = s.csv.Read()
	if err == io.EOF { // bare: a reader that fails with a wrapped one has not come to the end
		return nil, false, nil
	}

	if len(cells) > 0 {
		s.line, _ = s.csv.FieldPos(0)
	}

	if err != nil {
		return nil, errors.Is(err, csv.ErrFieldCount), s.broken(err, len(cells))
	}

	return cells, true, nil
}

// broken explains an error of encoding/csv. A row with too few or too many
// cells spoils itself; a stray quote spoils all that follows, for nobody knows
// where the rows end from there on.
func (s *sheet) broken(err error, cells int) error {
	place, ok := errors.AsType[*csv.ParseError](err)

	switch {
	case !ok:
		f := wrong(CodeReading, err)

		return &Error{Line: s.line, Column: 1, Code: f.code, Args: f.args, Cause: fmt.Errorf("reading on failed: %w", err)}
	case errors.Is(err, csv.ErrFieldCount):
		return wrong(CodeCells, cells, s.csv.FieldsPerRecord).at(place.StartLine, 1, "")
	default:
		return wrong(CodeQuotes, place.Err, place.StartLine).at(place.Line, place.Column, "")
	}
}

// unmarked leaves a byte order mark out; a quote behind it would be a stray one.
func unmarked(r io.Reader) io.Reader {
	const mark = "\ufeff"

	buffered := bufio.NewReader(r)
	if start, err := buffered.Peek(len(mark)); err == nil && string(start) == mark {
		_, _ = buffered.Discard(len(mark)) // it is there
	}

	return buffered
}
