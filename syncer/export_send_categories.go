package syncer

import (
	"context"
	"slices"
	"strings"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// waitsFor tells whether a category is in the batch that waits: its children
// need its id in the shop first.
func (a *exportApply) waitsFor(id sklad.GroupID) bool {
	return id != 0 && slices.ContainsFunc(a.waiting, func(c UpsertCategory) bool { return c.GroupID == id })
}

func (a *exportApply) flushCategories(ctx context.Context) error {
	batch := a.waiting
	a.waiting = nil

	if len(batch) == 0 {
		return nil
	}

	a.bothIDs = nil

	if err := a.readCategoryIDs(ctx); err != nil {
		unsent(a, batch)

		return err
	}

	rows := make([]UpsertCategory, 0, len(batch))
	patches := make([]gombashop.CategoryPatch, 0, len(batch))

	for _, c := range batch {
		if patch, ok := a.underParent(c); ok {
			rows, patches = append(rows, c), append(patches, patch)

			continue
		}

		a.park(ctx, KindCategory, 1, &Problem{Code: text.CategoryWaits, Record: c.Record(),
			Args: map[string]string{"parent": parentPath(c.Path)}})
	}

	return sendRows(ctx, a, rows,
		func() ([]gombashop.Result, error) { return a.cfg.Shop.UpsertCategories(ctx, patches) },
		func(c UpsertCategory, res gombashop.Result) took { return a.tookCategory(ctx, c, res) })
}

// underParent names the parent by the shop's id. A category whose parent the
// shop refused waits: at the root it would be in the wrong place for ever.
func (a *exportApply) underParent(c UpsertCategory) (gombashop.CategoryPatch, bool) {
	if c.Parent == 0 {
		return c.Patch, true
	}

	parent := a.categoryID[idText(c.Parent)]
	c.Patch.ParentID = &parent

	return c.Patch, parent != ""
}

func parentPath(path string) string {
	return path[:max(0, strings.LastIndex(path, gombashop.PathSeparator))]
}

func (a *exportApply) tookCategory(ctx context.Context, c UpsertCategory, res gombashop.Result) took {
	if res.Err != nil {
		a.park(ctx, KindCategory, 1, refusal(c.Record(), res.Err))

		return took{}
	}

	a.categoryID[c.Patch.ExternalID] = res.ID

	link := c.link
	link.Shop, link.Kind, link.LocalID = a.cfg.ShopID, linkCategory, int64(c.GroupID)
	link.ShopID, link.ExternalID, link.State = res.ID, c.Patch.ExternalID, ledger.LinkActive
	link.Hashes, link.SyncedAt = c.Hashes, a.cfg.Now().UTC()

	if link.Origin == "" {
		link.Origin = ledger.OriginExport
	}

	return took{links: []ledger.Link{link}, actions: []Action{c}}
}

// readCategoryIDs reads which categories the shop has, once.
func (a *exportApply) readCategoryIDs(ctx context.Context) error {
	if a.categoryID != nil {
		return nil
	}

	links, err := a.categoryLinks(ctx)
	if err != nil {
		return err
	}

	a.categoryID = map[string]string{}
	for local, link := range links {
		a.categoryID[idText(sklad.GroupID(local))] = link.ShopID
	}

	return nil
}
