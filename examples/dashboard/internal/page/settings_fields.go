package page

import (
	"maps"
	"slices"
	"strings"

	"github.com/skladmost/skladmost/examples/internal/config"
)

// fieldView is a setting on the page.
type fieldView struct {
	Name, ID, Letter, Title, Help string
	// Control is text, number, password, bool, select, checks, lines or map.
	Control, Value string
	Checked        bool
	Options        []optionView
	Rows           []rowView
	// More tells that a map takes a key that is not in Rows.
	More bool
	// Note tells why a list is not offered, or that a secret is saved.
	Note, Hint string
	Fault      string
	// Theirs is what somebody else saved in between.
	Theirs string
	Locked bool
	// Only is the condition under which it has a meaning; Hidden: it has none now.
	Only   config.Condition
	Hidden bool
}

// rowView is one key of a map.
type rowView struct {
	Name, ID, Title, Value string
	Options                []optionView
}

// sections are all settings, by their parts of the page.
func (f *form) sections(l *lists) []sectionView {
	var all []sectionView

	for _, s := range pageSettings() {
		if len(all) == 0 || all[len(all)-1].Key != s.Section {
			all = append(all, sectionView{Key: s.Section, Folded: s.Section == config.SectionCompliance})
		}

		last := &all[len(all)-1]
		last.Fields = append(last.Fields, f.field(s, l))
		last.Folded = last.Folded && last.Fields[len(last.Fields)-1].Fault == ""
	}

	return all
}

func (f *form) field(s config.Setting, l *lists) fieldView {
	v := fieldView{
		Name: s.Name, ID: "f-" + strings.NewReplacer(".", "-", "_", "-").Replace(s.Name), Letter: s.Letter,
		Title: s.Title.In(f.words.lang), Help: s.Help.In(f.words.lang), Fault: f.faults[s.Name], Theirs: f.theirs[s.Name],
		Locked: f.locked(s.Name), Only: s.Only, Hidden: !f.applies(s.Only, l),
	}
	f.fill(&v, s, l)

	return v
}

// applies tells whether settings under a condition have a meaning with what
// stands in the form.
func (f *form) applies(c config.Condition, l *lists) bool {
	switch c {
	case config.WithPrinter:
		return f.text("fiscal.smart_printer.enabled") == "true"
	case config.WithSUPTO:
		if choice := f.text("warehouse.supto"); choice == "yes" || choice == "no" {
			return choice == "yes"
		}

		return l.supto() == "yes" || l.supto() == "" && f.text("fiscal.device_serial") != ""
	default:
		return true
	}
}

// value is what stands in the form for a setting.
func (f *form) value(s config.Setting) any {
	if typed, given := f.typed(s); given && !f.locked(s.Name) {
		return typed
	}

	if present := f.file.Values[s.Name]; present != nil {
		return present
	}

	if s.Default == "" {
		return nil
	}

	return s.Default
}

func (f *form) text(setting string) string {
	for _, s := range config.Describe() {
		if s.Name == setting {
			return plain(f.value(s))
		}
	}

	return ""
}

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
		row := rowView{Name: s.Name + "[" + key.Value + "]", ID: v.ID + "-" + strings.ReplaceAll(key.Value, "+", "-"), Title: key.Title, Value: present[key.Value]}
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
