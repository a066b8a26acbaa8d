package text

// Problems of a good on its way to the shop, or of a product on its way here.
// The record is kept aside and the run goes on.
const (
	// MissingPrice is a good whose price is missing or not above zero: column.
	MissingPrice Code = "missing_price"
	// NoVATRate is a new good for which the shop names no VAT rate.
	NoVATRate Code = "no_vat_rate"
	// NoVATGroup is a VAT rate without a row of VATGroups: rate.
	NoVATGroup Code = "no_vat_group"
	// VATGroupsDiffer is a group of goods with several VAT rates: first, other,
	// good.
	VATGroupsDiffer Code = "vat_groups_differ"
	// PossibleDuplicate is a new good that equals one of the other side:
	// candidates.
	PossibleDuplicate Code = "possible_duplicate"
	// ShopRefused is a record that the shop refuses.
	ShopRefused Code = "shop_refused"
	// NotInShop is a record that the shop does not have any more.
	NotInShop Code = "not_in_shop"
	// ChangedMeanwhile is a record that someone else changed during the run.
	ChangedMeanwhile Code = "changed_meanwhile"
	// NoShopPrice is a product of the shop without a price above zero.
	NoShopPrice Code = "no_shop_price"
	// RecordUnreadable is a product, customer or category that the shop shows in
	// a form that cannot be understood.
	RecordUnreadable Code = "record_unreadable"
)

const goodTexts = `
missing_price
the good has no price above zero in {column}
enter the price in Склад Pro; what the shop shows stays as it is until then
стоката няма цена над нула в {column}
въведете цената в Склад Pro; дотогава в магазина остава показаното

no_vat_rate
the shop names no VAT rate for a good that Склад Pro does not have yet
enter the rate in the shop, or make the good in Склад Pro by hand
магазинът не посочва ставка на ДДС за стока, която още я няма в Склад Pro
въведете ставката в магазина или направете стоката ръчно в Склад Pro

no_vat_group
Склад Pro has no VAT group for the rate {rate}
add a VAT group with that rate, or name one in import.vat_map
в Склад Pro няма ДДС група за ставка {rate}
добавете ДДС група с тази ставка или посочете такава в import.vat_map

vat_groups_differ
the goods of one product have different VAT rates: {first} and, for {good}, {other}
give them one VAT group in Склад Pro, or another value in the grouping field
стоките в един продукт имат различни ДДС ставки: {first}, а за {good} – {other}
задайте им една ДДС група в Склад Pro или различна стойност в полето за групиране

possible_duplicate
it looks like a record that the other side has already: {record:candidates}
if they are one, link them with match propose and match apply; if they are two different goods, give one of them another code and barcode
прилича на запис, който другата страна вече има: {record:candidates}
ако са една, свържете ги с match propose и match apply; ако са различни стоки, сменете кода и баркода на едната

shop_refused
the shop refuses the record
correct what the shop names; the next run sends the record again
магазинът отказва записа
поправете това, което магазинът посочва; следващото изпълнение го изпраща отново

not_in_shop
the shop does not have the record any more
run export --full to create it again, or take the good out of the chosen groups
магазинът вече няма този запис
изпълнете export --full, за да се създаде отново, или извадете стоката от избраните групи

changed_meanwhile
someone changed the record while the run was working on it
nothing was written; the next run looks at it again
някой промени записа, докато изпълнението работеше с него
нищо не е записано; следващото изпълнение го преглежда отново

no_shop_price
the shop shows no price above zero
enter the price in the shop; every run looks again
магазинът не показва цена над нула
въведете цената в магазина; всяко изпълнение проверява отново

record_unreadable
the shop shows the record in a form that cannot be understood
have the shop's operator mend it; every run reads it again
магазинът показва записа във вид, който не може да бъде разбран
поддръжката на магазина трябва да го поправи; всяко изпълнение го чете отново
`
