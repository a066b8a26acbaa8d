package text

// Problems of a name or group that may change on both sides (setting l). The
// record goes on; they are for a person to know.
const (
	// NameChangedTwice is a good whose name both sides changed since the last run.
	NameChangedTwice Code = "name_changed_twice"
	// GroupChangedTwice is one whose group both sides changed.
	GroupChangedTwice Code = "group_changed_twice"
	// CategoryChangedTwice is a goods group whose name both sides changed.
	CategoryChangedTwice Code = "category_changed_twice"
	// NameWithoutOptions is a good whose new name does not end with what tells
	// the variants of the shop's product apart: options.
	NameWithoutOptions Code = "name_without_options"
)

const nameTexts = `
name_changed_twice
its name was changed in Склад Pro and in the shop; the shop's counts
look at the name after the next import with import.nomenclature, which brings the shop's in, and correct it on either side
името ѝ е променено и в Склад Pro, и в магазина; важи това на магазина
прегледайте името след следващия импорт с import.nomenclature, който внася това на магазина, и го поправете от едната страна

group_changed_twice
its group was changed in Склад Pro and in the shop; the shop's counts
look at the group after the next import with import.nomenclature, which brings the shop's in, and correct it on either side
групата ѝ е променена и в Склад Pro, и в магазина; важи тази на магазина
прегледайте групата след следващия импорт с import.nomenclature, който внася тази на магазина, и я поправете от едната страна

category_changed_twice
it was renamed in Склад Pro and in the shop; both keep their own name
give both the same name
преименувана е и в Склад Pro, и в магазина; всяка страна пази своето име
дайте и на двете еднакво име

name_without_options
the product has several variants in the shop, and the new name does not end with "{options}", which names this one
let the name end with it, or rename the product in the shop
продуктът има няколко варианта в магазина, а новото име не завършва на „{options}“, както се казва този
нека името завършва така или преименувайте продукта в магазина
`
