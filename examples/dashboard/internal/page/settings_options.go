package page

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/skladmost/skladmost/sklad"
)

// named is a row that the settings name by code, or by name where it has none.
func named(code, name string) option {
	code, name = strings.TrimSpace(code), strings.TrimSpace(name)

	switch {
	case code == "":
		return option{Value: name, Title: name}
	case name == "":
		return option{Value: code, Title: code}
	default:
		return option{Value: code, Title: name + " (" + code + ")", Also: []string{name}}
	}
}

// numbered is a row that the settings name by its ID.
func numbered(id int64, name string) option {
	text := strconv.FormatInt(id, 10)

	return option{Value: text, Title: text + ". " + strings.TrimSpace(name)}
}

// groupOption has three letters of its code a level.
func groupOption(g sklad.Group) option {
	const level = 3

	return option{Value: g.Code, Title: g.Name, Depth: min(max(len(g.Code)/level-1, 0), 6)}
}

// inTree puts groups behind their parents: their codes begin with the parent's.
// The default group "-1" comes first.
func inTree(all []option) {
	slices.SortStableFunc(all, func(a, b option) int { return cmp.Compare(a.Value, b.Value) })
}

// optionView is an option on the page.
type optionView struct {
	option

	ID     string
	Chosen bool
}

// chosen marks what is chosen, each under the text by which the file names it,
// so that saving does not rewrite it. What no list has is added: it must not
// vanish because somebody saves.
func (f *form) chosen(id string, all []option, values []string) []optionView {
	left := slices.Clone(values)

	var views []optionView
	for i, o := range all {
		views = append(views, optionView{option: o, ID: id + "-" + strconv.Itoa(i)})
	}

	for _, means := range []func(option, string) bool{option.isValue, option.isAlso} { // a code counts before a name
		for i := range views {
			v := &views[i]
			if at := slices.IndexFunc(left, func(text string) bool { return means(v.option, text) }); at >= 0 && !v.Chosen {
				v.Value, v.Chosen, v.Refused = left[at], true, false
				left = slices.Delete(left, at, at+1)
			}
		}
	}

	for i, text := range left {
		if text != "" {
			views = append(views, optionView{
				option: option{Value: text, Title: f.words.t("settings.unknown", text)}, ID: id + "-x" + strconv.Itoa(i), Chosen: true,
			})
		}
	}

	return views
}

// isValue and isAlso tell whether a text of the file means this option.
func (o option) isValue(text string) bool { return strings.EqualFold(strings.TrimSpace(text), o.Value) }

func (o option) isAlso(text string) bool {
	return slices.ContainsFunc(o.Also, func(other string) bool { return strings.EqualFold(strings.TrimSpace(text), other) })
}

// firstRow is named 1 as well, which stands for what a database begins with.
func firstRow(o option, id int64) option {
	if id == 1 {
		o.Also = append(o.Also, "1")
	}

	return o
}
