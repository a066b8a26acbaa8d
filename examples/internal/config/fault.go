package config

import (
	"fmt"
	"strings"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

// Text is a sentence in both languages.
type Text = lang.Text

// Fault is one thing that is wrong with a configuration file. It never repeats
// the value of a secret.
type Fault struct { //nolint:errname // the word that a person reads
	Code FaultCode
	File string
	// Line is 0 when the fault belongs to no line, such as a missing setting.
	Line int
	// Setting is the full name, "import.object".
	Setting string
	// Value is what the file says; empty for a secret.
	Value string
	// Wants says what is allowed instead.
	Wants Text
}

// FaultCode names a kind of fault; programs and translations go by it.
type FaultCode string

// The kinds of faults.
const (
	Unreadable FaultCode = "unreadable"
	Syntax     FaultCode = "syntax"
	Unknown    FaultCode = "unknown"
	BadValue   FaultCode = "bad_value"
	Missing    FaultCode = "missing"
	Conflict   FaultCode = "conflict"
)

// Error is the English line.
func (f *Fault) Error() string { return f.In(lang.EN) }

// In is the fault as one line in a language: where, which setting, what is
// wrong and what to do.
func (f *Fault) In(l lang.Lang) string {
	where := f.File
	if f.Line > 0 {
		where = fmt.Sprintf("%s:%d", f.File, f.Line)
	}

	pattern := map[FaultCode]Text{
		Unreadable: lang.Of("the file cannot be read: {wants}", "файлът не може да се прочете: {wants}"),
		Syntax:     lang.Of("this is no YAML: {wants}", "това не е YAML: {wants}"),
		Unknown:    lang.Of("unknown setting {setting}: {wants}", "непозната настройка {setting}: {wants}"),
		BadValue:   lang.Of("{setting} is {value}: write {wants}", "{setting} е {value}: напишете {wants}"),
		Missing:    lang.Of("{setting} is missing: {wants}", "липсва {setting}: {wants}"),
		Conflict:   lang.Of("{setting}: {wants}", "{setting}: {wants}"),
	}[f.Code].In(l)

	value := lang.Of("not usable", "неподходящо").In(l)
	if f.Value != "" {
		value = fmt.Sprintf("%q", f.Value)
	}

	return where + ": " + strings.NewReplacer("{setting}", f.Setting, "{value}", value, "{wants}", f.Wants.In(l)).Replace(pattern)
}
