package syncer

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"time"

	"github.com/skladmost/skladmost/sklad/ledger"
)

// UndoOptions are the options of UndoMatches.
type UndoOptions struct {
	// Last takes back the last call of ApplyMatches that linked anything and was
	// not undone. Without it, all of them.
	Last bool
}

// FinishMatching declares that a person has brought the two sides together: from
// then on export makes the goods that have no link, and import brings in the
// products that have none. What equals a record of the other side by barcode or
// code is parked as text.PossibleDuplicate all the same.
func (s *Syncer) FinishMatching(ctx context.Context) error {
	return s.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		if err := tx.SetMark(ctx, s.markMatched(), s.cfg.Now().UTC().Format(time.RFC3339Nano)); err != nil {
			return err
		}

		return tx.Append(ctx, ledger.Event{At: s.cfg.Now().UTC(), Shop: s.cfg.ShopID, Kind: eventFinished})
	})
}

// UndoMatches takes back the links that ApplyMatches made and that are still as
// it made them, and the declaration that matching is finished: both sides hold
// records without a link again, which no run may double. Nothing else is written
// on either side; what export has sent meanwhile stays as it is.
func (s *Syncer) UndoMatches(ctx context.Context, o UndoOptions) (Report, error) {
	return s.matching(ctx, func(ctx context.Context, r *run) error {
		standing, err := r.standingMatches(ctx, o)
		if err != nil {
			return err
		}

		if err := r.unfinish(ctx); err != nil {
			return err
		}

		for part := range slices.Chunk(standing, batchRows) {
			if err := r.undo(ctx, part); err != nil {
				return err
			}
		}

		return nil
	})
}

// unfinish comes first: a run that was cut off behind it doubles nothing.
func (r *run) unfinish(ctx context.Context) error {
	return r.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		for _, d := range []Direction{Export, Import} {
			if err := tx.RemoveMark(ctx, r.markStarted(d)); err != nil {
				return err
			}
		}

		return tx.RemoveMark(ctx, r.markMatched())
	})
}

// madeMatch is a match that the journal tells of.
type madeMatch struct {
	matchedPair

	id  int64 // of the line
	run string
}

// standingMatches are those that the journal tells of and that were not undone,
// in the order of linking.
func (r *run) standingMatches(ctx context.Context, o UndoOptions) ([]madeMatch, error) {
	made, err := r.matchEvents(ctx, eventMatched)
	if err != nil {
		return nil, err
	}

	undone, err := r.matchEvents(ctx, eventUnmatched)
	if err != nil {
		return nil, err
	}

	var all []madeMatch

	for pair, m := range made {
		if m.id > undone[pair].id {
			all = append(all, m)
		}
	}

	slices.SortFunc(all, func(a, b madeMatch) int { return cmp.Compare(a.id, b.id) })

	if o.Last && len(all) > 0 {
		last := all[len(all)-1].run
		all = slices.DeleteFunc(all, func(m madeMatch) bool { return m.run != last })
	}

	return all, nil
}

// matchEvents are the last lines of a kind about each pair.
func (r *run) matchEvents(ctx context.Context, kind string) (map[matchedPair]madeMatch, error) {
	all := map[matchedPair]madeMatch{}

	for e, err := range r.cfg.Warehouse.Events(ctx, ledger.EventFilter{Shop: r.cfg.ShopID, Kind: kind}) {
		if err != nil {
			return nil, err
		}

		var pair matchedPair
		if json.Unmarshal([]byte(e.Data), &pair) == nil { // a line changed by hand tells of no pair
			all[pair] = madeMatch{pair, e.ID, e.Run}
		}
	}

	return all, nil
}

// undo takes some links back in one transaction. What somebody has linked
// otherwise since stays.
func (r *run) undo(ctx context.Context, matches []madeMatch) error {
	var links []ledger.Link

	for _, m := range matches {
		link, known, err := r.cfg.Warehouse.LinkByShopID(ctx, r.cfg.ShopID, m.Kind, m.ShopID)
		if err != nil {
			return err
		}

		if known && link.LocalID == m.LocalID && link.Origin == ledger.OriginMatch {
			links = append(links, link)
		} else {
			r.report.count(linkedKind(ledger.Link{Kind: m.Kind}), unchanged)
		}
	}

	events := make([]ledger.Event, len(links))
	for i, link := range links {
		events[i] = r.matchEvent(eventUnmatched, link)
	}

	err := r.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		if err := tx.RemoveLinks(ctx, links...); err != nil {
			return err
		}

		return tx.Append(ctx, events...)
	})
	if err != nil {
		return err
	}

	r.tellLinks(ctx, links, true)

	return nil
}
