package config

import (
	"fmt"
	"strings"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/output"
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
	Unwritable FaultCode = "unwritable"
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
	return f.Notice(l).Line
}

// Notice is the fault in its parts.
func (f *Fault) Notice(l lang.Lang) output.Notice {
	where := f.File
	if f.Line > 0 {
		where = fmt.Sprintf("%s:%d", f.File, f.Line)
	}

	pattern := map[FaultCode]Text{
		Unreadable: lang.Of("the file cannot be read", "файлът не може да се прочете"),
		Unwritable: lang.Of("the file cannot be written", "файлът не може да се запише"),
		Syntax:     lang.Of("this is no file of settings (YAML)", "това не е файл с настройки (YAML)"),
		Unknown:    lang.Of("unknown setting {setting}", "непозната настройка {setting}"),
		BadValue:   lang.Of("{setting} is {value}", "{setting} е {value}"),
		Missing:    lang.Of("{setting} is missing", "липсва {setting}"),
		Conflict:   lang.Of("{setting}", "{setting}"),
	}[f.Code].In(l)

	remedy := f.Wants.In(l)
	if f.Code == BadValue {
		remedy = lang.Of("write ", "напишете ").In(l) + remedy
	}

	value := lang.Of("not usable", "неподходящо").In(l)
	if f.Value != "" {
		value = fmt.Sprintf("%q", f.Value)
	}

	what := where + ": " + strings.NewReplacer("{setting}", f.Setting, "{value}", value).Replace(pattern)

	return output.Notice{Code: "config_" + string(f.Code), Message: what, Remedy: remedy, Line: what + ": " + remedy}
}
