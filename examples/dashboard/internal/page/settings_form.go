package page

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/skladmost/skladmost/examples/internal/config"
	"github.com/skladmost/skladmost/examples/internal/lang"
)

// passwordField is the database's password on the page. The file has no such
// setting: the password is part of the address or in a file of its own.
const passwordField = "warehouse.password"

// form is what stands on the page Settings.
type form struct {
	words *words
	path  string
	env   config.Env
	file  config.File
	sent  url.Values // nil: nothing, show the file
	// locked tells the settings that stay as they are.
	locked func(setting string) bool

	// changes are what saving writes, by setting; trial is the same with secrets
	// that go into files of their own put into the settings instead. secretFiles
	// are those secrets, by the setting that names the file.
	changes, trial map[string]any
	secretFiles    map[string]string
	// faults are what is wrong, by setting; theirs is what somebody else saved in
	// between.
	faults, theirs map[string]string
}

// pageSettings are the settings in the order of the page, with the password.
func pageSettings() []config.Setting {
	all := config.Describe()
	at := slices.IndexFunc(all, func(s config.Setting) bool { return s.Name == "warehouse.dsn" })

	return slices.Insert(all, at+1, config.Setting{
		Name: passwordField, Section: config.SectionWarehouse, Kind: config.KindSecret,
		Title: lang.Of("Password of the database", "Парола за базата"),
		Help: lang.Of("The password of the user in the address, if the database has one.",
			"Паролата на потребителя в адреса, ако базата има такава."),
	})
}

// work finds out what was changed.
func (f *form) work() {
	f.changes, f.secretFiles = map[string]any{}, map[string]string{}

	for _, s := range config.Describe() {
		typed, given := f.typed(s)
		if !given || f.locked(s.Name) || s.Kind == config.KindSecret || s.Name == "warehouse.dsn" {
			continue
		}

		present := f.file.Values[s.Name]
		if sameSetting(present, typed) || present == nil && plain(typed) == s.Default {
			continue
		}

		f.changes[s.Name] = typed
	}

	f.withoutSUPTO()

	f.trial = map[string]any{}
	f.workSecrets()

	for name, value := range f.changes {
		if _, other := f.trial[name]; !other {
			f.trial[name] = value
		}
	}
}

// edits are changes in the order of the settings.
func edits(changes map[string]any) []config.Edit {
	var all []config.Edit

	for _, s := range config.Describe() {
		if value, ok := changes[s.Name]; ok {
			all = append(all, config.Edit{Setting: s.Name, Value: value})
		}
	}

	return all
}

// typed is what was sent for a setting, in the type that the file wants; nil is
// nothing. given tells that its field was on the page at all.
func (f *form) typed(s config.Setting) (value any, given bool) {
	return typedIn(f.sent, s)
}

func typedIn(sent url.Values, s config.Setting) (value any, given bool) {
	switch s.Kind {
	case config.KindList:
		return typedList(sent, s.Name)
	case config.KindMap:
		return typedMap(sent, s.Name)
	default:
	}

	texts, given := sent[s.Name]
	if !given || len(texts) == 0 {
		return nil, given
	}

	text := strings.TrimSpace(texts[len(texts)-1]) // a checkbox follows the value of one that is off

	switch n, err := strconv.Atoi(text); {
	case text == "":
		return nil, true
	case s.Kind == config.KindBool && (text == "true" || text == "false"):
		return text == "true", true
	case s.Kind == config.KindInt && err == nil:
		return n, true
	default:
		return text, true
	}
}

// typedList takes checkboxes, or a text with one element a line.
func typedList(sent url.Values, name string) (any, bool) {
	boxes, given := sent[name]
	lines, written := sent[name+".lines"]

	var all []string

	for _, text := range append(slices.Clone(boxes), strings.Split(strings.Join(lines, "\n"), "\n")...) {
		if text = strings.TrimSpace(text); text != "" {
			all = append(all, text)
		}
	}

	if len(all) == 0 {
		return nil, given || written
	}

	return all, true
}

// typedMap takes one field a key, and one pair whose key is written too.
func typedMap(sent url.Values, name string) (any, bool) {
	all, given := map[string]string{}, false

	for field, texts := range sent {
		key, begins := strings.CutPrefix(field, name+"[")
		key, ends := strings.CutSuffix(key, "]")

		if !begins || !ends {
			continue
		}

		given = true
		if text := strings.TrimSpace(texts[0]); text != "" {
			all[key] = text
		}
	}

	if key, text := strings.TrimSpace(sent.Get(name+".key")), strings.TrimSpace(sent.Get(name+".value")); key != "" || text != "" {
		all[key] = text
	}

	if len(all) == 0 {
		return nil, given
	}

	return all, true
}

// sameSetting compares values without regard to the order of a list.
func sameSetting(a, b any) bool {
	return plain(a) == plain(b)
}

// plain is a value as one text.
func plain(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case []string:
		return strings.Join(slices.Sorted(slices.Values(v)), "\n")
	case map[string]string:
		if len(v) == 0 {
			return ""
		}

		return fmt.Sprint(v) // sorted by key
	default:
		return fmt.Sprint(v)
	}
}
