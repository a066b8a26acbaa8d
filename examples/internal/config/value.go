package config

import (
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"
	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

// fine is the answer of a reader that could use the value.
func fine() (Text, bool) { return Text{}, true }

func want(en, bg string) (Text, bool) { return lang.Of(en, bg), false }

// scalar is the value as it is written, so that the code 007 keeps its zeros.
func scalar(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return strings.TrimRight(n.Value.Value, "\n"), true
	case *ast.NullNode:
		return "", true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return n.GetToken().Value, true
	default:
		return "", false
	}
}

func text(field func(*draft) *string) func(*draft, entry) (Text, bool) {
	return func(c *draft, e entry) (Text, bool) {
		s, ok := scalar(e.node)
		if !ok {
			return want("one value", "една стойност")
		}

		*field(c) = strings.TrimSpace(s)

		return fine()
	}
}

func boolean(field func(*draft) *bool) func(*draft, entry) (Text, bool) {
	return func(c *draft, e entry) (Text, bool) {
		b, ok := e.node.(*ast.BoolNode)
		if !ok {
			return want("true or false", "true или false")
		}

		*field(c) = b.Value

		return fine()
	}
}

func integer(field func(*draft) *int, high int) func(*draft, entry) (Text, bool) {
	return func(c *draft, e entry) (Text, bool) {
		s, _ := scalar(e.node)

		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || n > high {
			return want("a number from 1 to "+strconv.Itoa(high),
				"число от 1 до "+strconv.Itoa(high))
		}

		*field(c) = n

		return fine()
	}
}

func percentage(field func(*draft) *decimal.Decimal) func(*draft, entry) (Text, bool) {
	return func(c *draft, e entry) (Text, bool) {
		s, _ := scalar(e.node)

		d, err := decimal.NewFromString(s)
		if err != nil || !d.IsPositive() || d.GreaterThan(decimal.NewFromInt(100)) {
			return want("a percentage above 0, at most 100", "процент над 0, най-много 100")
		}

		*field(c) = d

		return fine()
	}
}

// longest keeps a time from running over when it is added to another.
const longest = 10 * 365 * 24 * time.Hour

func duration(field func(*draft) *time.Duration, least time.Duration) func(*draft, entry) (Text, bool) {
	return func(c *draft, e entry) (Text, bool) {
		s, _ := scalar(e.node)

		d, err := time.ParseDuration(s)
		if err != nil || d < least || d > longest {
			return want("a time such as 30s, 5m or 24h, at least "+least.String(), "време като 30s, 5m или 24h, поне "+least.String())
		}

		*field(c) = d

		return fine()
	}
}

func start(name string, field func(*draft) *Start) []setting {
	return []setting{
		{name + ".delay", false, duration(func(c *draft) *time.Duration { return &field(c).Delay }, 0)},
		{name + ".every", false, duration(func(c *draft) *time.Duration { return &field(c).Every }, time.Second)},
	}
}

func choice(field func(*draft) *string, allowed ...string) func(*draft, entry) (Text, bool) {
	return func(c *draft, e entry) (Text, bool) {
		s, ok := scalar(e.node)
		for _, a := range allowed {
			if ok && strings.EqualFold(s, a) {
				*field(c) = a

				return fine()
			}
		}

		return want("one of "+strings.Join(allowed, ", "), "едно от "+strings.Join(allowed, ", "))
	}
}

// elements are the items of a list; a single value is a list of one.
func elements(n ast.Node) ([]string, bool) {
	sequence, ok := n.(*ast.SequenceNode)
	if !ok {
		s, ok := scalar(n)

		return []string{strings.TrimSpace(s)}, ok && s != ""
	}

	var all []string

	for _, item := range sequence.Values {
		s, ok := scalar(item)
		if s = strings.TrimSpace(s); !ok || s == "" {
			return nil, false
		}

		all = append(all, s)
	}

	return all, true
}

func list(field func(*draft) *[]string) func(*draft, entry) (Text, bool) {
	return func(c *draft, e entry) (Text, bool) {
		all, ok := elements(e.node)
		if !ok {
			return want(`a list such as ["AAA", "AAB"]`, `списък като ["AAA", "AAB"]`)
		}

		*field(c) = all

		return fine()
	}
}

func timezone(c *draft, e entry) (Text, bool) {
	s, _ := scalar(e.node)

	location, err := time.LoadLocation(s)
	if err != nil || s == "" || strings.EqualFold(s, "local") {
		return want("a zone such as Europe/Sofia", "зона като Europe/Sofia")
	}

	c.Warehouse.Timezone = location

	return fine()
}

// moment reads import.since; a date alone is its midnight in the warehouse's
// time zone, which is read before it.
func moment(c *draft, e entry) (Text, bool) {
	s, _ := scalar(e.node)

	for _, layout := range []string{time.RFC3339, time.DateTime, "2006-01-02 15:04", time.DateOnly} {
		if t, err := time.ParseInLocation(layout, s, c.Warehouse.Timezone); err == nil {
			c.Import.Since = t

			return fine()
		}
	}

	return want("a day such as 2026-11-01 or a time such as 2026-11-01 08:00", "ден като 2026-11-01 или час като 2026-11-01 08:00")
}
