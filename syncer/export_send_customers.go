package syncer

import (
	"context"
	"slices"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad/ledger"
)

func (a *exportApply) flushCustomers(ctx context.Context) error {
	batch := a.people
	a.people = nil

	if len(batch) == 0 {
		return nil
	}

	if err := a.announce(ctx, batch); err != nil {
		unsent(a, batch)

		return err
	}

	patches := make([]gombashop.CustomerPatch, len(batch))
	for i, c := range batch {
		patches[i] = c.Patch
	}

	return sendRows(ctx, a, batch,
		func() ([]gombashop.Result, error) { return a.cfg.Shop.UpsertCustomers(ctx, patches) },
		func(c UpsertCustomer, res gombashop.Result) took { return a.tookCustomer(ctx, c, res) })
}

// saveAgreements writes what the planner found both sides to have already.
func (a *exportApply) saveAgreements(ctx context.Context) error {
	links := a.agreements
	a.agreements = nil

	for part := range slices.Chunk(links, batchRows) {
		if err := a.saveLinks(ctx, part); err != nil {
			return err
		}
	}

	return nil
}

// sendingHash stands for a group that the shop may have, or may not.
const sendingHash = "?"

// announce notes what known customers are about to get. A run that is cut off
// before the links are written would take its own change of the contacts for one
// of the shop's otherwise, and a change that a person takes back before the next
// run for one that the shop never got.
func (a *exportApply) announce(ctx context.Context, batch []UpsertCustomer) error {
	var links []ledger.Link

	for i := range batch {
		c := &batch[i]
		if c.New {
			continue
		}

		sent := map[string]string{}
		for _, group := range c.Groups {
			sent[hashHere(group)] = sendingHash
		}

		if contacts := c.Hashes[hashContacts]; contacts != c.link.Hashes[hashContacts] {
			sent[hashSending] = contacts
		}

		c.link.Hashes = withHashes(c.link.Hashes, sent)
		links = append(links, c.link)
	}

	return a.saveLinks(ctx, links)
}

func (a *exportApply) tookCustomer(ctx context.Context, c UpsertCustomer, res gombashop.Result) took {
	if res.Err != nil {
		a.park(ctx, KindPartner, 1, refusal(c.Record(), res.Err))

		return took{}
	}

	link := c.link
	link.Shop, link.Kind, link.LocalID = a.cfg.ShopID, linkCustomer, int64(c.PartnerID)
	link.ShopID, link.State, link.Hashes, link.SyncedAt = res.ID, ledger.LinkActive, c.Hashes, a.cfg.Now().UTC()

	if link.Origin == "" {
		link.Origin, link.ExternalID = ledger.OriginExport, idText(c.PartnerID)
	}

	return took{links: []ledger.Link{link}, actions: []Action{c}}
}
