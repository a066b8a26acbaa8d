package matchfile

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/skladmost/skladmost/syncer"
)

// Read gives the accepted matches of an edited file. Every fault of the file is
// a *Fault in the joined error, and no match is given then.
func Read(r io.Reader) ([]syncer.Match, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}

	content, err := decoded(data)
	if err != nil {
		return nil, err
	}

	in := csv.NewReader(strings.NewReader(content))
	in.Comma, in.FieldsPerRecord = separator(content), -1

	s := &sheet{goods: map[string]int{}, variants: map[string]int{}}
	if err := s.read(in); err != nil {
		return nil, err
	}

	return s.matches, nil
}

// decoded is the text of the file: UTF-8, or what Excel saves as plain CSV on a
// Bulgarian Windows. The columns that are read back look alike in both.
func decoded(data []byte) (string, error) {
	if strings.HasPrefix(string(data), "\xff\xfe") || strings.HasPrefix(string(data), "\xfe\xff") {
		return "", notAFile("the file is UTF-16 text", "файлът е текст в UTF-16")
	}

	if utf8.Valid(data) {
		return strings.TrimPrefix(string(data), mark), nil
	}

	turned, err := charmap.Windows1251.NewDecoder().Bytes(data)

	return string(turned), err
}

// separator is what parts the cells of the first line.
func separator(content string) rune {
	line, _, _ := strings.Cut(content, "\n")
	best, most := comma, 0

	for _, mark := range []rune{';', ',', '\t'} {
		if n := strings.Count(line, string(mark)); n > most {
			best, most = mark, n
		}
	}

	return best
}

// read goes through all rows, so that one pass shows every fault.
func (s *sheet) read(in *csv.Reader) error {
	names, err := in.Read()
	if err == io.EOF { // bare, as encoding/csv says
		return notAFile("the file is empty", "файлът е празен")
	}

	if err != nil {
		return broken(err)
	}

	if err := s.locate(names); err != nil {
		return err
	}

	var faults []error

	for {
		cells, err := in.Read()
		if err == io.EOF {
			return errors.Join(faults...)
		}

		if err != nil { // nobody knows where the rows end from here on
			return errors.Join(append(faults, broken(err))...)
		}

		line, _ := in.FieldPos(0)
		if err := s.row(line, cells); err != nil {
			faults = append(faults, err)
		}
	}
}

// broken explains an error of encoding/csv.
func broken(err error) error {
	f := notAFile("the quotes do not pair", "кавичките не са по двойки")
	if parse, ok := errors.AsType[*csv.ParseError](err); ok {
		f.Line = parse.Line
	}

	return f
}
