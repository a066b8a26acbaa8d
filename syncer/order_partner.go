package syncer

import (
	"context"
	"fmt"
	"strings"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// partner finds the partner of an order or plans a new one.
func (p *importPlan) partner(ctx context.Context, job *orderJob) error {
	customer := job.order.Customer
	job.partner = SavePartner{CustomerID: customer.ID}

	if p.facts.guest.ID != 0 && isGuest(job.order) {
		job.partner.Partner = p.facts.guest

		return nil
	}

	linked, err := p.linkedPartner(ctx, customer.ID)
	if err != nil {
		return err
	}

	answer, err := p.cfg.PartnerMatcher.MatchPartner(ctx, PartnerMatchQuery{
		Customer: customer, Billing: job.order.Billing, Linked: linked, Find: p.findPartners,
	})
	if err = decided(ctx, "PartnerMatcher", orderRecord(job.order), err); err != nil {
		return err
	}

	if len(answer.Candidates) > 1 {
		return &Problem{Code: text.AmbiguousPartner, Record: orderRecord(job.order),
			Args: map[string]string{"candidates": partnerNames(answer.Candidates)}}
	}

	job.partner.Partner = answer.Partner
	job.linked = linked != nil && linked.ID == answer.Partner.ID

	if answer.Partner.ID == 0 {
		job.partner.New = true
		job.partner.Fields = sklad.PartnerAll
		job.partner.Partner = newPartner(customer, job.order.Billing)
	}

	return p.partnerFits(job)
}

// partnerFits refuses a partner, or a customer's id, that cannot be saved. The
// transaction goes by the same rule, so that a plan knows what a run will meet.
func (p *importPlan) partnerFits(job *orderJob) error {
	if id := job.partner.CustomerID; id != "" && !job.linked {
		if err := ledger.CheckID(linkCustomer, p.cfg.ShopID, id); err != nil {
			return err
		}
	}

	if job.partner.Fields == 0 {
		return nil
	}

	return sklad.CheckPartner(job.partner.Partner, job.partner.Fields)
}

// isGuest tells an order without an account and without a company. A company
// needs its own partner for the invoice.
func isGuest(o gombashop.Order) bool {
	return o.Customer.ID == "" && first(o.Billing.EIK, o.Customer.EIK, o.Billing.VATNumber, o.Customer.VATNumber) == ""
}

// linkedPartner is the partner of a customer's account. One that was deleted
// since does not count.
func (p *importPlan) linkedPartner(ctx context.Context, customerID string) (*sklad.Partner, error) {
	if customerID == "" {
		return nil, nil //nolint:nilnil // a guest has no link, and that is no error
	}

	if planned := p.overlay.customer(customerID); planned != nil {
		return planned, nil // an earlier unit of this plan links it anew
	}

	link, ok, err := p.cfg.Warehouse.LinkByShopID(ctx, p.cfg.ShopID, linkCustomer, customerID)
	if err != nil || !ok {
		return nil, err
	}

	found, err := p.cfg.Warehouse.FindPartners(ctx, sklad.PartnerQuery{ID: sklad.PartnerID(link.LocalID)})
	if err != nil || len(found) == 0 || found[0].Deleted {
		return nil, err
	}

	return &found[0], nil
}

// findPartners looks into the database and into what this plan has added.
func (p *importPlan) findPartners(ctx context.Context, q sklad.PartnerQuery) ([]sklad.Partner, error) {
	found, err := p.cfg.Warehouse.FindPartners(ctx, q)
	if err != nil {
		return nil, fromSide(err)
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

	return sklad.Partner{
		Company: first(b.Company, c.Company, c.Name, b.Name, c.Email, c.Phone), MOL: first(b.MOL, c.MOL, c.Name, b.Name),
		City: address.City, Address: strings.TrimSpace(address.Line1 + " " + address.Line2),
		Phone: first(c.Phone, b.Phone), Email: first(c.Email, b.Email),
		TaxNo: first(b.VATNumber, c.VATNumber), Bulstat: first(b.EIK, c.EIK),
		PriceGroup: sklad.Retail, Type: sklad.PartnerClient,
	}
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
