package interview

import (
	"context"
	"strings"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

// option is something to choose: what is written into the file, and what a person
// calls it.
type option struct{ value, label string }

// choose lists the options and takes one, by its value, its name or the beginning
// of one of them.
func (i *Interview) choose(ctx context.Context, text lang.Text, options []option, def string) (string, error) {
	i.list(options)

	var chosen string

	_, err := i.ask(ctx, question{text: text, def: def, check: func(answer string) error {
		var err error
		chosen, err = pick(options, answer)

		return err
	}})

	return chosen, err
}

// several takes at least one, with commas between them.
func (i *Interview) several(ctx context.Context, text lang.Text, options []option, def []string) ([]string, error) {
	i.list(options)

	var chosen []string

	_, err := i.ask(ctx, question{text: text, def: strings.Join(def, ", "), check: func(answer string) error {
		chosen = nil

		for word := range strings.SplitSeq(answer, ",") {
			one, err := pick(options, strings.TrimSpace(word))
			if err != nil {
				return err
			}

			chosen = append(chosen, one)
		}

		return nil
	}})

	return chosen, err
}

func (i *Interview) list(options []option) {
	widest := 0
	for _, o := range options {
		widest = max(widest, len([]rune(o.value)))
	}

	for _, o := range options {
		line := "  " + o.value
		if o.label != "" && o.label != o.value {
			line += strings.Repeat(" ", widest-len([]rune(o.value))) + "  " + o.label
		}

		i.screen.Raw(line + "\n")
	}
}

// pick prefers a whole value to a whole name, and that to a beginning that only one
// option has.
func pick(options []option, answer string) (string, error) {
	folded := strings.ToLower(answer)

	for _, same := range []func(option) bool{
		func(o option) bool { return strings.ToLower(o.value) == folded },
		func(o option) bool { return strings.ToLower(o.label) == folded },
		func(o option) bool {
			return folded != "" &&
				(strings.HasPrefix(strings.ToLower(o.value), folded) || strings.HasPrefix(strings.ToLower(o.label), folded))
		},
	} {
		var found []string

		for _, o := range options {
			if same(o) {
				found = append(found, o.value)
			}
		}

		if len(found) == 1 {
			return found[0], nil
		}
	}

	values := make([]string, 0, len(options))
	for _, o := range options {
		values = append(values, o.value)
	}

	all := strings.Join(values, ", ")

	return "", refuse(lang.Of(`"`+answer+`" is not one of them`, "„"+answer+"“ не е сред тях"),
		lang.Of("write one of "+all, "напишете някое от "+all))
}
