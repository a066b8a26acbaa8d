// Package matching keeps proposed matches in memory while a person decides about
// them: which good is which product, and which is none of those proposed.
//
//	set := matching.New(time.Now())
//	for m, err := range s.ProposeMatches(ctx) {
//		set.Add(m)
//	}
//	set.Accept(good, variant)
//	set.Undo()
//	report, err := s.ApplyMatches(ctx, set.Accepted())
//
// Nothing here writes anything; a set that is forgotten costs only the clicks.
package matching
