package main

import (
	"errors"
	"slices"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// translate gives the errors of the SDK that a person meets in a language; ""
// leaves an error in its own English.
func translate(err error, l lang.Lang) string {
	var p *text.Problem

	switch {
	case errors.As(err, &p):
		return text.Language(l).Full(*p)
	case errors.Is(err, ledger.ErrNotInstalled):
		return lang.Of("the database has no ledger, or an older one: run gombasync db install",
			"в базата няма журнал или е по-стар: пуснете gombasync db install").In(l)
	default:
		return ""
	}
}

// misconfigured tells whether an error is the configuration's and not a failure
// of the run.
func misconfigured(err error) bool {
	if errors.Is(err, ledger.ErrNotInstalled) || errors.Is(err, sklad.ErrNotSklad) || errors.Is(err, sklad.ErrSchemaVersion) {
		return true
	}

	if many, ok := err.(interface{ Unwrap() []error }); ok {
		return slices.ContainsFunc(many.Unwrap(), misconfigured)
	}

	var p *text.Problem

	return errors.As(err, &p) && slices.Contains([]text.Code{
		text.InvalidSetting, text.NoStatuses, text.UnknownStatus, text.CancelledStatus, text.UnknownObject, text.UnknownUser,
		text.SUPTORequired, text.DeviceSerialMissing, text.OperatorCode, text.DuplicateOperatorCode, text.PaymentUnmapped,
		text.NoDeliveryGood, text.WrongKey, text.ShopMismatch, text.OtherDevice, text.LedgerMissing, text.BaseCurrency,
	}, p.Code)
}
