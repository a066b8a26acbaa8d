package text

// Problems of receipts, УНП and the fiscal device.
const (
	// ReceiptUnknown is a print whose outcome nobody knows: usn.
	ReceiptUnknown Code = "receipt_unknown"
	// ReceiptFailed is a receipt that was not printed: usn.
	ReceiptFailed Code = "receipt_failed"
	// ReceiptMethod is a payment method of which it is not known whether it
	// needs a receipt: method.
	ReceiptMethod Code = "receipt_method"
	// PrinterOffline is a device that does not answer.
	PrinterOffline Code = "printer_offline"
	// OtherDevice is another device than the configured one: configured, found.
	OtherDevice Code = "other_device"
	// ForeignDeviceNumbers are sale numbers of the device that this program did
	// not give: device.
	ForeignDeviceNumbers Code = "foreign_device_numbers"
	// USNExhausted is a device whose numbers are used up: device.
	USNExhausted Code = "usn_exhausted"
	// USNRefused is a shop that has another УНП for the order: usn, number.
	USNRefused Code = "usn_refused"
	// ReceiptCancelled is a sale whose order was cancelled before its receipt was
	// printed: usn, status.
	ReceiptCancelled Code = "receipt_cancelled"
	// ReceiptLater reports a shop that did not take the facts of a receipt: usn.
	ReceiptLater Code = "receipt_later"
	// ReceiptNumberless is a receipt of which the device told no number: usn.
	ReceiptNumberless Code = "receipt_numberless"
	// ReceiptUnrecorded is a receipt that is on paper and could not be written
	// down: usn.
	ReceiptUnrecorded Code = "receipt_unrecorded"
	// NoPrinter means that receipts are not printed at all (setting k is off).
	NoPrinter Code = "no_printer"
	// NothingToReverse is an order without a printed receipt that could be
	// reversed: usn.
	NothingToReverse Code = "nothing_to_reverse"
	// StornoLate warns of an operator's error that was reversed after the 7th of
	// the next month: usn, until.
	StornoLate Code = "storno_late"
	// ReceiptsAfterShipping warns that orders are imported, and receipts printed,
	// only after the goods have left (settings c, k): statuses.
	ReceiptsAfterShipping Code = "receipts_after_shipping"
)

const fiscalTexts = `
no_printer
no fiscal device is configured
switch fiscal.smart_printer.enabled on and give host and port
не е зададен касов апарат
включете fiscal.smart_printer.enabled и задайте адрес и порт

nothing_to_reverse
there is no printed receipt of УНП {usn} that could be reversed
see gombasync receipts list; a receipt of unknown outcome is settled first
няма отпечатан бон за УНП {usn}, който да се сторнира
вижте gombasync receipts list; бон с неизвестен изход се изяснява първо

storno_late
the operator's error of УНП {usn} was to be reversed until {until}
ask your accountant whether this storno stands, or use the reason refund
операторската грешка за УНП {usn} можеше да се сторнира до {until}
попитайте счетоводителя си дали сторното важи, или ползвайте причина връщане

receipts_after_shipping
the chosen statuses ({statuses}) come after the goods have left, and so would their receipts
choose a status before shipping too, such as confirmed: a receipt is due at the latest when the goods leave
избраните статуси ({statuses}) идват след тръгването на стоката, а с тях и бонът
изберете и статус преди изпращането, например confirmed: бонът се издава най-късно при тръгването на стоката

receipt_unknown
it is not known whether the receipt of УНП {usn} was printed; it is not printed again by itself
look whether the receipt came out; if it did not, issue it on the device by hand with this УНП
не е известно дали бонът за УНП {usn} е отпечатан; той не се печата повторно сам
вижте дали бонът е излязъл; ако не е, издайте го ръчно на апарата с този УНП

receipt_failed
the receipt of УНП {usn} was not printed
do what the device asks for; the next run prints the receipt
бонът за УНП {usn} не е отпечатан
направете това, което апаратът иска; следващото изпълнение печата бона

receipt_method
it is not known whether the payment method {method} needs a receipt, so none was printed
ask your accountant, then print the receipt by hand if it needs one
не е известно дали за начин на плащане {method} трябва бон, затова не е отпечатан
попитайте счетоводителя си и при нужда издайте бона ръчно

printer_offline
the fiscal device does not answer
switch it on, check cable, host and port, and see that no other program holds it
касовият апарат не отговаря
включете го, проверете кабела, адреса и порта и дали друга програма не го държи

other_device
the configured device is {configured}, and {found} answers
correct the device number or the address: the УНП must carry the number of the printing device
зададен е апарат {configured}, а отговаря {found}
поправете номера или адреса: УНП трябва да носи номера на апарата, който печата

foreign_device_numbers
another program gives sale numbers for the device {device} as well, such as {number}
give the online shop a device of its own, or set fiscal.shared_device to true
и друга програма издава УНП за апарат {device}, например {number}
осигурете отделен апарат за онлайн магазина или задайте fiscal.shared_device: true

usn_exhausted
the sale numbers of the device {device} are used up
set a new range of numbers, or use another device; numbers are never given twice
номерата за продажби на апарат {device} са изчерпани
задайте нов обхват номера или използвайте друг апарат; номер не се издава два пъти

usn_refused
the shop already holds another УНП for the order than {usn} of document {number}
compare the order with document {number}: the number on the receipt is the right one
магазинът вече пази друг УНП за поръчката, а не {usn} от документ {number}
сравнете поръчката с документ {number}: верен е номерът от касовия бон

receipt_cancelled
the order is {status} now, so the receipt of УНП {usn} was not printed
reverse the sale in Склад Pro, or issue the receipt by hand if the sale stands
поръчката вече е {status}, затова бонът за УНП {usn} не е отпечатан
сторнирайте продажбата в Склад Pro или издайте бона ръчно, ако тя остава

receipt_later
the receipt of УНП {usn} is printed, and the shop could not be told its number
nothing to do; the next run tells the shop and prints nothing
бонът за УНП {usn} е отпечатан, но на магазина не можа да се съобщи номерът му
не е нужно нищо; следващото изпълнение съобщава на магазина и не печата нищо

receipt_numberless
the receipt of УНП {usn} is printed, and the device told no number of it, so the shop is told none
read the number from the paper and enter it in the shop by hand
бонът за УНП {usn} е отпечатан, но апаратът не съобщи номера му и магазинът няма да го получи
прочетете номера от бона и го въведете ръчно в магазина

receipt_unrecorded
the receipt of УНП {usn} is printed, but the database did not take its number
keep the paper; the next run writes the number down and prints nothing
бонът за УНП {usn} е отпечатан, но базата данни не прие номера му
запазете бона; следващото изпълнение записва номера и не печата нищо
`
