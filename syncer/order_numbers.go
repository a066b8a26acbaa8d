package syncer

import (
	"context"
	"maps"
	"strings"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// numberless is a partner without ЕИК that an order for a company was found to
// belong to.
type numberless struct {
	before sklad.Partner
	link   ledger.Link // of any customer with that partner, before the order
}

// completePartner plans the ЕИК, and the VAT number and name where there is
// none, of a known partner without ЕИК, for an invoice is made out to what the
// partner has. What the partner has already is Склад Pro's own. The mode add_only
// touches no known partner and warns.
func (p *importPlan) completePartner(ctx context.Context, job *orderJob) error {
	before := job.partner.Partner
	if job.partner.New || before.ID == p.facts.guest.ID {
		return nil
	}

	after := withNumbers(before, newPartner(job.order.Customer, job.order.Billing))

	then, now := numbersOf(before), numbersOf(after)
	if then == now {
		return nil
	}

	if p.cfg.Import.Mode == AddOnly {
		job.draft.Warnings = append(job.draft.Warnings, &Problem{
			Code: text.PartnerWithoutNumber, Record: orderRecord(job.order),
			Args: map[string]string{"partner": partnerNames([]sklad.Partner{before}), "number": first(after.Bulstat, after.TaxNo)},
		})

		return nil
	}

	job.partner.Partner, job.partner.Fields = after, sklad.PartnerIDs
	if before.Company != after.Company {
		job.partner.Fields |= sklad.PartnerNames
	}

	job.partner.Changes, job.numbers.before = changesOf([]string{"Bulstat", "TaxNo", "Company"}, then[:], now[:]), before

	if err := p.partnerFits(job); err != nil || before.ID < 0 {
		return err
	}

	var err error
	job.numbers.link, _, err = p.cfg.Warehouse.LinkByLocal(ctx, p.cfg.ShopID, linkCustomer, int64(before.ID))

	return err
}

// withNumbers is a partner with an order's numbers in the columns that are empty.
func withNumbers(partner, ordered sklad.Partner) sklad.Partner {
	if strings.TrimSpace(partner.Bulstat) != "" || first(ordered.Bulstat, ordered.TaxNo) == "" {
		return partner
	}

	partner.Bulstat, partner.TaxNo = ordered.Bulstat, first(partner.TaxNo, ordered.TaxNo)
	partner.Company = first(partner.Company, ordered.Company)

	return partner
}

// numbersOf are the columns that an order may complete.
func numbersOf(p sklad.Partner) [3]string {
	return [3]string{strings.TrimSpace(p.Bulstat), strings.TrimSpace(p.TaxNo), strings.TrimSpace(p.Company)}
}

// changesOf are the columns whose values differ.
func changesOf(columns, then, now []string) []Change {
	var changes []Change

	for i, column := range columns {
		if then[i] != now[i] {
			changes = append(changes, Change{Field: column, Before: then[i], After: now[i]})
		}
	}

	return changes
}

// writeNumbers completes the partner inside the order's transaction, unless
// somebody has entered a number since, here or on another partner. It returns the
// partner's link with what was written, so that export does not take it for a
// change.
func (p *importPlan) writeNumbers(ctx context.Context, tx WarehouseTx, job *orderJob) ([]ledger.Link, error) {
	if job.partner.New || job.partner.Fields == 0 {
		return nil, nil
	}

	now, err := tx.FindPartners(ctx, sklad.PartnerQuery{ID: job.partner.Partner.ID})
	if err != nil {
		return nil, err
	}

	if len(now) == 0 || now[0].Deleted || numbersOf(now[0]) != numbersOf(job.numbers.before) {
		return nil, errChanged
	}

	var linked *sklad.Partner
	if job.linked {
		linked = &now[0]
	}

	answer, err := p.matchPartner(ctx, job.order, linked, tx.FindPartners)
	if err != nil {
		return nil, err
	}

	if answer.Partner.ID != now[0].ID {
		return nil, errChanged
	}

	if _, err := tx.SavePartner(ctx, job.partner.Partner, job.partner.Fields); err != nil {
		return nil, err
	}

	return completedLink(job.numbers.link, job.partner.Partner), nil
}

// completedLink keeps the numbers, and the name, as what Склад Pro and the shop
// agree about. A link that tells nothing of the partner yet needs none.
func completedLink(link ledger.Link, partner sklad.Partner) []ledger.Link {
	hashes, now := maps.Clone(link.Hashes), partnerHashes(partner)

	for _, group := range []string{customerName, customerNumbers} {
		key := hashHere(group)
		if _, told := hashes[key]; !told {
			return nil
		}

		hashes[key] = now[key]
	}

	link.Hashes = hashes

	return []ledger.Link{link}
}
