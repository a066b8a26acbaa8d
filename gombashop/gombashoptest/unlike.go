package gombashoptest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"
)

// meaning is a JSON value without its form.
func meaning(body any) (any, error) {
	data, err := raw(body)
	if err != nil || body == nil {
		return nil, err
	}

	var value any

	in := json.NewDecoder(bytes.NewReader(data))
	in.UseNumber() // a float would make equal what is not

	if err := in.Decode(&value); err != nil {
		return nil, fmt.Errorf("it cannot be read: %w", err)
	}

	if _, err := in.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("something follows the JSON value")
	}

	return value, nil
}

// unlike tells where two JSON values differ; at is their place, such as
// body.data[0].price.
func unlike(at string, want, got any) []string {
	switch want := want.(type) {
	case map[string]any:
		if got, ok := got.(map[string]any); ok {
			return unlikeFields(at, want, got)
		}
	case []any:
		if got, ok := got.([]any); ok {
			return unlikeMembers(at, want, got)
		}
	case json.Number:
		if got, ok := got.(json.Number); ok && sameNumber(want, got) {
			return nil
		}
	default:
		if want == got { // a text, a boolean, null: got may be of any type, but none that cannot be compared
			return nil
		}
	}

	return []string{fmt.Sprintf("%s is %s, expected was %s", at, brief(got), brief(want))}
}

func unlikeFields(at string, want, got map[string]any) []string {
	var all []string

	for _, name := range sorted(want) {
		if value, ok := got[name]; ok {
			all = append(all, unlike(at+"."+name, want[name], value)...)
		} else {
			all = append(all, fmt.Sprintf("%s.%s is missing, expected was %s", at, name, brief(want[name])))
		}
	}

	for _, name := range sorted(got) {
		if _, ok := want[name]; !ok {
			all = append(all, fmt.Sprintf("%s.%s is %s and was not expected", at, name, brief(got[name])))
		}
	}

	return all
}

func unlikeMembers(at string, want, got []any) []string {
	if len(want) != len(got) {
		return []string{fmt.Sprintf("%s has %d members, expected were %d", at, len(got), len(want))}
	}

	var all []string
	for i := range want {
		all = append(all, unlike(at+"["+strconv.Itoa(i)+"]", want[i], got[i])...)
	}

	return all
}

// sameNumber knows that 1.0 is 1. Exponents, which could make any number of
// digits, are compared as floats.
func sameNumber(a, b json.Number) bool {
	if a == b {
		return true
	}

	if bytes.ContainsAny([]byte(a+b), "eE") {
		x, errX := a.Float64()
		y, errY := b.Float64()

		return errX == nil && errY == nil && x == y
	}

	x, errX := decimal.NewFromString(a.String())
	y, errY := decimal.NewFromString(b.String())

	return errX == nil && errY == nil && x.Equal(y)
}

func brief(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		return fmt.Sprint(value)
	}

	const enough = 120
	if runes := []rune(string(text)); len(runes) > enough {
		return string(runes[:enough]) + "…"
	}

	return string(text)
}

func sorted[V any](m map[string]V) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}

	slices.Sort(names)

	return names
}
