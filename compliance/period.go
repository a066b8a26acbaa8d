package compliance

import (
	"fmt"
	"time"
)

// Period is a span of days, the first and the last included, in the location of its
// times. Make one with [Days] or [Month].
type Period struct{ first, after time.Time }

// Days is the period from the day of first to the day of last. A last day before the
// first is [ErrPeriod].
func Days(first, last time.Time) (Period, error) {
	p := Period{first: midnight(first), after: midnight(last.In(first.Location())).AddDate(0, 0, 1)}
	if !p.first.Before(p.after) {
		return Period{}, fmt.Errorf("%w: %s is after %s; swap them", ErrPeriod,
			first.Format(time.DateOnly), last.Format(time.DateOnly))
	}
	return p, nil
}

// Month is a whole calendar month in loc.
func Month(year int, month time.Month, loc *time.Location) Period {
	first := time.Date(year, month, 1, 0, 0, 0, 0, loc)
	return Period{first: first, after: first.AddDate(0, 1, 0)}
}

// First is midnight of the first day.
func (p Period) First() time.Time { return p.first }

// Last is midnight of the last day.
func (p Period) Last() time.Time { return p.after.AddDate(0, 0, -1) }

// Contains reports whether t lies on one of the days.
func (p Period) Contains(t time.Time) bool { return !t.Before(p.first) && t.Before(p.after) }

// Currency is the one that the sums of the period's first day are in: BGN before
// 2026-01-01, EUR from then on.
func (p Period) Currency() string {
	if p.first.Before(euroDay(p.first.Location())) {
		return "BGN"
	}
	return "EUR"
}

// Split parts the period at 2026-01-01. A report across that day is two reports, each
// in the currency of its time (ДВ 42/2025, § 74 of the amendment of Наредба Н-18).
func (p Period) Split() []Period {
	euro := euroDay(p.first.Location())
	if !p.first.Before(euro) || !euro.Before(p.after) {
		return []Period{p}
	}
	return []Period{{first: p.first, after: euro}, {first: euro, after: p.after}}
}

// String is the first and the last day, 2026-11-01…2026-11-30.
func (p Period) String() string {
	return p.First().Format(time.DateOnly) + "…" + p.Last().Format(time.DateOnly)
}

func euroDay(loc *time.Location) time.Time { return time.Date(2026, time.January, 1, 0, 0, 0, 0, loc) }

func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
}
