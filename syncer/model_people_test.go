package syncer_test

import (
	"strconv"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/skladmost/skladmost/gombashop"
)

// modelPerson is a partner whom both sides know.
type modelPerson struct {
	email string
	phone threeWay
}

// GoString is for the draws of an example.
func (p *modelPerson) GoString() string { return p.email }

func personEmail(i int) string { return "p" + strconv.Itoa(i) + "@example.com" }

func (m *model) customer(rt *rapid.T, email string) (gombashop.Customer, bool) {
	for _, c := range m.w.customers(rt) {
		if c.Email == email {
			return c, true
		}
	}

	return gombashop.Customer{}, false
}

// editPerson is what people do to a partner in Склад Pro, or to the customer in
// a shop whose listing import reads.
func (m *model) editPerson(rt *rapid.T) {
	p := rapid.SampledFrom(m.people).Draw(rt, "person")
	v := strconv.Itoa(rapid.IntRange(0, 9).Draw(rt, "value"))

	switch rapid.SampledFrom([]string{"phone", "phone there", "company", "discount"}).Draw(rt, "field") {
	case "phone":
		phone := "0888 00" + v
		if m.value(rt, "SELECT Phone FROM partners WHERE eMail = ?", p.email) != phone {
			m.set(rt, "UPDATE partners SET Phone = ? WHERE eMail = ?", phone, p.email)
			p.phone.here = append(p.phone.here, edit{phone, m.turn})
		}
	case "phone there":
		phone := "0899 00" + v
		if c, there := m.customer(rt, p.email); there && c.Phone != phone && m.w.cfg.Import.Nomenclature {
			m.w.addCustomer(rt, gombashop.CustomerPatch{ID: c.ID, Phone: &phone})
			p.phone.there = append(p.phone.there, edit{phone, m.turn})
		}
	case "company":
		m.set(rt, "UPDATE partners SET Company = ? WHERE eMail = ?", "Фирма "+v, p.email)
	case "discount":
		m.set(rt, "UPDATE partners SET Discount = ? WHERE eMail = ?", v, p.email)
	}
}

// agreePeople holds both sides' partners against one another, and the phone
// against who changed it.
func (m *model) agreePeople(rt *rapid.T) {
	require.Len(rt, m.w.customers(rt), modelPeople+m.strangers(rt))

	for _, p := range m.people {
		c, there := m.customer(rt, p.email)
		require.True(rt, there, p.email)
		require.Equal(rt, m.value(rt, "SELECT Phone FROM partners WHERE eMail = ?", p.email), c.Phone, p.email)
		require.Contains(rt, p.phone.may(), c.Phone, "%s: %+v", p.email, p.phone)
		p.phone.agree(c.Phone)
		require.Equal(rt, m.value(rt, "SELECT Company FROM partners WHERE eMail = ?", p.email), c.Name, p.email)
		require.Equal(rt, m.value(rt, "SELECT CAST(Discount AS INT) FROM partners WHERE eMail = ?", p.email), c.DiscountPercent.Decimal.String(), p.email)
	}
}

// strangers are the guests whose orders became documents: each is one partner.
func (m *model) strangers(rt *rapid.T) int {
	met := map[string]bool{}

	for _, o := range m.orders {
		if o.became != "" && o.guest {
			met[o.email] = true
		}
	}

	for email := range met {
		require.Equal(rt, "1", m.value(rt, "SELECT COUNT(*) FROM partners WHERE eMail = ?", email), email)
	}

	require.Equal(rt, strconv.Itoa(1+modelPeople+len(met)), m.value(rt, "SELECT COUNT(*) FROM partners"))

	return len(met)
}
