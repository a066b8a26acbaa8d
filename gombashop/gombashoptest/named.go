package gombashoptest

import (
	"encoding/json"
	"errors"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// fields are those of a JSON object that its author named.
type fields map[string]json.RawMessage

// has tells whether a field was named with a value. An amount of "0.00" is one.
func (f fields) has(names ...string) bool {
	for _, name := range names {
		if value, named := f[name]; named && string(value) != "null" {
			return true
		}
	}

	return false
}

// mute tells whether a field was left out; null says that there is no value.
func (f fields) mute(name string) bool {
	_, named := f[name]

	return !named
}

// list are the members of a field that is a list of objects.
func (f fields) list(name string) []fields {
	var members []fields

	_ = json.Unmarshal(f[name], &members) // what is no list has been refused

	return members
}

// nth are the fields of the nth member, none when nothing was said of it.
func nth(members []fields, n int) fields {
	if n < len(members) {
		return members[n]
	}

	return nil
}

// understand reads an order, or a change of one, over what o holds, and tells
// what was named.
func understand(order any, o *wire.Order) (fields, error) {
	var named fields

	data, err := json.Marshal(order)
	if err == nil {
		err = errors.Join(json.Unmarshal(data, o), json.Unmarshal(data, &named))
	}

	if err == nil && named == nil {
		err = errors.New("it is not an object")
	}

	return named, err
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}

	return s
}

// object are the fields of a field that is an object.
func (f fields) object(name string) fields {
	var object fields

	_ = json.Unmarshal(f[name], &object) // what is no object has been refused

	return object
}
