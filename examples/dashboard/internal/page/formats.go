package page

import (
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/shopspring/decimal"
	"golang.org/x/text/number"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

// Numbers and dates are in the form of the language: 1 234,56 € and
// 23.11.2026 г., or 1,234.56 € and 23 Nov 2026.

// noBreak keeps the parts of a number on one line.
const noBreak = "\u00a0"

// asText is a string of any of the SDK's string types.
func asText(v any) string { return fmt.Sprint(v) }

// num is a whole number.
func (w *words) num(n any) string { return w.printer.Sprint(number.Decimal(n)) }

// rate is records a second, with one place below ten.
func (w *words) rate(r float64) string {
	if r < 10 {
		return w.printer.Sprint(number.Decimal(r, number.Scale(1)))
	}

	return w.num(int(r))
}

// money is an amount with two places and its currency, EUR when that is empty.
// An amount that is not known is a dash.
func (w *words) money(amount any, currency string) string {
	value, ok := asDecimal(amount)
	if !ok {
		return "–"
	}

	sign := map[string]string{"": "€", "EUR": "€", "BGN": "лв."}[currency]
	if sign == "" {
		sign = currency
	}

	return w.grouped(value.StringFixed(2)) + noBreak + sign
}

// qty is a quantity with the places that it has.
func (w *words) qty(amount any) string {
	value, ok := asDecimal(amount)
	if !ok {
		return "–"
	}

	return w.grouped(value.String())
}

func asDecimal(amount any) (decimal.Decimal, bool) {
	switch v := amount.(type) {
	case decimal.Decimal:
		return v, true
	case decimal.NullDecimal:
		return v.Decimal, v.Valid
	}

	v, err := decimal.NewFromString(asText(amount))

	return v, err == nil
}

// grouped puts the language's marks into a number such as -1234.50. The library
// for locales takes floats, and money is none.
func (w *words) grouped(plain string) string {
	group, point := ",", "."
	if w.lang == lang.BG {
		group, point = noBreak, ","
	}

	sign := ""
	if rest, negative := strings.CutPrefix(plain, "-"); negative {
		sign, plain = "−", rest
	}

	whole, places, _ := strings.Cut(plain, ".")

	for at := len(whole) - 3; at > 0; at -= 3 {
		whole = whole[:at] + group + whole[at:]
	}

	if places != "" {
		whole += point + places
	}

	return sign + whole
}

// when is a moment to the minute; the zero moment is a dash.
func (w *words) when(at time.Time) string {
	if at.IsZero() {
		return "–"
	}

	return w.day(at) + ", " + at.Format("15:04")
}

// day is a date.
func (w *words) day(at time.Time) string {
	if at.IsZero() {
		return "–"
	}

	if w.lang == lang.BG {
		return at.Format("02.01.2006") + noBreak + "г."
	}

	return at.Format("2 Jan 2006")
}

// span is a length of time in its two greatest units.
func (w *words) span(d time.Duration) string {
	d = d.Round(time.Second)

	for _, unit := range []struct {
		of        time.Duration
		key, next string
		less      time.Duration
	}{
		{24 * time.Hour, "unit.day", "unit.hour", time.Hour},
		{time.Hour, "unit.hour", "unit.minute", time.Minute},
		{time.Minute, "unit.minute", "unit.second", time.Second},
	} {
		if d < unit.of {
			continue
		}

		text := w.t(unit.key, int(d/unit.of))
		if rest := int(d % unit.of / unit.less); rest > 0 {
			text += " " + w.t(unit.next, rest)
		}

		return text
	}

	return w.t("unit.second", int(math.Max(0, d.Seconds())))
}

// ago is how long before now a moment was; until how long after.
func (w *words) ago(at, now time.Time) string {
	if at.IsZero() {
		return w.t("time.never")
	}

	return w.t("time.ago", w.span(now.Sub(at)))
}

func (w *words) until(at, now time.Time) string {
	if !at.After(now) {
		return w.t("time.now")
	}

	return w.t("time.in", w.span(at.Sub(now)))
}
