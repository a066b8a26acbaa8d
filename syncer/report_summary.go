package syncer

import (
	"strconv"
	"strings"
	"time"

	"github.com/skladmost/skladmost/syncer/text"
)

// Summary is the report as one line in a language, for a log or a page:
//
//	import, 1.2s: orders 5 seen, 2 written, 1 waiting; warnings 1
//
// Buckets that are empty are left out; the rest adds up. An error is not in it:
// print it beside.
func (r Report) Summary(l text.Language) string {
	return summary(l, taskOf(r.Direction, r.Only), r.Ended.Sub(r.Started), r.Buckets, r.telling())
}

// Summary is Report.Summary of a past run.
func (p PastRun) Summary(l text.Language) string {
	return summary(l, p.Task, p.Ended.Sub(p.Started), p.Buckets, p.Warnings)
}

// telling counts the warnings without the one that says that nothing was seen.
func (r Report) telling() int {
	n := 0

	for _, w := range r.Warnings {
		if w.Code != text.NothingNew && w.Code != text.NothingSeen {
			n++
		}
	}

	return n
}

func summary(l text.Language, t Task, took time.Duration, buckets Counts, warnings int) string {
	var parts []string

	for _, k := range []Kind{KindCategory, KindGood, KindQuantity, KindPartner, KindOrder, KindReceipt} {
		if b := buckets[k]; b.Seen > 0 {
			parts = append(parts, l.Word(string(k))+" "+b.summary(l))
		}
	}

	if len(parts) == 0 {
		parts = append(parts, l.Word("nothing"))
	}

	if warnings > 0 {
		parts = append(parts, l.Word("warnings")+" "+strconv.Itoa(warnings))
	}

	return l.Word(string(t)) + ", " + spoken(l, rounded(took)) + ": " + strings.Join(parts, "; ")
}

// spoken is a length of time such as 1m3.5s, in Bulgarian 1 мин 3,5 сек.
func spoken(l text.Language, d time.Duration) string {
	if l != text.BG {
		return d.String()
	}

	return strings.NewReplacer("ms", " мс", "h", " ч ", "m", " мин ", "s", " сек", ".", ",").Replace(d.String())
}

// summary is "5 seen, 2 written, 3 unchanged".
func (b Bucket) summary(l text.Language) string {
	parts := []string{strconv.Itoa(b.Seen) + " " + l.Word("seen")}

	for _, one := range []struct {
		n    int
		name string
	}{{b.Written, "written"}, {b.Unchanged, "unchanged"}, {b.Filtered, "filtered"}, {b.Waiting, "waiting"}, {b.Parked, "parked"}} {
		if one.n > 0 {
			parts = append(parts, strconv.Itoa(one.n)+" "+l.Word(one.name))
		}
	}

	return strings.Join(parts, ", ")
}

// rounded leaves as much of a duration as a person reads.
func rounded(d time.Duration) time.Duration {
	switch {
	case d < 0:
		return 0
	case d < time.Second:
		return d.Round(10 * time.Millisecond)
	case d < time.Minute:
		return d.Round(100 * time.Millisecond)
	}

	return d.Round(time.Second)
}

// emptyHanded warns of a run that ended well and has seen nothing: "0 records"
// must never look like success without a reason.
func (r *run) emptyHanded(err error) {
	if err != nil || len(r.report.Warnings) > 0 || r.direction == Matching {
		return
	}

	for _, b := range r.report.Buckets {
		if b.Seen > 0 {
			return
		}
	}

	code := text.NothingSeen
	if r.direction == Import {
		code = text.NothingNew
	}

	r.report.warn(&Problem{Code: code, Record: "shop " + r.cfg.ShopID})
}
