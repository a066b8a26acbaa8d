package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/matchfile"
	"github.com/skladmost/skladmost/syncer"
)

// read gives what the file accepts.
func (c matchApplyCmd) read() ([]syncer.Match, error) {
	f, err := os.Open(c.File)
	if err != nil {
		return nil, &usageError{told{
			code: "file", cause: err, text: lang.Of(c.File+" cannot be read", c.File+" не може да се прочете"),
			todo: lang.Of("gombasync match propose --out FILE writes one", "gombasync match propose --out ФАЙЛ пише такъв"),
		}}
	}

	matches, err := matchfile.Read(f)

	return matches, errors.Join(c.wrong(err), f.Close())
}

// wrong gives each fault of the file a line of its own, the first ones at most.
func (c matchApplyCmd) wrong(err error) error {
	var errs []error

	faults := []error{err}
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		faults = many.Unwrap()
	}

	for _, err := range faults {
		f, ok := errors.AsType[*matchfile.Fault](err)
		if !ok {
			return err
		}

		where := f.Where()
		errs = append(errs, wrong("match_file", lang.Of(c.File+": "+where.EN+f.What.EN, c.File+": "+where.BG+f.What.BG), f.Todo))

		if len(errs) == warnAtMost {
			break
		}
	}

	if more := len(faults) - len(errs); more > 0 {
		errs = append(errs, wrong("match_file", lang.Of(fmt.Sprintf("%s: … and %d more wrong rows", c.File, more),
			fmt.Sprintf("%s: … и още %d грешни реда", c.File, more)), lang.Of("correct these first", "поправете първо тези")))
	}

	return errors.Join(errs...)
}
