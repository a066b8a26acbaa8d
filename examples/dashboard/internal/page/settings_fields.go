package page

import (
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
		field := f.field(s, l)
		last.Fields = append(last.Fields, field)
		last.Folded = last.Folded && field.Fault == "" && field.Theirs == ""
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
