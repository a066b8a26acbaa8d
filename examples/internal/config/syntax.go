package config

import (
	"errors"
	"regexp"

	"github.com/goccy/go-yaml"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

// syntaxFault is a file that the parser cannot read, with the line. The parser's
// picture of the source is left out: it might show the key.
func syntaxFault(file string, err error) *Fault {
	f := &Fault{Code: Syntax, File: file, Wants: lang.Of("check indentation and quotes", "проверете отстъпите и кавичките")}

	var s *yaml.SyntaxError
	if !errors.As(err, &s) || s.Token == nil {
		return f
	}

	f.Line = s.Token.Position.Line
	f.Wants.EN += " (" + s.Message + ")"

	if why := syntaxWords(s.Message); why.BG != "" {
		f.Wants = lang.Of(f.Wants.EN, f.Wants.BG+" ("+why.BG+")")
		if why.EN != "" {
			f.Wants = why
		}
	}

	return f
}

// syntaxWords gives the parser's sentences, which have no codes, in Bulgarian;
// nothing for one that it does not know. Where both languages are given, they
// are the remedy itself.
func syntaxWords(message string) Text {
	for _, s := range []struct {
		pattern string
		words   Text
	}{
		{`^mapping key "(.*)" already defined at \[(\d+):\d+\]$`, lang.Of(
			`$1 stands on line $2 already; keep one of the two`, `$1 вече стои на ред $2; оставете едното`)},
		{`tab character|character '\t'`, lang.Of("write blanks in place of the tab", "вместо табулация пишете интервали")},
		{`^['"]?(.)['"]? is a reserved character$`, lang.Of("put the value that begins with $1 between quotes",
			"оградете стойността, която започва с $1, с кавички")},
		{`^could not find end character of (?:double|single)-quoted text$`, lang.Of("", "липсват затварящи кавички")},
		{`^(?:sequence|could not find flow mapping) end token '(.)'`, lang.Of("", "липсва затваряща скоба $1")},
		{`^could not find '(.)' character corresponding to '(.)'$`, lang.Of("", "липсва отваряща скоба $1 за $2")},
		{`unknown escape character (.+)$`, lang.Of("", `непознат знак след \: $1; пишете пътища в апострофи`)},
		{`(?:value|block sequence entries|sequence was used).* (?:not allowed|where mapping is expected)`,
			lang.Of("", "тук не може да стои стойност")},
		{`^unexpected key name|^non-map value|^unexpected scalar`, lang.Of("", "очаква се име: стойност")},
		{`anchor|alias`, lang.Of("", "препратките не се четат")},
		{`directive`, lang.Of("", "знакът % не може да стои в началото на реда")},
	} {
		pattern := regexp.MustCompile(s.pattern)

		if found := pattern.FindStringSubmatchIndex(message); found != nil {
			in := func(template string) string { return string(pattern.ExpandString(nil, template, message, found)) }

			return lang.Of(in(s.words.EN), in(s.words.BG))
		}
	}

	return Text{}
}
