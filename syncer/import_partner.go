package syncer

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// partner finds the partner of an order or plans a new one.
func (p *importPlan) partner(ctx context.Context, job *orderJob) error {
	customer := job.order.Customer

	linked, err := p.linkedPartner(ctx, customer.ID)
	if err != nil {
		return err
	}

	answer, err := p.cfg.PartnerMatcher.MatchPartner(ctx, PartnerMatchQuery{
		Customer: customer, Billing: job.order.Billing, Linked: linked, Find: p.findPartners,
	})
	if err != nil {
		return err
	}

	if len(answer.Candidates) > 1 {
		return &Problem{Code: text.AmbiguousPartner, Record: orderRecord(job.order),
			Args: map[string]string{"candidates": partnerNames(answer.Candidates)}}
	}

	job.partner = SavePartner{CustomerID: customer.ID, Partner: answer.Partner}
	if answer.Partner.ID == 0 {
		job.partner.New = true
		job.partner.Fields = sklad.PartnerAll
		job.partner.Partner = newPartner(customer, job.order.Billing)
	}

	return nil
}

func (p *importPlan) linkedPartner(ctx context.Context, customerID string) (*sklad.Partner, error) {
	if customerID == "" {
		return nil, nil //nolint:nilnil // a guest has no link, and that is no error
	}

	link, ok, err := p.cfg.Warehouse.LinkByShopID(ctx, p.cfg.ShopID, linkCustomer, customerID)
	if err != nil || !ok {
		return p.overlay.customer(customerID), err
	}

	found, err := p.cfg.Warehouse.FindPartners(ctx, sklad.PartnerQuery{ID: sklad.PartnerID(link.LocalID)})
	if err != nil || len(found) == 0 {
		return nil, err
	}

	return &found[0], nil
}

// findPartners looks into the database and into what this plan has added.
func (p *importPlan) findPartners(ctx context.Context, q sklad.PartnerQuery) ([]sklad.Partner, error) {
	found, err := p.cfg.Warehouse.FindPartners(ctx, q)
	if err != nil {
		return nil, err
	}

	return append(found, p.overlay.findPartners(q)...), nil
}

// newPartner is a customer as Склад Pro keeps it: a company by its billing
// data, a person by name.
func newPartner(c gombashop.Customer, b gombashop.Address) sklad.Partner {
	address := b
	for _, a := range c.Addresses {
		if address.City == "" {
			address = a
		}
	}

	partner := sklad.Partner{
		Company: first(b.Company, c.Company, c.Name, b.Name, c.Email, c.Phone), MOL: first(b.MOL, c.MOL, c.Name, b.Name),
		City: address.City, Address: strings.TrimSpace(address.Line1 + " " + address.Line2),
		Phone: first(c.Phone, b.Phone), Email: first(c.Email, b.Email),
		TaxNo: first(b.VATNumber, c.VATNumber), Bulstat: first(b.EIK, c.EIK),
		PriceGroup: sklad.Retail, Type: sklad.PartnerClient,
	}

	return partner
}

func first(values ...string) string {
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" {
			return v
		}
	}

	return ""
}

func partnerNames(partners []sklad.Partner) string {
	names := make([]string, len(partners))
	for i, p := range partners {
		names[i] = fmt.Sprintf("%d %q", p.ID, p.Company)
	}

	return strings.Join(names, ", ")
}

// writePartner makes the partner inside the order's transaction, after looking
// once more: another run may have made it meanwhile.
func (p *importPlan) writePartner(ctx context.Context, tx WarehouseTx, job *orderJob, d *sklad.Document,
) ([]ledger.Link, error) {
	id := job.partner.Partner.ID

	if job.partner.New {
		answer, err := p.cfg.PartnerMatcher.MatchPartner(ctx, PartnerMatchQuery{
			Customer: job.order.Customer, Billing: job.order.Billing, Find: tx.FindPartners,
		})
		if err != nil {
			return nil, err
		}

		if len(answer.Candidates) > 1 {
			return nil, &Problem{Code: text.ChangedMeanwhile, Record: orderRecord(job.order)}
		}

		if id = answer.Partner.ID; id == 0 {
			if id, err = tx.SavePartner(ctx, job.partner.Partner, job.partner.Fields); err != nil {
				return nil, err
			}
		}
	}

	d.PartnerID = id

	if job.partner.CustomerID == "" {
		return nil, nil
	}

	return []ledger.Link{{
		Shop: p.cfg.ShopID, Kind: linkCustomer, LocalID: int64(id), ShopID: job.partner.CustomerID,
		ExternalID: strconv.FormatInt(int64(id), 10), State: ledger.LinkActive, Origin: ledger.OriginImport,
		SyncedAt: p.cfg.Now().UTC(),
	}}, nil
}
