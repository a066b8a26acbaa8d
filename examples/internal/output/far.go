package output

import (
	"fmt"
	"strings"
	"time"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

// soonest is how long a part runs before its speed means anything.
const soonest = time.Second

// far is how far a part is: "goods 250 of 1000, 83 rows/s, 9 s left".
func (p *Progress) far() string {
	parts := []string{p.rows()}
	took := p.now().Sub(p.began)

	if took >= soonest && p.done > 0 {
		parts = append(parts, rate(p.done, took).In(p.out.opts.Lang))

		if p.total > p.done {
			left := time.Duration(float64(took) / float64(p.done) * float64(p.total-p.done))
			parts = append(parts, remaining(left).In(p.out.opts.Lang))
		}
	}

	return strings.Join(parts, ", ")
}

// rows is "goods 1000 of 2500".
func (p *Progress) rows() string {
	line := fmt.Sprintf("%s %d", p.label, p.done)
	if p.total >= p.done && p.total > 0 {
		line += fmt.Sprintf(lang.Of(" of %d", " от %d").In(p.out.opts.Lang), p.total)
	}

	return line
}

// rate is in rows a second, or a minute where it is slow.
func rate(done int, took time.Duration) lang.Text {
	if perSecond := float64(done) / took.Seconds(); perSecond >= 1 {
		return lang.Of(fmt.Sprintf("%.0f rows/s", perSecond), fmt.Sprintf("%.0f реда/сек", perSecond))
	}

	perMinute := float64(done) / took.Minutes()

	return lang.Of(fmt.Sprintf("%.0f rows/min", perMinute), fmt.Sprintf("%.0f реда/мин", perMinute))
}

// remaining is in seconds, minutes or hours, for more is not known.
func remaining(left time.Duration) lang.Text {
	switch left = left.Round(time.Second); {
	case left < time.Minute:
		n := max(1, int(left.Seconds()))

		return lang.Of(fmt.Sprintf("%d s left", n), fmt.Sprintf("остават %d сек", n))
	case left < time.Hour:
		n := int(left.Round(time.Minute).Minutes())

		return lang.Of(fmt.Sprintf("%d min left", n), fmt.Sprintf("остават %d мин", n))
	default:
		h, m := int(left.Hours()), int(left.Minutes())%60 //nolint:mnd // minutes of an hour

		return lang.Of(fmt.Sprintf("%d h %d min left", h, m), fmt.Sprintf("остават %d ч %d мин", h, m))
	}
}
