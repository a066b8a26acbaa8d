package text

// Problems of the settings. They stop a run before anything is written.
const (
	// InvalidSetting is a value that a setting does not take: value, allowed.
	InvalidSetting Code = "invalid_setting"
	// NoStatuses means that no order status is chosen (setting c).
	NoStatuses Code = "no_statuses"
	// UnknownStatus is a chosen status that the shop does not have: status,
	// statuses.
	UnknownStatus Code = "unknown_status"
	// CancelledStatus is a chosen status that means a cancelled order: status.
	CancelledStatus Code = "cancelled_status_selected"
	// UnknownObject is an object that Склад Pro does not have: object, objects.
	UnknownObject Code = "unknown_object"
	// UnknownUser is a user that Склад Pro does not have: user, users.
	UnknownUser Code = "unknown_user"
	// SUPTORequired is a device number without СУПТО (setting p).
	SUPTORequired Code = "supto_required"
	// DeviceSerialMissing is СУПТО without a device number (setting p).
	DeviceSerialMissing Code = "device_serial_missing"
	// OperatorCode is a user's code that makes no operator of a УНП: user, code.
	OperatorCode Code = "operator_code"
	// DuplicateOperatorCode is two active users with one operator code: user,
	// other, code.
	DuplicateOperatorCode Code = "duplicate_operator_code"
	// ObjectOutsideGroups warns that orders take from an object whose stock the
	// shop is not told (settings e, g): object.
	ObjectOutsideGroups Code = "object_outside_groups"
	// PaymentUnmapped is a payment method without a row of PaymentTypes: method,
	// type.
	PaymentUnmapped Code = "payment_unmapped"
	// NoDeliveryGood is a service good that Склад Pro does not have: code.
	NoDeliveryGood Code = "no_delivery_good"
	// UnknownMissingItem is a code of import.missing_item that names no single good:
	// code, candidates.
	UnknownMissingItem Code = "unknown_missing_item"
	// UnknownGroup is a group code that Склад Pro does not have: group, groups.
	UnknownGroup Code = "unknown_group"
	// UnknownPartner is a partner that Склад Pro does not have, or has several of:
	// partner, candidates.
	UnknownPartner Code = "unknown_partner"
	// UnknownVATGroup is a VAT group that Склад Pro does not have: rate, group.
	UnknownVATGroup Code = "unknown_vat_group"
	// NotAService is a good that is to be a service and has stock: code,
	// candidates.
	NotAService Code = "not_a_service"
	// SeveralServices are service goods of one name: code, candidates.
	SeveralServices Code = "several_services"
)

const settingTexts = `
invalid_setting
the value {value} is not allowed
use {allowed}
стойността {value} не е допустима
използвайте {allowed}

no_statuses
no order status is chosen, so no order would ever be imported
choose at least one status, for example confirmed
не е избран статус на поръчка, затова никоя поръчка няма да бъде прехвърлена
изберете поне един статус, например confirmed

unknown_status
the shop has no order status {status}
choose from: {statuses}
магазинът няма статус на поръчка {status}
изберете от: {statuses}

cancelled_status_selected
the status {status} is one of cancelled orders, which must not become sales
take it off the list of statuses
статусът {status} е за отказани поръчки, а те не бива да стават продажби
махнете го от списъка със статуси

unknown_object
Склад Pro has no active object {object}
enter the code or the name of one of: {objects}
в Склад Pro няма активен обект {object}
въведете код или име на един от: {objects}

unknown_user
Склад Pro has no active user {user}
enter the code or the name of one of: {users}
в Склад Pro няма активен потребител {user}
въведете код или име на един от: {users}

supto_required
a fiscal device number is set, but the warehouse is not used as СУПТО
clear the device number, or set warehouse.supto to yes if it is one
зададен е номер на касов апарат, но складът не се използва като СУПТО
изчистете номера или задайте warehouse.supto: yes, ако складът е СУПТО

device_serial_missing
the warehouse is used as СУПТО, and a sale without a fiscal device number has no УНП
enter the number of the device that belongs to the online shop alone
складът се използва като СУПТО, а без номер на касов апарат продажбата няма УНП
въведете номера на апарата, който е само за онлайн магазина

operator_code
the code {code} of user {user} gives no operator for the УНП
give the user a code of 1 to 4 digits or Latin capitals in Склад Pro, or set fiscal.operator_code
кодът {code} на потребител {user} не дава оператор за УНП
дайте на потребителя код от 1 до 4 цифри или главни латински букви в Склад Pro или задайте fiscal.operator_code

duplicate_operator_code
the users {user} and {other} both have the operator code {code}
give one of them another code, or set fiscal.operator_code
потребителите {user} и {other} имат един и същ код на оператор {code}
сменете кода на единия или задайте fiscal.operator_code

object_outside_groups
orders take goods from the object {object}, which is not in the groups whose quantities the shop is told
add the group of the object to the groups for quantities, or choose another object
поръчките взимат стока от обект {object}, който не е в групите обекти за количества
добавете групата на обекта към групите за количества или изберете друг обект

payment_unmapped
the payment method {method} leads to no row of the payment types of Склад Pro (PaymentTypes.ID: {word:type})
name an existing payment type for it in {key}
начинът на плащане {method} не води до вид плащане в Склад Pro (PaymentTypes.ID: {word:type})
посочете съществуващ вид плащане за него в {key}

no_delivery_good
Склад Pro has no good with the code {code} for delivery or fees
create the service good, or correct import.delivery_good
в Склад Pro няма стока с код {code} за доставка или такси
създайте стоката услуга или поправете import.delivery_good

unknown_missing_item
the code {code} names no single good of Склад Pro (found: {candidates})
make the good that is to stand for unknown goods, best one of type service, and write its code in import.missing_item
кодът {code} не посочва точно една стока в Склад Pro (намерени: {candidates})
създайте стоката, която замества непознатите, най-добре от тип услуга, и напишете кода ѝ в import.missing_item

unknown_group
Склад Pro has no group with the code {group}
enter the codes of some of: {groups}
в Склад Pro няма група с код {group}
въведете кодове от: {groups}

unknown_partner
{partner} names no single partner of Склад Pro (found: {candidates})
enter the code of the partner for guests, or leave the setting empty
{partner} не посочва точно един партньор в Склад Pro (намерени: {candidates})
въведете кода на партньора за гости или оставете настройката празна

unknown_vat_group
Склад Pro has no VAT group {group} for the rate {rate}
name the number (VATGroups.ID) of an existing group
в Склад Pro няма ДДС група {group} за ставка {rate}
посочете номера (VATGroups.ID) на съществуваща група

not_a_service
the good {code} is to stand for delivery or fees, but it has stock: {candidates}
choose a good of type service, or make this one a service in Склад Pro
стоката {code} трябва да е доставка или такса, но е с наличност: {candidates}
изберете стока от тип услуга или направете тази услуга в Склад Pro

several_services
several service goods are called {code}: {candidates}
name one of them by its code in import.delivery_good, or rename the others
няколко услуги се казват {code}: {candidates}
посочете едната с кода ѝ в import.delivery_good или преименувайте другите
`
