package syncer

import (
	"context"
	"fmt"
	"strings"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/catalog"
)

// saveEdit writes good, group and link in one transaction.
func (p *importPlan) saveEdit(ctx context.Context, e edit, product gombashop.Product) error {
	err := p.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		good, names := e.save.Good, withHashes(e.names, nil)

		if e.place.category != "" {
			group, err := p.groupFor(ctx, tx, e)
			if err != nil {
				return err
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
		p.report.count(KindGood, unchanged)

		return nil
	}

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

// groupFor is the goods group of the category: the one that it is linked with,
// or that of its path, which is made where it is missing and linked now.
func (p *importPlan) groupFor(ctx context.Context, tx WarehouseTx, e edit) (sklad.GroupID, error) {
	if e.place.group != 0 {
		return e.place.group, nil
	}

	id, err := tx.SaveGoodsGroup(ctx, strings.Split(e.save.CategoryPath, gombashop.PathSeparator))
	if err != nil {
		return 0, err
	}

	return id, tx.SaveLinks(ctx, ledger.Link{
		Shop: p.cfg.ShopID, Kind: linkCategory, LocalID: int64(id), ShopID: e.place.category,
		Hashes: map[string]string{hashPath: shortHash(e.save.CategoryPath)},
		State:  ledger.LinkActive, Origin: ledger.OriginImport, SyncedAt: p.cfg.Now().UTC(),
	})
}
