package page

import (
	"maps"
	"slices"
	"strings"

	"github.com/skladmost/skladmost/examples/internal/config"
)

// fill chooses the control and puts the value into it.
func (f *form) fill(v *fieldView, s config.Setting, l *lists) {
	value := f.value(s)
	options, why := l.of(s.Source)

	switch s.Kind {
	case config.KindSecret:
		v.Control, v.Hint = "password", f.secretHint(s.Name)
	case config.KindBool:
		v.Control, v.Checked = "bool", plain(value) == "true"
	case config.KindChoice:
		v.Control, v.Options = "select", f.chosen(v.ID, f.choices(s.Choices), []string{plain(value)})
	case config.KindList:
		f.list(v, s, asList(value), options, why)
	case config.KindMap:
		f.pairs(v, s, value, options, why)
	default:
		f.oneText(v, s, plain(value), options, why)
	}
}

func (f *form) secretHint(name string) string {
	saved := f.file.Secrets[name] || name == passwordField && (f.file.Secrets["warehouse.dsn"] ||
		f.now("warehouse.password_env") != "" || f.now("warehouse.password_file") != "") ||
		name == "shop.key" && (f.now("shop.key_file") != "" || f.inEnvironment("shop.key_env"))
	if saved {
		return f.words.t("settings.saved.secret")
	}

	return ""
}

func (f *form) oneText(v *fieldView, s config.Setting, value string, options []option, why error) {
	v.Control, v.Value = "text", value

	switch {
	case s.Name == "warehouse.dsn":
		v.Value = echo(value)
		if v.Value == "" && f.file.Secrets["warehouse.dsn"] {
			v.Hint = f.words.t("settings.saved.secret")
		}
	case s.Kind == config.KindInt || s.Kind == config.KindPercent:
		v.Control = "number"
	case s.Source != config.NoSource && why == nil && len(options) > 0:
		empty := []option{{Title: f.words.t("settings.none")}}
		v.Control, v.Options = "select", f.chosen(v.ID, append(empty, options...), []string{value})
	case s.Source != config.NoSource:
		v.Note = f.notOffered(s.Source)
	}
}

func (f *form) list(v *fieldView, s config.Setting, values []string, options []option, why error) {
	if s.Source != config.NoSource && why == nil && len(options) > 0 {
		v.Control, v.Options = "checks", f.chosen(v.ID, options, values)

		return
	}

	v.Control, v.Value = "lines", strings.Join(values, "\n")
	if s.Source != config.NoSource {
		v.Note = f.notOffered(s.Source)
	}
}

// pairs is a table with a row for each key that is known or there.
func (f *form) pairs(v *fieldView, s config.Setting, value any, options []option, why error) {
	v.Control, v.More = "map", len(s.Keys) == 0
	present, _ := value.(map[string]string)

	choices := f.choices(s.Choices)
	if len(choices) == 0 && why == nil {
		choices = options
	} else if len(choices) == 0 {
		v.Note = f.notOffered(s.Source)
	}

	for _, key := range f.keys(s, present, options) {
		row := rowView{
			Name: s.Name + "[" + key.Value + "]", ID: v.ID + "-" + strings.ReplaceAll(key.Value, "+", "-"),
			Title: key.Title, Value: present[key.Value],
		}
		row.Options = f.rowOptions(row.ID, choices, row.Value)
		v.Rows = append(v.Rows, row)
	}

	if v.More {
		v.Options = f.rowOptions(v.ID+"-more", choices, "")
	}
}

func (f *form) rowOptions(id string, choices []option, value string) []optionView {
	if len(choices) == 0 {
		return nil
	}

	return f.chosen(id, append([]option{{Title: f.words.t("settings.default")}}, choices...), []string{value})
}

// keys are those that a map is known to have, those of the file, and for VAT the
// rates that the groups have.
func (f *form) keys(s config.Setting, present map[string]string, options []option) []option {
	all := f.choices(s.Keys)

	if s.Source == config.VATGroups {
		for _, o := range options {
			all = append(all, option{Value: o.Also[0], Title: o.Also[0] + " %"})
		}
	}

	for _, key := range slices.Sorted(maps.Keys(present)) {
		all = append(all, option{Value: key, Title: key})
	}

	seen := map[string]bool{}

	return slices.DeleteFunc(all, func(o option) bool {
		again := seen[o.Value]
		seen[o.Value] = true

		return again
	})
}

func (f *form) choices(all []config.Choice) []option {
	var options []option
	for _, c := range all {
		options = append(options, option{Value: c.Value, Title: c.Title.In(f.words.lang)})
	}

	return options
}

func (f *form) notOffered(s config.Source) string {
	if s == config.Statuses {
		return f.words.t("settings.noshop")
	}

	return f.words.t("settings.nowarehouse")
}

func asList(value any) []string {
	switch v := value.(type) {
	case []string:
		return v
	case string:
		return []string{v}
	default:
		return nil
	}
}
