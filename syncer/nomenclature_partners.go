package syncer

import (
	"context"
	"fmt"
	"maps"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// hashContacts is what the shop showed of a customer when it was last taken.
const hashContacts = "contacts"

// customer adds an unknown customer as a partner; in the mode add_and_update it
// refreshes the contacts of a known one, which the shop owns.
func (p *importPlan) customer(ctx context.Context, c gombashop.Customer) (*Problem, error) {
	job := &orderJob{order: gombashop.Order{ID: gombashop.OrderID(c.ID), Customer: c}}

	if err := p.partner(ctx, job); err != nil {
		if problem := asProblem(err); problem != nil {
			problem.Record = fmt.Sprintf("customer %s %q", c.ID, first(c.Company, c.Name, c.Email))
		}

		return nil, err
	}

	link, known, err := p.cfg.Warehouse.LinkByShopID(ctx, p.cfg.ShopID, linkCustomer, c.ID)
	if err != nil {
		return nil, err
	}

	hash := shownContacts(c)
	ours := link.Hashes[hashContacts] == hash || link.Hashes[hashSending] == hash // or it may be: the answer got lost
	if known && job.linked && (ours || p.cfg.Import.Mode == AddOnly) {
		p.report.count(KindPartner, unchanged)

		return nil, nil //nolint:nilnil // nothing to do is no problem
	}

	return nil, p.saveCustomer(ctx, job, link, hash)
}

// saveCustomer writes the partner, as far as it differs, and the link.
func (p *importPlan) saveCustomer(ctx context.Context, job *orderJob, link ledger.Link, hash string) error {
	if !job.partner.New {
		p.refresh(job)

		if err := p.partnerFits(job); err != nil {
			return err
		}
	}

	writes := job.partner.New || job.partner.Fields != 0

	if p.dry {
		p.overlay.addPartner(job.partner)
	}

	err := p.inTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
		id, err := p.writePartner(ctx, tx, job)
		if err != nil {
			return err
		}

		if job.partner.Fields != 0 && !job.partner.New {
			if _, err := tx.SavePartner(ctx, job.partner.Partner, job.partner.Fields); err != nil {
				return err
			}
		}

		return tx.SaveLinks(ctx, p.takenCustomer(link, job.partner, id, hash))
	})
	if err != nil {
		return err
	}

	if !writes {
		p.report.count(KindPartner, unchanged)

		return nil
	}

	p.report.count(KindPartner, written)

	return p.tell(ctx, job.partner)
}

// takenCustomer is the link of a customer whose contacts were taken. What stands
// in an older one of the pair, beside the contacts, is export's.
func (p *importPlan) takenCustomer(link ledger.Link, s SavePartner, id sklad.PartnerID, shown string) ledger.Link {
	if link.ShopID != s.CustomerID || link.LocalID != int64(id) {
		link = p.customerLink(s, id)
	}

	now := agreed(s.Partner)
	hashes := maps.Clone(link.Hashes)

	hashes[hashContacts], hashes[hashHere(customerContacts)], hashes[hashHere(customerEmail)] =
		shown, now[hashHere(customerContacts)], now[hashHere(customerEmail)]
	link.Hashes, link.SyncedAt = hashes, p.cfg.Now().UTC()

	return link
}

// refresh puts the shop's contacts over the partner's, where they differ. Price
// group, discount and payment days are Склад Pro's own.
func (p *importPlan) refresh(job *orderJob) {
	if p.cfg.Import.Mode == AddOnly {
		return
	}

	fresh := newPartner(job.order.Customer, gombashop.Address{})
	partner := &job.partner.Partner
	before := *partner
	partner.Phone, partner.Email = first(fresh.Phone, partner.Phone), first(fresh.Email, partner.Email)
	partner.City, partner.Address = first(fresh.City, partner.City), first(fresh.Address, partner.Address)

	then, now := contacts(before), contacts(*partner)
	if then == now {
		return
	}

	job.partner.Fields = sklad.PartnerContacts
	job.partner.Changes = changesOf([]string{"Phone", "eMail", "City", "Address"}, then[:], now[:])
}

func contacts(p sklad.Partner) [4]string { return [4]string{p.Phone, p.Email, p.City, p.Address} }
