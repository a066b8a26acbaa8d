package text

// Problems of an order. The order is kept aside, tried again by later runs, and
// never blocks another.
const (
	// UnknownGood is an order line whose good is not known: item, sku, barcode.
	UnknownGood Code = "unknown_good"
	// AmbiguousGood is an order line that fits several goods: item, sku,
	// barcode, candidates.
	AmbiguousGood Code = "ambiguous_good"
	// AmbiguousPartner is a customer who fits several partners: candidates.
	AmbiguousPartner Code = "ambiguous_partner"
	// InsufficientStock is a shortage: good, object, wanted, available.
	InsufficientStock Code = "insufficient_stock"
	// TransferNeeded is a shortage that other objects could cover: good,
	// object, wanted, available, elsewhere.
	TransferNeeded Code = "transfer_needed"
	// NeedsPerson is a choice that Склад Pro leaves to a person.
	NeedsPerson Code = "needs_person"
	// InvalidDocument is a document that cannot be written as it is.
	InvalidDocument Code = "invalid_document"
	// KeyConflict is an order that was written before with other content.
	KeyConflict Code = "key_conflict"
	// Collision is a document whose number another program used too: number.
	Collision Code = "collision"
	// ForeignAcknowledged is an order that the shop knows as imported and the
	// ledger does not: usn, number.
	ForeignAcknowledged Code = "foreign_acknowledged"
	// OrderChanged reports an imported order that changed in the shop: before,
	// after, number.
	OrderChanged Code = "order_changed"
	// OrderGone is an order that the shop does not have any more.
	OrderGone Code = "order_gone"
	// OrderUnseen is an order that no import has read.
	OrderUnseen Code = "order_unseen"
	// OrderHasDocument is an order that cannot be skipped any more: number.
	OrderHasDocument Code = "order_has_document"
	// OrderUnreadable is an order that the shop shows in a form that cannot be
	// understood.
	OrderUnreadable Code = "order_unreadable"
	// NotEligible is an order that still waits: reason.
	NotEligible Code = "not_eligible"
	// BeforeStart is an order from before the starting point: since.
	BeforeStart Code = "before_start"
	// AckLater reports a shop that did not take the acknowledgement: number,
	// usn.
	AckLater Code = "ack_later"
)

const orderTexts = `
order_unseen
the order was never seen
run import, which reads the new orders, and compare the id with orders list
поръчката никога не е виждана
пуснете import, който чете новите поръчки, и сравнете номера с orders list

order_has_document
the order is document {number} already
leave it as it is, or reverse the document in Склад Pro
поръчката вече е документ {number}
оставете я така или сторнирайте документа в Склад Pro

order_unreadable
the shop shows the order in a form that cannot be understood
have the shop's operator mend it; the order comes again as soon as the shop changes it
магазинът показва поръчката във вид, който не може да бъде разбран
поддръжката на магазина трябва да я поправи; поръчката идва отново, щом бъде променена в магазина

unknown_good
the order line {item} (sku {sku}, barcode {barcode}) fits no good of Склад Pro
enter that code or barcode on the good in Склад Pro, or set import.missing_good to create
редът {item} (sku {sku}, баркод {barcode}) не отговаря на стока в Склад Pro
въведете кода или баркода в стоката в Склад Pro или задайте import.missing_good: create

ambiguous_good
the order line {item} (sku {sku}, barcode {barcode}) fits several goods: {candidates}
leave the code or barcode on one of them only
редът {item} (sku {sku}, баркод {barcode}) отговаря на няколко стоки: {candidates}
оставете кода или баркода само в едната

ambiguous_partner
the customer fits several partners: {candidates}
leave ЕИК, e-mail and phone on one of them only
клиентът отговаря на няколко партньора: {candidates}
оставете ЕИК, имейл и телефон само в единия

insufficient_stock
not enough of {good}: ordered {wanted}, free in object {object} {available}
record the missing delivery or correct the stock; every run tries again
не достига {good}: поръчани {wanted}, свободни в обект {object} {available}
въведете липсващата доставка или поправете наличността; всяко изпълнение опитва отново

transfer_needed
not enough of {good}: ordered {wanted}, free in object {object} {available}, in other objects {elsewhere}
transfer the goods to that object in Склад Pro; every run tries again
не достига {good}: поръчани {wanted}, свободни в обект {object} {available}, в други обекти {elsewhere}
прехвърлете стоката към този обект в Склад Pro; всяко изпълнение опитва отново

needs_person
Склад Pro leaves a choice to a person: lots are chosen by hand, or a good is produced by recipe
write this sale in Склад Pro by hand, then run orders skip for the order
Склад Pro иска избор от човек: партидите се избират ръчно или стоката се произвежда по рецепта
въведете продажбата ръчно в Склад Pro и изпълнете orders skip за поръчката

invalid_document
the document cannot be written as it is
correct what is named here in Склад Pro or in the shop, then run orders retry
документът не може да бъде записан в този вид
поправете посоченото в Склад Pro или в магазина и изпълнете orders retry

key_conflict
the order was written before, with other content
compare the order with its document in Склад Pro and correct the document by hand
поръчката вече е записана, но с друго съдържание
сравнете поръчката с документа в Склад Pro и поправете документа ръчно

collision
the document number {number} was also used by another program; nothing is printed
look at document {number} in Склад Pro: one of the two sales must be written again under a new number
номер на документ {number} е използван и от друга програма; нищо не се печата
вижте документ {number} в Склад Pro: едната продажба трябва да се въведе отново с нов номер

foreign_acknowledged
the shop knows the order as imported (document {number}, УНП {usn}), but this database does not
if the database is a restored backup, run import --adopt; if another program imports too, stop one of them
за магазина поръчката е прехвърлена (документ {number}, УНП {usn}), но тази база не я познава
ако базата е възстановена от архив, изпълнете import --adopt; ако прехвърля и друга програма, спрете едната

order_changed
the order changed in the shop from {before} to {after} after document {number} had been written
compare both and correct the document by hand if needed; it was not touched
поръчката се промени в магазина от {before} на {after}, след като документ {number} беше записан
сравнете двете и при нужда поправете документа ръчно; той не е променян

order_gone
the shop does not have the order any more
nothing to do; if it was deleted by mistake, restore it in the shop and run orders retry
магазинът вече няма тази поръчка
не е нужно нищо; ако е изтрита по погрешка, възстановете я в магазина и изпълнете orders retry

not_eligible
the order waits: {reason}
nothing to do; every run looks at it again
поръчката чака: {reason}
не е нужно нищо; всяко изпълнение я преглежда отново

before_start
the order is older than the starting point {since}
if it is to become a document all the same, run orders retry --force
поръчката е отпреди началния момент {since}
ако все пак трябва да стане документ, изпълнете orders retry --force

ack_later
the shop could not be told that the order became document {number} (УНП {usn})
nothing to do; the document stands, and the next run tells the shop
на магазина не можа да се съобщи, че поръчката стана документ {number} (УНП {usn})
не е нужно нищо; документът е записан, а следващото изпълнение ще съобщи на магазина
`
