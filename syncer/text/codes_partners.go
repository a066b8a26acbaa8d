package text

// Problems of a partner on its way to the shop.
const (
	// EmailTaken is a partner whose e-mail another customer of the shop has:
	// email, other.
	EmailTaken Code = "email_taken"
	// ContactsChangedTwice are contacts that both sides changed since the last
	// run.
	ContactsChangedTwice Code = "contacts_changed_twice"
	// NoPartners is an export without a single partner, while some were sent
	// before.
	NoPartners Code = "no_partners"
	// PartnerWithoutNumber warns of an order for a company whose partner has no
	// company number, and gets none in the mode add_only: partner, number.
	PartnerWithoutNumber Code = "partner_without_number"
)

const partnerTexts = `
email_taken
the e-mail {email} is already that of {other}
if they are one person, import the shop's customers (import.nomenclature), which joins them; otherwise correct the e-mail of one of them
имейлът {email} вече е на {other}
ако е един и същ човек, внесете клиентите на магазина (import.nomenclature) и те се свързват; иначе поправете единия имейл

contacts_changed_twice
its contacts were changed in Склад Pro and in the shop; the shop's stay
look at them after the next import, which brings the shop's in, and correct what is wrong
контактите му са променени и в Склад Pro, и в магазина; остават тези на магазина
прегледайте ги след следващия импорт, който ги внася, и поправете грешното

no_partners
there is not a single partner to send, while the shop has some of them
check that the right database is open
няма нито един партньор за изпращане, а магазинът вече има такива
проверете дали е отворена правилната база

partner_without_number
the order is for a company with ЕИК {number}, and its partner {partner} has none; import.mode add_only leaves it so
enter the ЕИК on that partner in Склад Pro before the invoice is printed, or set import.mode to add_and_update
поръчката е за фирма с ЕИК {number}, а партньорът ѝ {partner} няма ЕИК; при import.mode add_only остава така
въведете ЕИК на партньора в Склад Pro, преди да се отпечата фактура, или задайте import.mode: add_and_update
`
