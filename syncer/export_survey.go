package syncer

import (
	"context"
	"strings"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/catalog"
	"github.com/skladmost/skladmost/syncer/march"
)

// survey is what one walk over goods and links tells before anything is
// planned: which goods share a product, which are new, which are gone.
type survey struct {
	index catalog.Index
	// fresh are the goods without a link. A good that is without one later, and
	// not here, came in between: it waits for the next run, because the other
	// side of the walk may have been read before its link was written.
	fresh      map[sklad.GoodID]newcomer
	firstFresh string
	// gone are links of goods that export published and that left.
	gone []ledger.Link
	// fates are the products that lose a good, by our external id and by the
	// shop's id.
	fates, fatesByShop map[string]*fate

	goods     int // that may be exported
	published int // links that export made and the shop shows
}

// newcomer is what the shop may know a new good by. It is small, because the
// first export holds one of every good.
type newcomer struct {
	code     string
	barcodes []string
}

// fate is a product of the shop that may be without goods after this run.
type fate struct {
	externalID, shopID string
	// stays tells that a good keeps the product in sight.
	stays bool
	// moved are the goods that went to another product.
	moved []sklad.GoodID
	// gone are the goods that left the export; options are the hashes of those of
	// all that are to leave the product, and are on sale there still.
	gone    map[sklad.GoodID]bool
	options map[sklad.GoodID]string
}

// leftPrefix stands before the shop's id of a product that a good has moved
// away from, among the hashes of its link; the value is its external id. It is
// written together with the move and taken out when the product was hidden, so
// that a crash in between leaves no empty product in sight.
const leftPrefix = "left "

// look makes the survey: the prices and texts of goods are not looked at yet.
func (p *exportPlan) look(ctx context.Context) error {
	p.survey = survey{fresh: map[sklad.GoodID]newcomer{}, fates: map[string]*fate{}, fatesByShop: map[string]*fate{}}
	s := &p.survey

	var theirs []ledger.Link // variants that are the shop's, and stay on sale

	links := p.cfg.Warehouse.Links(ctx, p.cfg.ShopID, linkVariant)
	for pair, err := range march.Merge(p.cfg.Warehouse.Goods(ctx, p.filter()), goodKey, links, linkKey) {
		if err != nil {
			return err
		}

		ours := pair.HasRight && published(pair.Right)
		if ours {
			s.published++
		}

		s.notes(pair.Right)

		switch {
		case pair.HasLeft && !p.facts.stands(pair.Left.ID):
			err = p.lookAt(ctx, pair.Left, pair.Right)
		case ours: // only what export itself published is hidden
			s.gone = append(s.gone, pair.Right)
			s.leaves(pair.Right).gone[sklad.GoodID(pair.Right.LocalID)] = true
		case pair.Right.State == ledger.LinkActive:
			theirs = append(theirs, pair.Right)
		}

		if err != nil {
			return err
		}
	}

	for _, link := range theirs {
		p.stays(link)
	}

	return nil
}

// lookAt files one good.
func (p *exportPlan) lookAt(ctx context.Context, g sklad.Good, link ledger.Link) error {
	if p.leftOut(g) != "" || link.State == ledger.LinkTombstone {
		return nil
	}

	s := &p.survey
	s.goods++

	if link.ShopID == "" {
		s.fresh[g.ID] = newcomer{g.Code, g.BarCodes()}
		s.firstFresh = first(s.firstFresh, goodRecord(g))
	}

	product, err := p.productOf(ctx, g, link)
	if err != nil {
		return err
	}

	if product != catalog.SingleID(g.ID) {
		s.index.Add(g.ID, product)
	}

	if link.ShopID == "" || own(link) {
		return nil
	}

	if product != link.ParentExternalID {
		s.leaves(link)
	}

	return nil
}

// notes reads which products a good has moved away from and nobody has hidden
// yet. The good itself may be gone since.
func (s *survey) notes(l ledger.Link) {
	for key, externalID := range l.Hashes {
		if shopID, ok := strings.CutPrefix(key, leftPrefix); ok {
			f := s.fate(externalID, shopID)
			f.moved = append(f.moved, sklad.GoodID(l.LocalID))
		}
	}
}

// published tells that export made a variant and that the shop shows it.
func published(l ledger.Link) bool {
	return l.Origin == ledger.OriginExport && l.State == ledger.LinkActive
}

// own tells that the shop made the product behind a link: its structure, names
// and ids are the shop's.
func own(l ledger.Link) bool {
	return l.ShopID != "" && l.Origin != ledger.OriginExport
}

// productOf is the product that a good belongs to, as catalog.Index calls it. A
// good that came from a product of the shop stays in it, whatever the grouping
// field says.
func (p *exportPlan) productOf(ctx context.Context, g sklad.Good, link ledger.Link) (string, error) {
	if own(link) {
		return catalog.OwnID(link.ParentShopID), nil
	}

	if p.cfg.Grouper == nil {
		return catalog.SingleID(g.ID), nil
	}

	answer, err := p.cfg.Grouper.Group(ctx, GroupQuery{Good: g})
	if err != nil || answer.Value == "" {
		return catalog.SingleID(g.ID), err
	}

	return catalog.GroupID(answer.Value), nil
}

// leaves records a variant that is to leave its product.
func (s *survey) leaves(l ledger.Link) *fate {
	f := s.fate(l.ParentExternalID, l.ParentShopID)
	if l.State == ledger.LinkActive {
		f.options[sklad.GoodID(l.LocalID)] = l.Hashes[catalog.GroupOptions]
	}

	return f
}

// fate is the record of a product that may lose its last good.
func (s *survey) fate(externalID, shopID string) *fate {
	f := s.fates[externalID]
	if f == nil {
		f = &fate{externalID: externalID, shopID: shopID,
			gone: map[sklad.GoodID]bool{}, options: map[sklad.GoodID]string{}}
		s.fates[externalID], s.fatesByShop[shopID] = f, f
	}

	return f
}

// stays records that the product of a link keeps a good that the shop shows.
func (p *exportPlan) stays(l ledger.Link) {
	if l.State != ledger.LinkActive {
		return
	}

	if f := p.survey.fatesByShop[l.ParentShopID]; f != nil {
		f.stays = true
	}
}
