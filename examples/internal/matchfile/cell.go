package matchfile

import "strings"

// exact is up to how many digits a spreadsheet shows a number as it is.
const exact = 11

// guard keeps a spreadsheet from taking a text for a number, a date or a
// formula.
func guard(text string) string {
	if text == "" {
		return ""
	}

	plain := strings.Trim(text, "0123456789") == "" && text[0] != '0' && len(text) <= exact
	if !plain && text[0] >= '0' && text[0] <= '9' {
		return quoted(text)
	}

	return harmless(text)
}

// harmless keeps a text from being a formula.
func harmless(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r\n", rune(text[0])) {
		return quoted(text)
	}

	return text
}

func quoted(text string) string { return `="` + strings.ReplaceAll(text, `"`, `""`) + `"` }

// unguard gives the text back.
func unguard(cell string) string {
	cell = strings.TrimSpace(cell)

	inner, opened := strings.CutPrefix(cell, `="`)
	inner, closed := strings.CutSuffix(inner, `"`)

	if !opened || !closed {
		return cell
	}

	return strings.ReplaceAll(inner, `""`, `"`)
}
