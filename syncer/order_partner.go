package syncer

import (
	"context"
	"fmt"
	"slices"
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

	answer, err := p.matchPartner(ctx, job.order, linked, p.findPartners)
	if err != nil {
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

// matchPartner asks the strategy. The partner that guests share is never offered
// to a company, which needs its own for the invoice.
func (p *importPlan) matchPartner(ctx context.Context, o gombashop.Order, linked *sklad.Partner, find findPartners,
) (PartnerMatchAnswer, error) {
	answer, err := p.cfg.PartnerMatcher.MatchPartner(ctx, PartnerMatchQuery{
		Customer: o.Customer, Billing: o.Billing, Linked: linked,
		Find: func(ctx context.Context, q sklad.PartnerQuery) ([]sklad.Partner, error) {
			found, err := find(ctx, q)
			if p.facts.guest.ID != 0 && isCompany(o) {
				found = slices.DeleteFunc(found, func(one sklad.Partner) bool { return one.ID == p.facts.guest.ID })
			}

			return found, fromSide(err)
		},
	})

	return answer, decided(ctx, "PartnerMatcher", orderRecord(o), err)
}

// findPartners is the search of a matcher: in the database and the plan, or in a
// transaction.
type findPartners func(context.Context, sklad.PartnerQuery) ([]sklad.Partner, error)

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

// isGuest tells an order without an account and without a company.
func isGuest(o gombashop.Order) bool { return o.Customer.ID == "" && !isCompany(o) }

func isCompany(o gombashop.Order) bool {
	return first(o.Billing.EIK, o.Customer.EIK, o.Billing.VATNumber, o.Customer.VATNumber) != ""
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

	planned := p.overlay.current(found[0])

	return &planned, nil
}

// findPartners looks into the database and into what this plan has written.
func (p *importPlan) findPartners(ctx context.Context, q sklad.PartnerQuery) ([]sklad.Partner, error) {
	found, err := p.cfg.Warehouse.FindPartners(ctx, q)

	return p.overlay.findPartners(q, found), err
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
