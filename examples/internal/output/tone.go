package output

import "strings"

// Tone is how a text stands out on a terminal that has colour.
type Tone string

// The tones, as the numbers of their colours.
const (
	Plain   Tone = ""
	Heading Tone = "1"  // bold
	Good    Tone = "32" // green
	Caution Tone = "33" // yellow
	Bad     Tone = "31" // red
)

// Heading is a text as a heading of the results: bold where colour is allowed.
func (o *Output) Heading(text string) string { return paint(text, Heading, o.painted) }

// paint leaves the spaces around a text uncoloured.
func paint(text string, t Tone, allowed bool) string {
	bare := strings.TrimSpace(text)
	if !allowed || t == Plain || bare == "" {
		return text
	}

	before, after, _ := strings.Cut(text, bare)

	return before + "\x1b[" + string(t) + "m" + bare + "\x1b[0m" + after
}
