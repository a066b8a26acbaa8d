package text

// Problems of an order. The order is kept aside, tried again by later runs, and
// never blocks another.
const (
	// UnknownGood is an order line whose good is not known: item, sku, barcode.
	UnknownGood Code = "unknown_good"
	// MissingItemUsed warns of an order line that stands under the good for what
	// nobody knows: item, sku, barcode, good.
	MissingItemUsed Code = "missing_item_used"
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
	// NoNumber is a series of documents without a free number.
	NoNumber Code = "no_number"
	// KeyConflict is an order that was written before with other content.
	KeyConflict Code = "key_conflict"
	// Collision is a document whose number another program used too: number.
	Collision Code = "collision"
	// ForeignAcknowledged is an order that the shop knows as imported and the
	// ledger does not: usn, number; orders names all such orders.
	ForeignAcknowledged Code = "foreign_acknowledged"
	// OrderChanged reports an imported order that changed in the shop: before,
	// after, number.
	OrderChanged Code = "order_changed"
	// PartialReturn reports an order of which a part came back: number.
	PartialReturn Code = "partial_return"
	// OrderVoided reports an order document that was voided: number, status.
	OrderVoided Code = "order_voided"
	// OrderTransformed is an order document that became another one: number.
	OrderTransformed Code = "order_transformed"
	// OrderPaid is an order document that has payments, so that only a person can
	// void it: number.
	OrderPaid Code = "order_paid"
	// SaleRefunded reports the refund of a sale: number, usn, total, paid.
	SaleRefunded Code = "sale_refunded"
	// PaidAfterRefund reports an order that the shop counts as paid and whose sale
	// was refunded unpaid: number, usn, total.
	PaidAfterRefund Code = "paid_after_refund"
	// ReceiptDropped reports a sale that was refunded before its receipt was
	// printed: number, usn.
	ReceiptDropped Code = "receipt_dropped"
	// SaleEdited is a sale that is not what import wrote any more, so that only a
	// person can refund it: number, document, total.
	SaleEdited Code = "sale_edited"
	// RefundedByHand is a sale of which a person has taken some back, so that only a
	// person can refund the rest: number, usn, documents.
	RefundedByHand Code = "refunded_by_hand"
	// OrderRevived reports an order that the shop goes on with although its order
	// document was voided when it was cancelled: status.
	OrderRevived Code = "order_revived"
	// ReceiptUnsettled is a sale whose receipt may be on paper or not: number, usn.
	ReceiptUnsettled Code = "receipt_unsettled"
	// StornoOwed warns of a storno that nothing prints: number, usn.
	StornoOwed Code = "storno_owed"
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
	// StrategyFailed is an error of the integrator's own code: strategy.
	StrategyFailed Code = "strategy_failed"
	// PaymentWithdrawn reports an imported order that the shop does not count as
	// paid any more: total, number.
	PaymentWithdrawn Code = "payment_withdrawn"
	// InvalidRecord is a record that does not fit the tables of Склад Pro: table,
	// field, what, most, value. What is a fault of sklad.RowError; the value is
	// quoted and cut to 40 characters.
	InvalidRecord Code = "invalid_record"
	// WriteFailed is a record that the database refuses for a reason that is not
	// known.
	WriteFailed Code = "write_failed"
	// CreatedWithoutStock is an order line whose good would have to be made, in a
	// database that sells nothing below zero: item, sku, barcode.
	CreatedWithoutStock Code = "created_without_stock"
	// Unproven is a document that was not read back yet: number.
	Unproven Code = "unproven"
	// ReadBackLater warns of a document that could not be read back now: number.
	ReadBackLater Code = "read_back_later"
	// DocumentGone is an order's document that Склад Pro does not have any more,
	// or whose number is that of another document now: number.
	DocumentGone Code = "document_gone"
	// UnknownChangeAction is an answer of a ChangePolicy that this version does
	// not know: action.
	UnknownChangeAction Code = "unknown_change_action"
	// AdoptedLinked tells that an adopted order's document was there: number,
	// usn, total.
	AdoptedLinked Code = "adopted_linked"
	// AdoptedWritten tells that an adopted order's document was missing and was
	// written again: number, usn, before.
	AdoptedWritten Code = "adopted_written"
	// AdoptedBack warns of an adopted order that the shop had cancelled, or that had
	// come back, before: number, usn, status.
	AdoptedBack Code = "adopted_back"
	// AdoptedReceipt warns of an adopted sale of which nobody knows a receipt:
	// usn.
	AdoptedReceipt Code = "adopted_receipt"
	// AdoptNoUSN is an order that was a sale with УНП, of which the number is
	// lost: number.
	AdoptNoUSN Code = "adopt_no_usn"
	// AdoptBadUSN is a text of the shop that is no УНП: usn.
	AdoptBadUSN Code = "adopt_bad_usn"
	// AdoptAmbiguous is an order that several documents may belong to: documents.
	AdoptAmbiguous Code = "adopt_ambiguous"
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
have the shop's operator mend it; every run reads the order again
магазинът показва поръчката във вид, който не може да бъде разбран
поддръжката на магазина трябва да я поправи; всяко изпълнение чете поръчката отново

unknown_good
the order line {item} (sku {sku}, barcode {barcode}) fits no good of Склад Pro
enter that code or barcode on the good in Склад Pro, or set import.missing_good to create or item
редът {item} (sku {sku}, баркод {barcode}) не отговаря на стока в Склад Pro
въведете кода или баркода в стоката в Склад Pro или задайте import.missing_good: create или item

missing_item_used
the order line {item} (sku {sku}, barcode {barcode}) fits no good of Склад Pro, and stands in the document as {good}, named in its note
enter that code or barcode on the good in Склад Pro, so that the next order finds it, and correct this document by hand if needed
редът {item} (sku {sku}, баркод {barcode}) не отговаря на стока в Склад Pro и стои в документа като {good}, описан в забележката
въведете кода или баркода в стоката в Склад Pro, за да я намери следващата поръчка, и при нужда поправете документа ръчно

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
write this sale in Склад Pro by hand, then run orders skip NUMBER --why "…"
Склад Pro иска избор от човек: партидите се избират ръчно или стоката се произвежда по рецепта
въведете продажбата ръчно в Склад Pro и изпълнете orders skip НОМЕР --why "…"

invalid_document
the document cannot be written as it is
correct what is named here in Склад Pro or in the shop, then run orders retry
документът не може да бъде записан в този вид
поправете посоченото в Склад Pro или в магазина и изпълнете orders retry

no_number
Склад Pro has no free number for the document: the next hundred are reserved in NextAcct without a document
have the table NextAcct checked and the reservations without a document removed; every run tries again
в Склад Pro няма свободен номер за документа: следващите сто са запазени в NextAcct без документ
проверете таблицата NextAcct и махнете запазените номера без документ; всяко изпълнение опитва отново

key_conflict
the order was written before, with other content
compare the order with its document in Склад Pro and correct the document by hand
поръчката вече е записана, но с друго съдържание
сравнете поръчката с документа в Склад Pro и поправете документа ръчно

collision
the document number {number} was also used by another program; nothing is printed
give one of the two another number in Склад Pro; the next run goes on, or orders retry --force accepts it as it is
номер на документ {number} е използван и от друга програма; нищо не се печата
дайте на единия документ друг номер в Склад Pro; следващото изпълнение продължава, или приемете с orders retry --force

foreign_acknowledged
the shop knows the order as imported (document {number}, УНП {usn}), but this database does not; all such orders: {orders}
if the database is a restored backup, run import --adopt; if another program imports too, stop one of them
за магазина поръчката е прехвърлена (документ {number}, УНП {usn}), но тази база не я познава; всички такива поръчки: {orders}
ако базата е възстановена от архив, изпълнете import --adopt; ако прехвърля и друга програма, спрете едната

order_changed
the order changed in the shop from {before} to {after} after document {number} had been written
compare both and correct the document by hand if needed; it was not touched
поръчката се промени в магазина от {before} на {after}, след като документ {number} беше записан
сравнете двете и при нужда поправете документа ръчно; той не е променян

partial_return
a part of the order came back after document {number} had been written
refund that part in Склад Pro by hand; the document was not touched
част от поръчката е върната, след като документ {number} беше записан
направете рекламация за тази част ръчно в Склад Pro; документът не е променян

order_voided
the order is {status} in the shop, so that its order document {number} was voided
nothing to do; if the order is wanted again, run orders retry --force
поръчката е {status} в магазина и документът за поръчка {number} беше анулиран
не е нужно нищо; ако поръчката отново е нужна, изпълнете orders retry --force

order_transformed
the order was cancelled in the shop, but its order document {number} became another document
void or refund that document in Склад Pro by hand; nothing was touched
поръчката е отказана в магазина, но от документа за поръчка {number} е направен друг документ
анулирайте или върнете него ръчно в Склад Pro; нищо не е променяно

order_paid
the order was cancelled in the shop, but its order document {number} has payments
settle the payments and void the document in Склад Pro by hand; nothing was touched
поръчката е отказана в магазина, но по документ за поръчка {number} има плащания
уредете плащанията и анулирайте документа ръчно в Склад Pro; нищо не е променяно

sale_refunded
the order came back, so that sale {number} (УНП {usn}) of {total} was refunded; {paid} of it goes back
give the money back if that was not done; the goods are in stock again
поръчката е върната и за продажба {number} (УНП {usn}) на стойност {total} е направена рекламация; за връщане са {paid}
върнете парите, ако това не е направено; стоката отново е в наличност

paid_after_refund
the shop counts the order as paid, and sale {number} (УНП {usn}) of {total} was refunded unpaid, so no payment is written
find out whether the money has come; if it has, give it back, and enter both in Склад Pro by hand
магазинът отчита поръчката като платена, а рекламацията на продажба {number} (УНП {usn}) за {total} е без плащане и плащане не се записва
проверете дали парите са постъпили; ако са, върнете ги и въведете и двете ръчно в Склад Pro

receipt_dropped
sale {number} (УНП {usn}) was refunded before its receipt was printed: neither the receipt nor a storno is printed
nothing to do
за продажба {number} (УНП {usn}) е направена рекламация, преди бонът да е отпечатан: не се печата нито бон, нито сторно
не е нужно нищо

refunded_by_hand
the order came back, but refund {documents} of sale {number} with УНП {usn} stands in Склад Pro already
look whether all came back with it; nothing was written
поръчката е върната, но в Склад Pro вече има рекламация {documents} по продажба {number} с УНП {usn}
проверете дали с нея е върнато всичко; нищо не е записано

order_revived
the shop goes on with the order ({status}), whose order document was voided when it was cancelled
run "orders retry --force" with its id to import it anew, or leave it
магазинът продължава с поръчката ({status}), чийто документ за поръчка беше анулиран при отказа
изпълнете "orders retry --force" с номера ѝ, за да се внесе отново, или я оставете

sale_edited
the order came back, but sale {number} comes to {document} and was written with {total}
refund it in Склад Pro by hand; nothing was touched
поръчката е върната, но продажба {number} е на стойност {document}, а беше записана с {total}
направете рекламацията ръчно в Склад Pro; нищо не е променяно

receipt_unsettled
the order came back, and nobody knows yet whether the receipt of sale {number} (УНП {usn}) was printed
have the receipt settled, as receipts reconcile does; the refund follows with the next run
поръчката е върната, а още не е известно дали бонът на продажба {number} (УНП {usn}) е отпечатан
уточнете бона, както прави receipts reconcile; рекламацията следва при следващото изпълнение

storno_owed
the storno of sale {number} (УНП {usn}) is owed, and no printer is set up
set up fiscal.smart_printer, and the next run prints it; or print it on the device and run receipts list
за продажба {number} (УНП {usn}) се дължи сторно, а няма настроен принтер
настройте fiscal.smart_printer и следващото изпълнение ще го отпечата; или го отпечатайте от устройството и вижте receipts list

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

strategy_failed
the program's own rule {strategy} failed for this record
have the integrator look at the cause; every run tries again
собственото правило {strategy} на програмата даде грешка за този запис
интеграторът трябва да види причината; всяко изпълнение опитва отново

payment_withdrawn
the shop does not count the order as paid any more ({total}), after document {number} had been written
find out in the shop whether the money went back, and correct the payment in Склад Pro by hand if it did; it was not touched
за магазина поръчката вече не е платена ({total}), след като документ {number} беше записан
проверете в магазина дали парите са върнати и ако е така, поправете плащането ръчно в Склад Pro; то не е променяно

invalid_record
the record does not fit the tables of Склад Pro: {word:field} ({table}.{field}) {word:what}: {value}
correct it in the shop; every run tries again
записът не се побира в таблиците на Склад Pro: {word:field} ({table}.{field}) {word:what}: {value}
поправете го в магазина; всяко изпълнение опитва отново

write_failed
the database did not take the record
look at the cause named here; the other records went on, and every run tries again
базата данни не прие записа
вижте посочената причина; останалите записи продължиха и всяко изпълнение опитва отново

created_without_stock
the good of line {item} (sku {sku}, barcode {barcode}) would be made without stock, and this database sells nothing below zero
enter the good with that code and its delivery in Склад Pro, or allow negative stock there
стоката от ред {item} (sku {sku}, баркод {barcode}) би била създадена без наличност, а тази база не продава под нула
въведете стоката с този код и доставката ѝ в Склад Pro или разрешете там отрицателни наличности

unproven
document {number} is written and was not read back yet
nothing to do; the next run reads it back, tells the shop and prints
документ {number} е записан, но още не е прочетен обратно
не е нужно нищо; следващото изпълнение го прочита, съобщава на магазина и печата

read_back_later
document {number} is written, but could not be read back now
nothing to do; the next run reads it back before the shop is told and anything is printed
документ {number} е записан, но сега не можа да бъде прочетен обратно
не е нужно нищо; следващото изпълнение го прочита, преди да съобщи на магазина и да печата

document_gone
Склад Pro does not have document {number} of the order any more, or gave its number to another document
look in Склад Pro what became of the document, and correct it by hand
в Склад Pro вече няма документ {number} на поръчката или номерът му е даден на друг документ
вижте в Склад Pro какво е станало с документа и го поправете ръчно

unknown_change_action
the rule for changed orders asks for {action}, which this version cannot do
let the rule answer record or ignore
правилото за променени поръчки иска {action}, а тази версия не го може
правилото трябва да отговаря record или ignore

adopted_linked
the order was taken over: its document {number} of {total} with УНП {usn} stands in Склад Pro and is linked now
compare document and order once, because the database is an older copy
поръчката е поета: документ {number} за {total} с УНП {usn} е в Склад Pro и вече е свързан
сравнете веднъж документа с поръчката, защото базата е по-старо копие

adopted_written
the order was taken over: its document {before} is missing in this database and was written again as {number} with the same УНП {usn}
compare stock and payments of that day once, because other documents may be missing as well
поръчката е поета: документ {before} липсва в тази база и е записан отново като {number} със същия УНП {usn}
проверете веднъж наличностите и плащанията от този ден, защото може да липсват и други документи

adopted_back
document {number} (УНП {usn}) of the adopted order stands, but the order is {status} in the shop
void the document or enter its refund in Склад Pro by hand; both were lost with the newer database, if they were there
документ {number} (УНП {usn}) на приетата поръчка е налице, но в магазина поръчката е {status}
анулирайте документа или въведете рекламацията ръчно в Склад Pro; ако ги е имало, са изгубени с по-новата база

adopted_receipt
nobody knows whether a receipt was printed for УНП {usn}; none is printed now
look at the device's journal; if there is none, issue the receipt by hand
не се знае дали за УНП {usn} е отпечатан бон; сега не се печата
вижте контролната лента на апарата и при нужда издайте бона ръчно

adopt_no_usn
the order was document {number} before, and its УНП is not known any more; a second one must not be given
find the УНП on the receipt, write the sale in Склад Pro by hand, then run orders skip NUMBER --why "…"
поръчката е била документ {number}, а УНП вече не е известен; втори не бива да се издава
намерете УНП на бона, въведете продажбата ръчно в Склад Pro и изпълнете orders skip НОМЕР --why "…"

adopt_bad_usn
the shop holds {usn} for the order, which is no УНП
write the sale in Склад Pro by hand, then run orders skip NUMBER --why "…"
магазинът пази {usn} за поръчката, а това не е УНП
въведете продажбата ръчно в Склад Pro и изпълнете orders skip НОМЕР --why "…"

adopt_ambiguous
several documents may be the order's: {documents}
leave the order's number in the note of the right one only, then run import --adopt again
няколко документа може да са от поръчката: {documents}
оставете номера на поръчката само в бележката на правилния и изпълнете отново import --adopt
`
