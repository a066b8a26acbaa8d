package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Language is a language of the catalogue: [EN] or [BG]. Any other value reads
// as English.
type Language string

// The languages.
const (
	EN Language = "en"
	BG Language = "bg"
)

// Problem is what is wrong, as one sentence. A code that the catalogue does not
// know gives the code itself.
func (l Language) Problem(p Problem) string { return sentence(l.what(p)) }

// Remedy is what to do next, as one sentence.
func (l Language) Remedy(p Problem) string { return sentence(l.todo(p)) }

// Full is the record, what is wrong, the cause and what to do next, in one line.
// The cause comes from other packages and is English in every language.
func (l Language) Full(p Problem) string {
	var b strings.Builder

	if p.Record != "" {
		b.WriteString(l.Record(p.Record) + ": ")
	}

	b.WriteString(l.what(p))

	if p.Err != nil {
		b.WriteString(" (" + p.Err.Error() + ")")
	}

	b.WriteString("; " + l.todo(p))

	return b.String()
}

func (l Language) what(p Problem) string {
	e, ok := find(p.Code)
	if !ok {
		return string(p.Code)
	}

	return l.fill(l.pick(e.what), p.Args)
}

func (l Language) todo(p Problem) string {
	e, ok := find(p.Code)
	if !ok {
		e, _ = find(Unexpected)
	}

	return l.fill(l.pick(e.todo), p.Args)
}

// pick chooses between the English and the Bulgarian text.
func (l Language) pick(both [2]string) string {
	if l == BG {
		return both[1]
	}

	return both[0]
}

// absent stands for a value that the Problem does not carry.
const absent = "—"

// fill puts the values into a template. It goes through the template once, so
// that a value with braces in it stays as it is.
func (l Language) fill(template string, args map[string]string) string {
	var b strings.Builder

	for {
		before, rest, open := strings.Cut(template, "{")
		b.WriteString(before)

		name, after, closed := strings.Cut(rest, "}")
		if !open || !closed {
			return b.String()
		}

		b.WriteString(l.value(name, args))

		template = after
	}
}

// value is what stands for a name in braces. A word of the catalogue may name
// values itself.
func (l Language) value(name string, args map[string]string) string {
	how, of, translated := strings.Cut(name, ":")
	if !translated {
		of = name
	}

	v := args[of]

	switch {
	case v == "":
		return absent
	case how == "record" && translated:
		return l.Record(v)
	case how == "word" && translated:
		if word, known := l.word(v); known {
			return l.fill(word, args)
		}
	}

	return v
}

// sentence begins with a capital letter and ends in a full stop.
func sentence(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return ""
	}

	return string(unicode.ToUpper(r)) + s[n:] + "."
}
