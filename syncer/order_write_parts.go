package syncer

import (
	"context"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// writePartner makes the partner inside the order's transaction, after looking
// once more: another program may have made it meanwhile.
func (p *importPlan) writePartner(ctx context.Context, tx WarehouseTx, job *orderJob) (sklad.PartnerID, error) {
	if !job.partner.New {
		return job.partner.Partner.ID, nil
	}

	answer, err := p.matchPartner(ctx, job.order, nil, tx.FindPartners)
	if err != nil {
		return 0, err
	}

	if answer.Partner.ID != 0 || len(answer.Candidates) > 0 {
		return 0, errChanged
	}

	return tx.SavePartner(ctx, job.partner.Partner, job.partner.Fields)
}

// writeGoods makes the goods inside the order's transaction and puts their ids
// into the document, in place of the plan's temporary ones.
func (p *importPlan) writeGoods(ctx context.Context, tx WarehouseTx, job *orderJob, d *sklad.Document) ([]ledger.Link, error) {
	var links []ledger.Link

	ids := map[sklad.GoodID]sklad.GoodID{}

	for i, g := range job.goods {
		id, err := writeGood(ctx, tx, g)
		if err != nil {
			return nil, err
		}

		ids[g.id(i)] = id

		if g.save.VariantID != "" && g.save.New {
			links = append(links, p.goodLink(g.save, id))
		}
	}

	lines := make([]sklad.Line, len(d.Lines))
	copy(lines, d.Lines)

	for i := range lines {
		if id, ok := ids[lines[i].GoodID]; ok {
			lines[i].GoodID = id
		}
	}

	d.Lines = lines

	return links, nil
}

// writeGood looks for the good once more: it may have been entered since the
// plan.
func writeGood(ctx context.Context, tx WarehouseTx, g *wantedGood) (sklad.GoodID, error) {
	if !g.save.New {
		return g.save.Good.ID, nil
	}

	for _, q := range []sklad.GoodQuery{{BarCode: g.save.Good.BarCode1}, {Code: g.save.Good.Code}, serviceQuery(g.save.Good)} {
		found, err := tx.FindGoods(ctx, q)
		if err != nil {
			return 0, err
		}

		for _, other := range found {
			if other.Type.IsService() == g.save.Good.Type.IsService() {
				return 0, errChanged
			}
		}
	}

	return tx.SaveGood(ctx, g.save.Good, g.save.Fields)
}

// serviceQuery finds nothing for a good that is no service.
func serviceQuery(g sklad.Good) sklad.GoodQuery {
	if !g.Type.IsService() {
		return sklad.GoodQuery{}
	}

	return sklad.GoodQuery{Name: g.Name}
}

// customerLink keeps what Склад Pro has of the partner, so that export sends
// none of it back as a change.
func (p *importPlan) customerLink(s SavePartner, partner sklad.PartnerID) ledger.Link {
	return ledger.Link{
		Shop: p.cfg.ShopID, Kind: linkCustomer, LocalID: int64(partner), ShopID: s.CustomerID, Hashes: agreed(s.Partner),
		ExternalID: idText(partner), State: ledger.LinkActive, Origin: ledger.OriginImport, SyncedAt: p.cfg.Now().UTC(),
	}
}

func (p *importPlan) goodLink(s SaveGood, id sklad.GoodID) ledger.Link {
	return ledger.Link{
		Shop: p.cfg.ShopID, Kind: linkVariant, LocalID: int64(id), ShopID: s.VariantID,
		ParentShopID: s.ProductID, // the external ids are the shop's own, and stay
		State:        ledger.LinkActive, Origin: ledger.OriginImport, SyncedAt: p.cfg.Now().UTC(),
	}
}
