package text

// Problems of an export. The record is kept aside, or the run has something to
// say; nothing of it is an error of a side.
const (
	// MissingName is a good without a name that the shop does not have yet.
	MissingName Code = "missing_name"
	// VariantMissing is a product that the shop took without telling its
	// variant: good.
	VariantMissing Code = "variant_missing"
	// CategoryWaits is a goods group below one that the shop does not have:
	// parent.
	CategoryWaits Code = "category_waits"
	// NothingToExport is an export without a single good, while none was
	// published before either.
	NothingToExport Code = "nothing_to_export"
	// ShownAgain warns of goods that the shop hides and export makes visible: count,
	// and goods with the first names and codes.
	ShownAgain Code = "shown_again"
)

const exportTexts = `
missing_name
the good has no name, and the shop cannot show a product without one
enter a name in Склад Pro; the next run sends the good
стоката няма име, а магазинът не може да покаже продукт без име
въведете име в Склад Pro; следващото изпълнение изпраща стоката

variant_missing
the shop took the product but shows no variant for good {good}
run export again; if it stays, report it to the shop's operator
магазинът прие продукта, но не показва вариант за стока {good}
изпълнете експорта отново; ако остане, съобщете на оператора на магазина

category_waits
the category above it, {parent}, is not in the shop
correct what the shop names about that category; the next run sends both
категорията над нея, {parent}, не е в магазина
поправете това, което магазинът посочва за нея; следващото изпълнение изпраща и двете

nothing_to_export
there is no good to send, and none was sent before
check the chosen groups, or enter the first goods in Склад Pro
няма нито една стока за изпращане и досега не е изпращана
проверете избраните групи или въведете първите стоки в Склад Pro

shown_again
goods that the shop hides become visible there ({count}): {goods}
to keep some hidden, put them in a group outside of export.goods_groups; what is shown already, hide in the shop then
скрити в магазина стоки стават видими в него ({count}): {goods}
за да останат скрити, сложете ги в група извън export.goods_groups; вече показаните след това скрийте в магазина
`
