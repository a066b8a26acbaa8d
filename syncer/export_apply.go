package syncer

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strconv"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// batchRows is how many rows one bulk request carries, the contract's limit.
const batchRows = 200

// exportApply collects actions of one kind to batches, sends them and records
// what the shop took. It is the only place where export writes.
type exportApply struct {
	*run

	categories []UpsertCategory
	products   []UpsertProduct
	hidden     []HideProduct
	stock      []SetStock
	shopID     map[string]string // category external id → shop id
}

func newExportApply(r *run) *exportApply { return &exportApply{run: r, shopID: map[string]string{}} }

// add takes one action; a full batch, or another kind, sends what waits.
func (a *exportApply) add(ctx context.Context, act Action) error {
	if err := a.before(ctx, act); err != nil {
		return err
	}

	switch act := act.(type) {
	case UpsertCategory:
		return a.addCategory(ctx, act)
	case UpsertProduct:
		a.products = append(a.products, act)
	case HideProduct:
		a.hidden = append(a.hidden, act)
	case SetStock:
		a.stock = append(a.stock, act)
	case Park:
		a.observe(ctx, ParkedRecord{Kind: act.What, Problem: act.Problem})
	case MoveVariant:
		a.observe(ctx, Written{Action: act})
	}

	if max(len(a.categories), len(a.products), len(a.hidden), len(a.stock)) >= batchRows {
		return a.flush(ctx)
	}

	return nil
}

// addCategory sends the parents of a category before the category itself.
func (a *exportApply) addCategory(ctx context.Context, act UpsertCategory) error {
	for _, waiting := range a.categories {
		if waiting.GroupID == act.Parent {
			if err := a.flush(ctx); err != nil {
				return err
			}

			break
		}
	}

	a.categories = append(a.categories, act)
	if len(a.categories) >= batchRows {
		return a.flush(ctx)
	}

	return nil
}

// before sends what an action of another kind must find done.
func (a *exportApply) before(ctx context.Context, act Action) error {
	var others int

	switch act.(type) {
	case UpsertCategory:
		others = len(a.products) + len(a.hidden) + len(a.stock)
	case UpsertProduct:
		others = len(a.categories) + len(a.hidden) + len(a.stock)
	case HideProduct:
		others = len(a.categories) + len(a.products) + len(a.stock)
	case SetStock:
		others = len(a.categories) + len(a.products) + len(a.hidden)
	}

	if others == 0 {
		return nil
	}

	return a.flush(ctx)
}

// end sends the last batches. What was planned before an error is still sent:
// each batch is whole and recorded.
func (a *exportApply) end(ctx context.Context, err error) error {
	if err != nil && (ctx.Err() != nil || errors.As(err, new(*gombashop.Error))) {
		return err
	}

	return errors.Join(err, a.flush(ctx))
}

func (a *exportApply) flush(ctx context.Context) error {
	for _, send := range []func(context.Context) error{
		a.flushCategories, a.flushProducts, a.flushHidden, a.flushStock,
	} {
		if err := send(ctx); err != nil {
			return err
		}
	}

	return nil
}

// rows sends a batch and hands each accepted row to done; a refused one is
// parked. The results that came before an error are recorded too.
func rows[A Action](ctx context.Context, a *exportApply, batch []A, k Kind,
	send func() ([]gombashop.Result, error), done func(A, gombashop.Result) ([]ledger.Link, error),
) error {
	results, err := send()

	var links []ledger.Link

	for _, res := range results {
		act := batch[res.Index]
		if res.Err != nil {
			a.refused(ctx, k, act, res.Err)

			continue
		}

		made, derr := done(act, res)
		if derr != nil {
			return errors.Join(err, derr)
		}

		links = append(links, made...)
		a.observe(ctx, Written{Action: act})
	}

	return errors.Join(err, a.saveLinks(ctx, links))
}

func (a *exportApply) refused(ctx context.Context, k Kind, act Action, cause *gombashop.Error) {
	problem := &Problem{Code: text.ShopRefused, Record: act.Record(), Err: cause}
	a.report.failed(k, problem)
	a.observe(ctx, ParkedRecord{Kind: k, Problem: problem})
}

func (a *exportApply) saveLinks(ctx context.Context, links []ledger.Link) error {
	if len(links) == 0 {
		return nil
	}

	return a.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		return tx.SaveLinks(ctx, links...)
	})
}

func (a *exportApply) flushCategories(ctx context.Context) error {
	batch := a.categories
	a.categories = nil

	if len(batch) == 0 {
		return nil
	}

	patches := make([]gombashop.CategoryPatch, len(batch))
	for i, c := range batch {
		patches[i] = c.Patch

		if c.Parent != 0 {
			parent, err := a.categoryID(ctx, idText(c.Parent))
			if err != nil {
				return err
			}

			patches[i].ParentID = &parent
		}
	}

	return rows(ctx, a, batch, KindCategory,
		func() ([]gombashop.Result, error) { return a.cfg.Shop.UpsertCategories(ctx, patches) },
		func(c UpsertCategory, res gombashop.Result) ([]ledger.Link, error) {
			a.shopID[c.Patch.ExternalID] = res.ID

			return []ledger.Link{{
				Shop: a.cfg.ShopID, Kind: linkCategory, LocalID: int64(c.GroupID), ShopID: res.ID,
				ExternalID: c.Patch.ExternalID, State: ledger.LinkActive, Origin: ledger.OriginExport,
				Hashes: c.Hashes, SyncedAt: a.cfg.Now().UTC(),
			}}, nil
		})
}

func (a *exportApply) flushProducts(ctx context.Context) error {
	batch := a.products
	a.products = nil

	if len(batch) == 0 {
		return nil
	}

	patches := make([]gombashop.ProductPatch, len(batch))

	for i, p := range batch {
		patch, err := a.withCategory(ctx, p.Patch)
		if err != nil {
			return err
		}

		patches[i] = patch
	}

	var made map[string]gombashop.Product

	return rows(ctx, a, batch, KindGood,
		func() ([]gombashop.Result, error) {
			results, err := a.cfg.Shop.UpsertProducts(ctx, patches)

			var lerr error

			made, lerr = a.read(ctx, results)

			return results, errors.Join(err, lerr)
		},
		func(p UpsertProduct, res gombashop.Result) ([]ledger.Link, error) {
			return a.links(ctx, p, made[res.ID])
		})
}

// withCategory puts the shop's category id where the plan named our group.
func (a *exportApply) withCategory(ctx context.Context, p gombashop.ProductPatch) (gombashop.ProductPatch, error) {
	if p.CategoryIDs == nil {
		return p, nil
	}

	ids := []string{}

	for _, external := range *p.CategoryIDs {
		id, err := a.categoryID(ctx, external)
		if err != nil {
			return p, err
		}

		if id != "" {
			ids = append(ids, id)
		}
	}

	p.CategoryIDs = &ids

	return p, nil
}

// categoryID is the shop's id of a goods group, empty when it was refused.
func (a *exportApply) categoryID(ctx context.Context, external string) (string, error) {
	if id, ok := a.shopID[external]; ok {
		return id, nil
	}

	local, err := strconv.ParseInt(external, 10, 64)
	if err != nil {
		return "", fmt.Errorf("syncer: category %q is no goods group: %w", external, err)
	}

	link, _, err := a.cfg.Warehouse.LinkByLocal(ctx, a.cfg.ShopID, linkCategory, local)
	a.shopID[external] = link.ShopID

	return link.ShopID, err
}

// read fetches the products of a batch, because a bulk answer names products
// and the links are with variants.
func (a *exportApply) read(ctx context.Context, results []gombashop.Result) (map[string]gombashop.Product, error) {
	made := map[string]gombashop.Product{}
	ids := []string{}

	for _, res := range results {
		if res.Err == nil {
			ids = append(ids, res.ID)
		}
	}

	for len(ids) > 0 {
		n := min(len(ids), 50) // an address of a readable length

		for p, err := range a.cfg.Shop.Products(ctx, gombashop.ProductListOptions{IDs: ids[:n], IncludeDeleted: true}) {
			if err != nil {
				return made, err
			}

			made[p.ID] = p
		}

		ids = ids[n:]
	}

	return made, nil
}

// links are the variants of a product as the shop now has them.
func (a *exportApply) links(ctx context.Context, p UpsertProduct, made gombashop.Product) ([]ledger.Link, error) {
	variant := map[string]string{}
	for _, v := range made.Variants {
		variant[v.ExternalID] = v.ID
	}

	var links []ledger.Link

	for _, m := range p.Members {
		id := strconv.FormatInt(int64(m.GoodID), 10)
		if variant[id] == "" {
			return nil, fmt.Errorf("syncer: the shop took product %s but shows no variant with external_id %s; "+
				"run export again, and report it to the shop's operator if it stays", p.ExternalID, id)
		}

		link, _, err := a.cfg.Warehouse.LinkByLocal(ctx, a.cfg.ShopID, linkVariant, int64(m.GoodID))
		if err != nil {
			return nil, err
		}

		links = append(links, a.link(link, p, m, made.ID, variant[id]))
	}

	return links, nil
}

func (a *exportApply) link(old ledger.Link, p UpsertProduct, m Member, product, variant string) ledger.Link {
	hashes := map[string]string{}
	maps.Copy(hashes, m.Hashes)

	if quantity, ok := old.Hashes[hashQuantity]; ok {
		hashes[hashQuantity] = quantity
	}

	old.Shop, old.Kind, old.LocalID = a.cfg.ShopID, linkVariant, int64(m.GoodID)
	old.ShopID, old.ParentShopID, old.ParentExternalID = variant, product, p.ExternalID
	old.ExternalID, old.State, old.Hashes = strconv.FormatInt(int64(m.GoodID), 10), ledger.LinkActive, hashes
	old.SyncedAt = a.cfg.Now().UTC()

	if old.Origin == "" {
		old.Origin = ledger.OriginExport
	}

	return old
}

func (a *exportApply) flushHidden(ctx context.Context) error {
	batch := a.hidden
	a.hidden = nil

	if len(batch) == 0 {
		return nil
	}

	no := false
	patches := make([]gombashop.ProductPatch, len(batch))

	for i, h := range batch {
		patches[i] = gombashop.ProductPatch{
			ID: h.ProductID, ExternalID: h.ExternalID,
			Variants: []gombashop.VariantPatch{{ID: h.VariantID, Active: &no}},
		}
		if h.Whole {
			patches[i].Visible = &no
		}
	}

	return rows(ctx, a, batch, KindGood,
		func() ([]gombashop.Result, error) { return a.cfg.Shop.UpsertProducts(ctx, patches) },
		func(h HideProduct, _ gombashop.Result) ([]ledger.Link, error) {
			link, _, err := a.cfg.Warehouse.LinkByLocal(ctx, a.cfg.ShopID, linkVariant, int64(h.GoodID))
			if err != nil {
				return nil, err
			}

			link.State, link.SyncedAt = ledger.LinkHidden, a.cfg.Now().UTC()
			for _, group := range []string{"visible", "product visible"} {
				delete(link.Hashes, group)
			}

			return []ledger.Link{link}, nil
		})
}

func (a *exportApply) flushStock(ctx context.Context) error {
	batch := a.stock
	a.stock = nil

	if len(batch) == 0 {
		return nil
	}

	links := make(map[sklad.GoodID]ledger.Link, len(batch))
	patches := make([]gombashop.StockRow, 0, len(batch))
	sent := make([]SetStock, 0, len(batch))

	for _, s := range batch {
		link, ok, err := a.cfg.Warehouse.LinkByLocal(ctx, a.cfg.ShopID, linkVariant, int64(s.GoodID))
		if err != nil {
			return err
		}

		if !ok { // its product was refused a moment ago, and says why
			a.report.failed(KindQuantity, &Problem{Code: text.NotInShop, Record: s.Record()})

			continue
		}

		links[s.GoodID] = link
		sent = append(sent, s)
		patches = append(patches, gombashop.StockRow{
			VariantID: link.ShopID, Quantity: s.Quantity, AsOf: a.cfg.Now().UTC(),
		})
	}

	return rows(ctx, a, sent, KindQuantity,
		func() ([]gombashop.Result, error) { return a.cfg.Shop.SetStock(ctx, patches) },
		func(s SetStock, _ gombashop.Result) ([]ledger.Link, error) {
			link := links[s.GoodID]
			if link.Hashes == nil {
				link.Hashes = map[string]string{}
			}

			link.Hashes[hashQuantity] = s.Quantity.String()
			link.QuantityAt = a.cfg.Now().UTC()

			return []ledger.Link{link}, nil
		})
}
