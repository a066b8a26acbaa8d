package syncer

import (
	"context"
	"fmt"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/catalog"
)

// saveEdit writes good, group and link in one transaction.
func (p *importPlan) saveEdit(ctx context.Context, e edit, product gombashop.Product) error {
	var made []placed

	e.save.category = e.place.category
	if err := p.goodFits(e.save); err != nil {
		return fmt.Errorf("product %s: %w", product.ID, err)
	}

	err := p.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		good, names := e.save.Good, withHashes(e.names, nil)

		if e.place.category != "" {
			group := e.place.group
			if group == 0 {
				var err error
				if group, made, err = p.groupFor(ctx, tx, e.place.category, e.save.CategoryPath); err != nil {
					return err
				}
			}

			if e.save.Fields&sklad.GoodGroup != 0 {
				good.GroupID = group
			}

			e.placed(names, good.GroupID, group)
		}

		if e.save.Fields != 0 {
			if _, err := tx.SaveGood(ctx, good, e.save.Fields); err != nil {
				return err
			}
		}

		link := e.link
		link.Hashes, link.SyncedAt = withHashes(link.Hashes, names), p.cfg.Now().UTC()

		return tx.SaveLinks(ctx, link)
	})

	switch {
	case err != nil:
		return fmt.Errorf("product %s: %w", product.ID, err)
	case e.save.Fields == 0:
		p.places.keep(made)
		p.report.count(KindGood, unchanged)

		return nil
	}

	p.places.keep(made)
	p.report.count(KindGood, written)

	return p.tell(ctx, e.save)
}

// placed keeps in the link which group and category both sides have now.
func (e edit) placed(names map[string]string, here, group sklad.GroupID) {
	if !own(e.link) {
		names[catalog.GroupCategory] = groupHash(group)

		return
	}

	names[catalog.HashGroupHere], names[catalog.HashGroupThere] = groupHash(here), catalog.CategoryHash(e.place.category)
}
