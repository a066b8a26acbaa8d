// Package lang chooses between the two languages of the examples.
//
//	l := lang.Choose("", os.LookupEnv)
//	fmt.Println(lang.Text{EN: "done", BG: "готово"}.In(l))
package lang

import "strings"

// Lang is a language of the examples.
type Lang string

// The languages.
const (
	EN Lang = "en"
	BG Lang = "bg"
)

// Text is a sentence in both languages.
type Text struct{ EN, BG string }

// In is the text in a language, English unless l is BG.
func (t Text) In(l Lang) string {
	if l == BG {
		return t.BG
	}

	return t.EN
}

// Choose gives the language that a person asked for by name, else that of the
// environment (LC_ALL, LC_MESSAGES, LANG), else English.
func Choose(asked string, env func(string) (string, bool)) Lang {
	if asked != "" {
		return named(asked)
	}

	for _, variable := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value, ok := env(variable); ok && value != "" {
			return named(value)
		}
	}

	return EN
}

func named(name string) Lang {
	name = strings.ToLower(name)
	if name == string(BG) || strings.HasPrefix(name, "bg_") || strings.HasPrefix(name, "bg.") || strings.HasPrefix(name, "bg-") {
		return BG
	}

	return EN
}

// Of is a Text of its two sentences.
func Of(en, bg string) Text { return Text{EN: en, BG: bg} }
