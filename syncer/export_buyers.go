package syncer

import (
	"context"
	"strings"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// buyers is what one walk over partners and links tells before anything is
// planned.
type buyers struct {
	// fresh are the partners without a link. One that is without it later, and
	// not here, came in between with an order: its link may just not be read.
	fresh map[sklad.PartnerID]bool
	// owners are the customers of the shop that have an e-mail which this run
	// wants to give to a customer, in small letters; taken is who gets it.
	owners map[string][]gombashop.Customer
	taken  map[string]sklad.PartnerID

	all, going int // partners, and those that may be exported
	published  int // links that export made
}

// lookAtPartners makes that walk, and asks the shop who has the e-mails that
// are about to go out: two customers with one e-mail are one person twice.
func (p *exportPlan) lookAtPartners(ctx context.Context) error {
	if !p.sendsPartners() {
		return nil
	}

	s := &p.buyers
	s.fresh, s.owners, s.taken = map[sklad.PartnerID]bool{}, map[string][]gombashop.Customer{}, map[string]sklad.PartnerID{}

	for pair, err := range p.walkPartners(ctx) {
		if err != nil {
			return err
		}

		if pair.HasRight && pair.Right.Origin == ledger.OriginExport && pair.Right.State == ledger.LinkActive {
			s.published++
		}

		if pair.HasLeft {
			s.all++
			p.lookAtPartner(pair.Left, pair.Right)
		}
	}

	if s.going == 0 && s.published > 0 {
		return &Problem{Code: text.NoPartners, Record: "Partners"}
	}

	return p.findOwners(ctx)
}

func (p *exportPlan) lookAtPartner(partner sklad.Partner, link ledger.Link) {
	if p.noBuyer(partner, link) != "" {
		return
	}

	p.buyers.going++

	if link.ShopID == "" {
		p.buyers.fresh[partner.ID] = true
	}

	if email := strings.ToLower(firstEmail(partner)); email != "" && p.newBuyer(partner, link).sends(customerEmail) {
		p.buyers.owners[email] = nil
	}
}

// findOwners lists the customers once, and keeps those that matter.
func (p *exportPlan) findOwners(ctx context.Context) error {
	s := &p.buyers
	if len(s.owners) == 0 {
		return nil
	}

	for page, err := range p.cfg.Shop.CustomerPages(ctx, gombashop.CustomerListOptions{Limit: 250}) {
		if err != nil {
			return shopProblem(err)
		}

		for _, c := range page.Data {
			email := strings.ToLower(strings.TrimSpace(c.Email))
			if _, asked := s.owners[email]; asked {
				s.owners[email] = append(s.owners[email],
					gombashop.Customer{ID: c.ID, ExternalID: c.ExternalID, Name: c.Name, Company: c.Company})
			}
		}
	}

	return nil
}

// emailTaken is the problem of a partner whose e-mail another customer has, in
// the shop or since this run. One with our own id is ours: a run was cut off
// before it could write the link.
func (p *exportPlan) emailTaken(b buyer) *Problem {
	email := strings.ToLower(firstEmail(b.partner))
	if email == "" || !b.sends(customerEmail) {
		return nil
	}

	id := idText(b.partner.ID)

	for _, c := range p.buyers.owners[email] {
		if c.ID != b.link.ShopID && c.ExternalID != id {
			return emailProblem(b.partner, email, "customer "+c.ID+" "+first(c.Company, c.Name))
		}
	}

	if other, taken := p.buyers.taken[email]; taken && other != b.partner.ID {
		return emailProblem(b.partner, email, "partner "+idText(other))
	}

	p.buyers.taken[email] = b.partner.ID

	return nil
}

func emailProblem(p sklad.Partner, email, other string) *Problem {
	return &Problem{Code: text.EmailTaken, Record: partnerRecord(p), Args: map[string]string{"email": email, "other": other}}
}
