package syncer

import (
	"context"
	"fmt"
	"iter"
	"maps"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/march"
)

// buyer is a partner with what the ledger knows of it.
type buyer struct {
	partner sklad.Partner
	link    ledger.Link
	now     map[string]string // its hashes
	groups  []string          // that differ from the link
	settled bool              // the link tells of the partner
}

// defaultPartner is the undeletable row of Partners.
const defaultPartner = sklad.PartnerID(1)

func (p *exportPlan) sendsPartners() bool {
	return p.cfg.Export.Partners && p.opts.wants(KindPartner) && p.opts.Goods == nil
}

// partners walks partners and links in step and plans the customers that
// changed. A partner that is gone keeps its customer: there is no customer to
// hide, and none is ever deleted.
func (p *exportPlan) partners(ctx context.Context) error {
	if !p.sendsPartners() {
		return nil
	}

	var some []buyer

	done := 0

	for pair, err := range p.walkPartners(ctx) {
		if err != nil {
			return err
		}

		if !pair.HasLeft {
			continue
		}

		done++
		p.observe(ctx, Progress{Kind: KindPartner, Done: done, Total: p.buyers.all})

		b, due := p.buyer(pair.Left, pair.Right)
		if !due {
			continue
		}

		if some = append(some, b); len(some) < batchRows {
			continue
		}

		if err := p.customers(ctx, some); err != nil {
			return err
		}

		some = some[:0]
	}

	return p.customers(ctx, some)
}

func (p *exportPlan) walkPartners(ctx context.Context) iter.Seq2[march.Pair[sklad.Partner, ledger.Link], error] {
	return march.Merge(p.cfg.Warehouse.Partners(ctx, sklad.PartnersFilter{IncludeDeleted: true}), partnerKey,
		p.cfg.Warehouse.Links(ctx, p.cfg.ShopID, linkCustomer), linkKey)
}

func partnerKey(p sklad.Partner) int64 { return int64(p.ID) }

// buyer files a partner that the walk comes to, and tells whether there is
// something to send.
func (p *exportPlan) buyer(partner sklad.Partner, link ledger.Link) (buyer, bool) {
	if rule := p.noBuyer(partner, link); rule != "" {
		p.report.filter(KindPartner, rule)

		return buyer{}, false
	}

	if link.ShopID == "" && !p.buyers.fresh[partner.ID] {
		return buyer{}, false // it came in between; see buyers.fresh
	}

	b := p.newBuyer(partner, link)
	if len(b.groups) > 0 {
		return b, true
	}

	p.report.count(KindPartner, unchanged)

	if !b.settled {
		p.settleLink(b)
	}

	return b, false
}

// newBuyer compares a partner with its link. A link that tells nothing of the
// partner is one that neither side has been brought together over yet: what
// each of them says now stands, and later changes are told from there. A full
// run sends every group.
func (p *exportPlan) newBuyer(partner sklad.Partner, link ledger.Link) buyer {
	b := buyer{partner: partner, link: link, now: partnerHashes(partner), groups: customerGroups(), settled: true}
	if link.ShopID == "" {
		return b
	}

	kept := link.Hashes
	if _, b.settled = kept[hashHere(customerName)]; !b.settled {
		kept = agreed(partner)
	}

	if !p.opts.Full {
		b.groups = differing(b.now, kept)
	}

	return b
}

// settleLink keeps what later changes are told by. Nothing is sent for it.
func (p *exportPlan) settleLink(b buyer) {
	link := b.link
	link.Hashes = withHashes(link.Hashes, b.now)
	p.agreements = append(p.agreements, link)
}

func withHashes(hashes, more map[string]string) map[string]string {
	all := map[string]string{}
	maps.Copy(all, hashes)
	maps.Copy(all, more)

	return all
}

// noBuyer names the rule that keeps a partner at home (setting i).
func (p *exportPlan) noBuyer(partner sklad.Partner, link ledger.Link) string {
	switch {
	case partner.ID == defaultPartner:
		return "default_partner"
	case partner.Deleted:
		return "deleted"
	case partner.ID == p.facts.guest.ID:
		return "guest_partner"
	case partner.Type != sklad.PartnerUniversal && partner.Type != sklad.PartnerClient:
		return "supplier"
	case firstEmail(partner) == "" && firstPhone(partner) == "":
		return "no_contact"
	case link.State == ledger.LinkTombstone:
		return "tombstone"
	}

	return ""
}

// partnerRecord names a partner for a person.
func partnerRecord(p sklad.Partner) string { return fmt.Sprintf("partner %d %q", p.ID, p.Company) }
