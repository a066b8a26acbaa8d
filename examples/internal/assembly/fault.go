package assembly

import (
	"github.com/skladmost/skladmost/examples/internal/explain"
	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/output"
)

// Fault is a setting that nothing can be built of.
type Fault struct { //nolint:errname // the word that a person reads, as in package config
	What, Remedy lang.Text
	Err          error
}

// Error is the English sentence.
func (f *Fault) Error() string {
	n := f.Notice(lang.EN)

	return n.Message + ": " + n.Remedy
}

// Unwrap returns the cause.
func (f *Fault) Unwrap() error { return f.Err }

// Notice is the fault in its parts.
func (f *Fault) Notice(l lang.Lang) output.Notice {
	n := output.Notice{Code: "config_conflict", Message: f.What.In(l), Remedy: f.Remedy.In(l)}
	if why := (explain.Reader{Lang: l}).Cause(f.Err); why != "" {
		n.Message += " (" + why + ")"
	}

	return n
}
