package main

import (
	"errors"
	"regexp"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/fiscal"
)

// receiptFault says in both languages why a receipt could not be settled. What the
// package fiscal does not name is returned as it is.
func receiptFault(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fiscal.ErrPrinted):
		return &told{code: "receipt_printed", cause: err,
			text: lang.Of("the receipt is printed already", "бонът вече е отпечатан"),
			todo: lang.Of("gombasync receipts list shows its number; gombasync receipts reverse takes it back",
				"gombasync receipts list показва номера му; gombasync receipts reverse го сторнира")}
	case errors.Is(err, fiscal.ErrOutcomeUnknown):
		return &told{code: "receipt_unknown", cause: err,
			text: lang.Of("the receipt cannot be settled now", "бонът не може да се изясни сега"),
			todo: lang.Of("finish what is open on the device, wait two minutes for a program that may still print, then try again",
				"довършете отворения бон на апарата, изчакайте две минути програмата, която може още да печата, и опитайте пак")}
	case errors.Is(err, fiscal.ErrOffline):
		return &told{code: "device_offline", cause: err,
			text: lang.Of("the fiscal device does not answer or is not ready", "касовият апарат не отговаря или не е готов"),
			todo: lang.Of("look whether it is switched on, has paper, and fiscal.smart_printer has its address; then try again",
				"вижте дали е включен, има ли хартия и верен ли е адресът му във fiscal.smart_printer; после опитайте пак")}
	case errors.Is(err, fiscal.ErrInvalid):
		return &usageError{told{code: "receipt_settled", cause: err,
			text: lang.Of("the receipt does not wait for an answer", "бонът не чака отговор"),
			todo: lang.Of("gombasync receipts list --state unknown shows those that do",
				"gombasync receipts list --state unknown показва тези, които чакат")}}
	}

	return err
}

// onPaper refuses what is no number of a receipt before it reaches the shop.
func onPaper(number string) error {
	if regexp.MustCompile(`^\d{1,10}$`).MatchString(number) {
		return nil
	}

	return wrong("usage", lang.Of("--printed "+number+" is no receipt number", "--printed "+number+" не е номер на бон"),
		lang.Of("write the digits that stand on the paper, as 0000085", "напишете цифрите от бона, например 0000085"))
}
