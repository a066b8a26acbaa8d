package syncer

import (
	"context"
	"slices"
	"strings"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// customers plans the customers of some partners. What the shop shows of the
// known ones is read where contacts are to change: only then it matters whether
// somebody has changed them there too.
func (p *exportPlan) customers(ctx context.Context, some []buyer) error {
	shown, err := p.readCustomers(ctx, some)
	if err != nil {
		return err
	}

	for _, b := range some {
		if err := p.customer(b, shown); err != nil {
			return err
		}
	}

	return nil
}

func (b buyer) sends(groups ...string) bool {
	return slices.ContainsFunc(b.groups, func(g string) bool { return slices.Contains(groups, g) })
}

func (p *exportPlan) readCustomers(ctx context.Context, some []buyer) (map[string]gombashop.Customer, error) {
	var ids []string

	for _, b := range some {
		if b.link.ShopID != "" && b.sends(customerEmail, customerContacts) {
			ids = append(ids, b.link.ShopID)
		}
	}

	found := map[string]gombashop.Customer{}

	for part := range slices.Chunk(ids, readAtOnce) {
		for page, err := range p.cfg.Shop.CustomerPages(ctx, gombashop.CustomerListOptions{IDs: part}) {
			if err != nil {
				return nil, shopProblem(err)
			}

			for _, c := range page.Data {
				found[c.ID] = c
			}
		}
	}

	return found, nil
}

// customer plans one customer.
func (p *exportPlan) customer(b buyer, shown map[string]gombashop.Customer) error {
	there, read := shown[b.link.ShopID]
	if read && p.shopChanged(b, there) {
		p.yieldsTo(&b)
	}

	if len(b.groups) == 0 {
		p.report.count(KindPartner, unchanged)
		p.settleLink(b)

		return nil
	}

	if problem := p.emailTaken(b); problem != nil {
		p.report.park(KindPartner, problem)

		return p.yield(Park{What: KindPartner, Of: problem.Record, Problem: problem, direction: Export})
	}

	p.report.count(KindPartner, written)

	return p.yield(p.upsertCustomer(b, there, read))
}

// shopChanged tells whether somebody has changed the contacts in the shop since
// both sides were brought together. A change that made them what Склад Pro has
// is none, and neither is what an earlier run sent.
func (p *exportPlan) shopChanged(b buyer, there gombashop.Customer) bool {
	now, kept := shownContacts(there), b.link.Hashes[hashContacts]

	return kept != "" && now != kept && now != b.link.Hashes[hashSending] && now != contactsHash(contactsHere(b))
}

func contactsHere(b buyer) [4]string {
	return [4]string{firstPhone(b.partner), firstEmail(b.partner), strings.TrimSpace(b.partner.City), strings.TrimSpace(b.partner.Address)}
}

// yieldsTo leaves the contacts that the shop has changed as they are, when
// setting b lets the shop's refresh a known partner; import brings them in.
// Otherwise Склад Pro's stand.
func (p *exportPlan) yieldsTo(b *buyer) {
	if p.cfg.Import.Mode == AddOnly {
		return
	}

	theirs := func(group string) bool { return group == customerEmail || group == customerContacts }

	b.groups = slices.DeleteFunc(slices.Clone(b.groups), theirs)
	if slices.ContainsFunc(differing(b.now, b.link.Hashes), theirs) {
		p.report.warn(changedTwice(text.ContactsChangedTwice, partnerRecord(b.partner)))
	}
}

// upsertCustomer goes by our id where export made the customer: the shop then
// knows a repeat, also after a run that was cut off. A customer of the shop's own
// goes by its own id and keeps what stands beside it.
func (p *exportPlan) upsertCustomer(b buyer, there gombashop.Customer, read bool) UpsertCustomer {
	patch := customerPatch(b.partner, b.groups, there)

	patch.ID = b.link.ShopID
	if b.link.ShopID == "" || b.link.Origin == ledger.OriginExport {
		patch.ExternalID = idText(b.partner.ID)
	}

	if p.opts.Full && patch.ExternalID != "" {
		patch.ID = "" // it is made again where the shop has lost it
	}

	hashes := withHashes(b.link.Hashes, b.now)
	if b.link.ShopID == "" || read && b.sends(customerEmail, customerContacts) {
		hashes[hashContacts] = shownContacts(after(patch, there))
	}

	delete(hashes, hashSending)

	return UpsertCustomer{
		PartnerID: b.partner.ID, Name: b.partner.Company, New: b.link.ShopID == "", Groups: b.groups,
		Patch: patch, Hashes: hashes, link: b.link,
	}
}
