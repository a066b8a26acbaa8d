package syncer

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/catalog"
)

// The kinds of the journal's lines about matches.
const (
	eventMatched   = "matched"
	eventUnmatched = "unmatched"
	eventFinished  = "match_finished"
)

// ApplyMatches links goods with variants, as a person has decided, and goods
// groups with the shop's categories of the same path. Only links are written,
// and the journal tells of each, so that UndoMatches can take exactly them back.
// What is linked so already is unchanged. A match is parked, with its Problem in
// the report, when one of its sides is gone (text.MatchGone), is not what it was
// when the match was proposed (text.MatchChanged), or is linked with another
// record (text.MatchTaken); of two matches with a common side the first counts.
//
// The next export sends only what differs, and hides nothing of what was
// matched. Runs of both directions are kept out meanwhile, with ErrBusy.
func (s *Syncer) ApplyMatches(ctx context.Context, matches []Match) (Report, error) {
	return s.matching(ctx, func(ctx context.Context, r *run) error {
		a, err := r.newMatchApply(ctx, matches)
		if err != nil {
			return err
		}

		for part := range slices.Chunk(matches, batchRows) {
			if err := a.part(ctx, part); err != nil {
				return err
			}
		}

		return r.matchCategories(ctx)
	})
}

// matchApply knows what the matches of one call are judged by.
type matchApply struct {
	*run

	linked *linkedSides
	shown  map[string]shownVariant // by the shop's id of the variant
	done   int
	total  int
}

// shownVariant is a variant as the shop shows it now.
type shownVariant struct {
	product gombashop.Product
	variant gombashop.Variant
}

func (r *run) newMatchApply(ctx context.Context, matches []Match) (*matchApply, error) {
	a := &matchApply{run: r, total: len(matches)}

	var err error
	if a.linked, err = r.readLinked(ctx); err != nil {
		return nil, err
	}

	a.shown, err = r.readVariants(ctx, matches)

	return a, err
}

// part links the sound ones of some matches in one transaction.
func (a *matchApply) part(ctx context.Context, matches []Match) error {
	goods, err := a.readGoods(ctx, matches)
	if err != nil {
		return err
	}

	var links []ledger.Link

	for _, m := range matches {
		link, problem := a.judge(m, goods)

		switch {
		case problem != nil:
			a.report.park(KindGood, problem)
			a.observe(ctx, ParkedRecord{Kind: KindGood, Problem: problem})
		case link.ShopID == "":
			a.report.count(KindGood, unchanged)
		default:
			a.linked.add(m.GoodID, m.VariantID)
			links = append(links, link)
		}
	}

	if err := a.saveMatches(ctx, links); err != nil {
		return err
	}

	a.done += len(matches)
	a.observe(ctx, Progress{Kind: KindGood, Done: a.done, Total: a.total})

	return nil
}

// saveMatches writes links together with what the journal says of them.
func (r *run) saveMatches(ctx context.Context, links []ledger.Link) error {
	if len(links) == 0 {
		return nil
	}

	events := make([]ledger.Event, len(links))
	for i, link := range links {
		events[i] = r.matchEvent(eventMatched, link)
	}

	err := r.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		if err := tx.SaveLinks(ctx, links...); err != nil {
			return err
		}

		return tx.Append(ctx, events...)
	})
	if err != nil {
		return err
	}

	r.tellLinks(ctx, links, false)

	return nil
}

// tellLinks counts what was committed and tells the Observer.
func (r *run) tellLinks(ctx context.Context, links []ledger.Link, removed bool) {
	for _, link := range links {
		kind := linkedKind(link)
		r.report.count(kind, written)
		r.observe(ctx, Written{Action: LinkRecord{What: kind, LocalID: link.LocalID, ShopID: link.ShopID, Removed: removed}})
	}
}

// matchedPair is the Data of a line of the journal about a match.
type matchedPair struct {
	Kind    string `json:"kind"`
	LocalID int64  `json:"local_id"`
	ShopID  string `json:"shop_id"`
}

func (r *run) matchEvent(kind string, l ledger.Link) ledger.Event {
	data, _ := json.Marshal(matchedPair{Kind: l.Kind, LocalID: l.LocalID, ShopID: l.ShopID}) //nolint:errchkjson // texts and a number

	return r.event(kind, l.Kind+" "+l.ShopID, "", string(data))
}

// link is the link of a match. It keeps what the shop shows as what was sent
// last, so that the next export sends only what differs.
func (a *matchApply) link(good sklad.GoodID, s shownVariant) ledger.Link {
	now := a.cfg.Now().UTC()
	link := ledger.Link{
		Shop: a.cfg.ShopID, Kind: linkVariant, LocalID: int64(good), ShopID: s.variant.ID, ExternalID: s.variant.ExternalID,
		ParentShopID: s.product.ID, ParentExternalID: s.product.ExternalID,
		State: ledger.LinkActive, Origin: ledger.OriginMatch, SyncedAt: now,
	}

	link.Hashes = maps.Clone(catalog.Shown(s.product, s.variant))
	if s.variant.Quantity.Valid {
		link.Hashes[hashQuantity], link.QuantityAt = s.variant.Quantity.Decimal.String(), now
	}

	return link
}
