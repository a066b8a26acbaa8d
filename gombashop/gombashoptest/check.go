package gombashoptest

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// A check holds one JSON value against the contract. at is its place, such as
// variants[0].price; the answer is empty when nothing is wrong.
type check func(at string, raw json.RawMessage) []wire.FieldError

func wrong(at, code, format string, args ...any) []wire.FieldError {
	return []wire.FieldError{{Field: at, Code: code, Message: fmt.Sprintf(format, args...)}}
}

// read is a check that the value is of a type, and further of one's own.
func read[T any](what string, further func(T) string) check {
	return func(at string, raw json.RawMessage) []wire.FieldError {
		var value T
		if string(raw) == "null" || json.Unmarshal(raw, &value) != nil {
			return wrong(at, "type", "%.40s is not %s", raw, what)
		}

		if problem := further(value); problem != "" {
			return wrong(at, "invalid", "%.40s %s", raw, problem)
		}

		return nil
	}
}

func text() check    { return read("a text", func(string) string { return "" }) }
func boolean() check { return read("true or false", func(bool) string { return "" }) }

func filled() check {
	return read("a text", func(s string) string {
		if s == "" {
			return "is empty"
		}

		return ""
	})
}

func oneOf(values ...string) check {
	return read("a text", func(s string) string {
		if slices.Contains(values, s) {
			return ""
		}

		return "is none of " + strings.Join(values, ", ")
	})
}

func like(pattern, what string) check {
	form := regexp.MustCompile(pattern)

	return read("a text", func(s string) string {
		if form.MatchString(s) {
			return ""
		}

		return "is not " + what
	})
}

func whole(least, most int) check {
	return read("a whole number", func(n int) string {
		if n < least || n > most {
			return "is not within " + strconv.Itoa(least) + "…" + strconv.Itoa(most)
		}

		return ""
	})
}

func moment() check {
	return read("a text", func(s string) string {
		if t, err := time.Parse(time.RFC3339Nano, s); err != nil || t.IsZero() {
			return "is not a time of RFC 3339"
		}

		return ""
	})
}

// number is a decimal as a text, never a JSON number: some reader in between
// would make a float of it.
func number(places int, least, most string) check {
	form := regexp.MustCompile(`^-?[0-9]{1,15}([.][0-9]{1,` + strconv.Itoa(places) + `})?$`)
	low, high := decimal.RequireFromString(least), decimal.RequireFromString(most)

	return read("a decimal in quotes", func(s string) string {
		if !form.MatchString(s) {
			return "is not a decimal with at most " + strconv.Itoa(places) + " places"
		}

		if d := decimal.RequireFromString(s); d.LessThan(low) || d.GreaterThan(high) {
			return "is not within " + least + "…" + most
		}

		return ""
	})
}

func nullable(c check) check {
	return func(at string, raw json.RawMessage) []wire.FieldError {
		if string(raw) == "null" {
			return nil
		}

		return c(at, raw)
	}
}

func listOf(c check) check {
	return func(at string, raw json.RawMessage) []wire.FieldError {
		var members []json.RawMessage
		if string(raw) == "null" || json.Unmarshal(raw, &members) != nil {
			return wrong(at, "type", "%.40s is not a list", raw)
		}

		var problems []wire.FieldError
		for i, member := range members {
			problems = append(problems, c(at+"["+strconv.Itoa(i)+"]", member)...)
		}

		return problems
	}
}
