package interview

import (
	"context"
	"strings"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

// question is asked until its answer can be used.
type question struct {
	text lang.Text
	// def is what Enter means. Without one an answer is needed, unless optional.
	def      string
	optional bool
	// whole adds what people leave out of an answer.
	whole func(answer string) string
	check func(answer string) error
}

// ask gives the answer, or the default for none.
func (i *Interview) ask(ctx context.Context, q question) (string, error) {
	for {
		i.prompt(q)

		answer, err := i.keys.Line(ctx)
		if err != nil {
			return "", err
		}

		if answer = strings.TrimSpace(answer); answer == "" {
			answer = q.def
		} else if q.whole != nil {
			answer = q.whole(answer)
		}

		switch {
		case answer == "" && q.optional:
			return "", nil
		case answer == "":
			i.screen.Say(lang.Of("This is needed.", "Това е нужно."))
		case q.check == nil:
			return answer, nil
		default:
			if err = q.check(answer); err == nil {
				return answer, nil
			}

			i.screen.Fail(err)
		}
	}
}

func (i *Interview) prompt(q question) {
	text := q.text.In(i.screen.Lang())

	switch {
	case q.def != "":
		text += " [" + q.def + "]"
	case q.optional:
		text += lang.Of(" [none]", " [няма]").In(i.screen.Lang())
	}

	i.screen.Raw(text + ": ")
}

// fill asks for a line of the configuration, whose own rules judge the answer.
func (i *Interview) fill(ctx context.Context, to *string, q question) error {
	before := *to
	q.check = func(answer string) error {
		*to = answer
		_, err := i.draft()

		return err
	}

	answer, err := i.ask(ctx, q)
	if err != nil {
		*to = before

		return err
	}

	*to = answer

	return nil
}

// yes is a question that is answered with one word.
func (i *Interview) yes(ctx context.Context, text lang.Text, def bool) (bool, error) {
	l := i.screen.Lang()
	words := map[bool]string{true: lang.Of("yes", "да").In(l), false: lang.Of("no", "не").In(l)}

	var is bool

	_, err := i.ask(ctx, question{text: text, def: words[def], check: func(answer string) error {
		switch strings.ToLower(answer) {
		case "yes", "y", "да", "д":
			is = true
		case "no", "n", "не", "н":
			is = false
		default:
			return refuse(lang.Of("this is neither yes nor no", "това не е нито „да“, нито „не“"),
				lang.Of("write yes or no", "напишете да или не"))
		}

		return nil
	}})

	return is, err
}

// Yes asks after the interview, for what is done with its answers.
func (i *Interview) Yes(ctx context.Context, text lang.Text) (bool, error) {
	return i.yes(ctx, text, true)
}
