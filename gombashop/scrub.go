package gombashop

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// maxScrub is how much of a foreign text is searched for secrets; far less of it
// is ever shown.
const maxScrub = 64 << 10

// scrubber gives a function that blots the secrets out of a text before it is
// cut to length. It finds them as they are and in every form in which an answer
// may repeat them: escaped for JSON (\/ \" \u002f), HTML (&quot; &#47; &#x2F;)
// or an address (%2F), also twice, and each character in a form of its own.
//
// The pattern is made when it is first needed, which is for an error whose text
// has an escape in it.
func scrubber(secrets ...string) func(string) string {
	var long []string
	for _, s := range secrets {
		if len(s) >= 4 { // shorter ones would tear words apart
			long = append(long, s)
		}
	}
	if long == nil {
		return func(s string) string { return s }
	}
	slices.SortFunc(long, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	pattern := sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(anyOf(long)) })
	blot := func(s string) string {
		if strings.ContainsAny(s, `\&%`) {
			return pattern().ReplaceAllLiteralString(s, "***")
		}
		for _, secret := range long {
			s = strings.ReplaceAll(s, secret, "***")
		}
		return s
	}
	return func(s string) string {
		if len(s) <= maxScrub {
			return blot(s)
		}
		s = blot(s[:maxScrub])
		return s[:max(0, len(s)-maxForm*len(long[0]))] // where it was cut, a half secret may stand
	}
}

// maxForm is longer than any form of one character, but for those that are
// escaped again and again.
const maxForm = 24

func anyOf(secrets []string) string {
	alternatives := make([]string, len(secrets))
	for i, s := range secrets {
		var b strings.Builder
		for _, r := range s {
			b.WriteString(anyForm(r))
		}
		alternatives[i] = b.String()
	}
	return strings.Join(alternatives, "|")
}

// anyForm is a pattern for one character, plain or escaped.
func anyForm(r rune) string {
	var percent strings.Builder
	for _, b := range []byte(string(r)) {
		fmt.Fprintf(&percent, `%%(?:25)*(?i:%02x)`, b)
	}
	entity := fmt.Sprintf(`#0*%d|#[xX]0*(?i:%x)`, r, r)
	if name := entityName(r); name != "" {
		entity += "|(?i:" + name + ")"
	}
	return fmt.Sprintf(`(?:\\*(?:%s|&(?:amp;)*(?:%s);?|%s)|\\+u(?i:%04x)|\\+x(?i:%02x))`,
		regexp.QuoteMeta(string(r)), entity, percent.String(), r, r)
}

// entityName is what HTML calls a character that keys are known to hold.
func entityName(r rune) string {
	names := map[rune]string{
		'"': "quot", '&': "amp", '<': "lt", '>': "gt", '\'': "apos", '/': "sol", '+': "plus", '=': "equals", ':': "colon",
		';': "semi", '!': "excl", '#': "num", '$': "dollar", '%': "percnt", '(': "lpar", ')': "rpar", '*': "ast", ',': "comma",
		'.': "period", '?': "quest", '@': "commat", '[': "lsqb", '\\': "bsol", ']': "rsqb", '^': "Hat", '_': "lowbar",
		'`': "grave", '{': "lcub", '|': "verbar", '}': "rcub",
	}
	return names[r]
}
