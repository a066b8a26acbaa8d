package syncer

import (
	"context"
	"maps"
)

// considering tells the Observer what came of a record: call the function when
// the record was counted. The bucket is the one that has grown, so that the
// events add up to the report.
func (p *importPlan) considering(ctx context.Context, k Kind, record string) func() {
	if p.cfg.Observer == nil || p.dry {
		return func() {}
	}

	before := p.report.Buckets[k]
	before.Rules = maps.Clone(before.Rules)

	return func() {
		after := p.report.Buckets[k]
		if after.Seen == before.Seen {
			return // the run ended meanwhile
		}

		p.observe(ctx, Considered{Kind: k, Record: record, Bucket: after.grown(before), Rule: after.newRule(before)})
	}
}

// grown names the bucket that holds more than before.
func (b Bucket) grown(before Bucket) string {
	switch {
	case b.Written > before.Written:
		return "written"
	case b.Unchanged > before.Unchanged:
		return "unchanged"
	case b.Filtered > before.Filtered:
		return "filtered"
	case b.Waiting > before.Waiting:
		return "waiting"
	}

	return "parked"
}

func (b Bucket) newRule(before Bucket) string {
	for rule, n := range b.Rules {
		if n > before.Rules[rule] {
			return rule
		}
	}

	return ""
}
