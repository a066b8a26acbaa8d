package syncer

import (
	"slices"
	"strconv"
	"strings"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
)

// The field groups of a customer. Each has a hash in the link, and only those
// that differ are sent. Terms are Склад Pro's own; the e-mail and the other
// contacts change on both sides, and setting b says whose change counts.
const (
	customerName     = "name"     // name or company, contact person
	customerNumbers  = "numbers"  // ЕИК, VAT number
	customerEmail    = "email"    // e-mail
	customerContacts = "contacts" // phone and address
	customerTerms    = "terms"    // price group and discount
)

func customerGroups() []string {
	return []string{customerName, customerNumbers, customerEmail, customerContacts, customerTerms}
}

// hashHere is the key of what Склад Pro had of a group when both sides were
// brought together last; what the shop showed then has hashContacts.
func hashHere(group string) string { return "partner " + group }

// hashSending is what a request that may have got lost has made of the contacts
// in the shop: seen there later, it is nobody's change.
const hashSending = "contacts sent"

// partnerHashes are those of a partner as it is now.
func partnerHashes(p sklad.Partner) map[string]string {
	values := map[string][]string{
		customerName:     {p.Company, p.MOL},
		customerNumbers:  {p.Bulstat, p.TaxNo},
		customerEmail:    {strings.ToLower(firstEmail(p))},
		customerContacts: {firstPhone(p), p.City, p.Address},
		customerTerms:    {strconv.Itoa(int(p.PriceGroup)), p.Discount.String()},
	}

	hashes := map[string]string{}

	for group, fields := range values {
		for i := range fields {
			fields[i] = strings.TrimSpace(fields[i])
		}

		hashes[hashHere(group)] = shortHash(strings.Join(fields, "\n"))
	}

	return hashes
}

// agreed are the hashes of a partner that came from the shop, or was found to be
// one of its customers: none of what it is called goes back. Terms are not the
// shop's, so those that differ from a new customer's do.
func agreed(p sklad.Partner) map[string]string {
	hashes := partnerHashes(p)
	hashes[hashHere(customerTerms)] = partnerHashes(sklad.Partner{PriceGroup: sklad.Retail})[hashHere(customerTerms)]

	return hashes
}

// shownContacts is the hash of the contacts that the shop shows.
func shownContacts(c gombashop.Customer) string {
	return contactsHash(contacts(newPartner(c, gombashop.Address{})))
}

func contactsHash(fields [4]string) string {
	fields[1] = strings.ToLower(fields[1]) // as addresses are compared

	return shortHash(strings.Join(fields[:], "\n"))
}

// firstEmail is the first text of a partner's that is an address; empty when
// there is none.
func firstEmail(p sklad.Partner) string {
	for _, one := range p.Emails() {
		if at := strings.Index(one, "@"); at > 0 && at < len(one)-1 {
			return one
		}
	}

	return ""
}

func firstPhone(p sklad.Partner) string { return first(p.Phone, p.Phone2) }

// differing are the groups whose hash is not the one of the link.
func differing(now, kept map[string]string) []string {
	return slices.DeleteFunc(customerGroups(), func(group string) bool { return now[hashHere(group)] == kept[hashHere(group)] })
}
