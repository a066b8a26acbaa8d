package output

import (
	"encoding/json"
	"io"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

// Fail prints an error, one line for each that errors.Join put together; for a
// program each is an object with the one field error.
func (o *Output) Fail(err error) {
	for _, n := range Notices(err, o.opts.Lang, o.opts.Translate) {
		o.complain("error", lang.Text{EN: "error", BG: "грешка"}, Bad, n)
	}
}

// Warn prints something to know that stopped nothing.
func (o *Output) Warn(err error) {
	for _, n := range Notices(err, o.opts.Lang, o.opts.Translate) {
		o.complain("warning", lang.Text{EN: "warning", BG: "внимание"}, Caution, n)
	}
}

// WarnText is Warn of a sentence of our own.
func (o *Output) WarnText(code string, t lang.Text) {
	o.complain("warning", lang.Text{EN: "warning", BG: "внимание"}, Caution, Notice{Code: code, Message: t.In(o.opts.Lang)})
}

func (o *Output) complain(field string, label lang.Text, tone Tone, n Notice) {
	if o.opts.JSON {
		line, err := json.Marshal(map[string]Notice{field: {Code: n.Code, Message: oneLine(n.Message), Remedy: oneLine(n.Remedy)}})
		if err == nil {
			_, _ = io.WriteString(o.err, string(line)+"\n")
		}

		return
	}

	_, _ = io.WriteString(o.err, paint(label.In(o.opts.Lang)+":", tone, o.colour)+" "+harmless(n.line())+"\n")
}
