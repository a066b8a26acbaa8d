package explain

import (
	"errors"
	"slices"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/output"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer"
)

// sentence is what one of the SDK's sentinels means.
type sentence struct {
	of         []error // each of them
	code       string
	what, todo lang.Text
}

func (s sentence) matches(err error) bool {
	return slices.ContainsFunc(s.of, func(of error) bool { return errors.Is(err, of) })
}

// notice leaves an error that knows more than the sentence in the SDK's own
// English.
func (s sentence) notice(err error, l lang.Lang) output.Notice {
	if s.what.In(l) == "" {
		return output.Notice{Code: s.code, Message: err.Error()}
	}

	return output.Notice{Code: s.code, Message: s.what.In(l), Remedy: s.todo.In(l)}
}

func sentences() []sentence {
	return []sentence{
		{
			[]error{ledger.ErrNotInstalled, sklad.ErrNoLedger}, "ledger_missing",
			lang.Of("the database has no ledger (gomba_ tables)", "в базата няма журнал (таблици gomba_)"),
			lang.Of("run gombasync db install", "пуснете gombasync db install"),
		}, {
			[]error{ledger.ErrOlder}, "ledger_older",
			lang.Of("the ledger is of an older version", "журналът е от по-стара версия"),
			lang.Of("run gombasync db install, which upgrades it", "пуснете gombasync db install, за да се обнови"),
		}, {
			[]error{ledger.ErrNewer}, "ledger_newer",
			lang.Of("a newer version of this program has upgraded the ledger", "журналът е обновен от по-нова версия на програмата"),
			lang.Of("update this program", "обновете тази програма"),
		}, {
			[]error{syncer.ErrLeaseLost, ledger.ErrLost}, "lease_lost",
			lang.Of("another run has taken this one's place", "друго изпълнение зае мястото на това"),
			lang.Of("see that only one runs at a time, then run again", "нека върви само едно; после пуснете пак"),
		}, {
			[]error{sklad.ErrUnsafeTables}, "unsafe_tables",
			lang.Of("some tables cannot be written in a transaction (MyISAM)", "някои таблици не поддържат транзакции (MyISAM)"),
			lang.Of("convert them to InnoDB; gombasync db info lists them", "преобразувайте ги в InnoDB; gombasync db info ги показва"),
		}, {
			[]error{sklad.ErrConnectionLost}, "connection_lost",
			lang.Of("the database server went away; nothing of the last step is written",
				"връзката със сървъра на базата прекъсна; от последната стъпка нищо не е записано"),
			lang.Of("run again when it is back", "пуснете пак, когато се върне"),
		}, {
			[]error{sklad.ErrOutcomeUnknown}, "outcome_unknown",
			lang.Of("the database server went away while it wrote; the last step is written whole or not at all",
				"връзката със сървъра на базата прекъсна по време на запис; последната стъпка е записана цяла или никак"),
			lang.Of("run again: what is written already is found", "пуснете пак: вече записаното ще бъде намерено"),
		}, {
			[]error{sklad.ErrContention}, "contention",
			lang.Of("another program keeps the database locked", "друга програма държи базата заключена"),
			lang.Of("close it, or wait until it is idle, and run again", "затворете я или изчакайте да освободи базата и пуснете пак"),
		}, {
			[]error{sklad.ErrNotSklad}, "not_sklad",
			lang.Of("this is no database of Склад Pro, or a damaged one", "това не е база на Склад Pro или е повредена"),
			lang.Of("name the database that Склад Pro itself opens, or restore it from a backup",
				"посочете базата, която отваря самият Склад Pro, или я възстановете от архив"),
		},
	}
}

// ledgerSentences are the ledger's own. Those without an English sentence name
// the value or the job themselves.
func ledgerSentences() []sentence {
	return []sentence{
		{
			[]error{ledger.ErrReceiptPrinted}, "receipt_printed",
			lang.Of("the receipt is printed already", "бонът е отпечатан вече"),
			lang.Of("nothing is to be done: it is never printed again", "не е нужно нищо: той никога не се печата повторно"),
		}, {
			[]error{ledger.ErrReceiptUnsettled}, "receipt_unsettled",
			lang.Of("nobody knows yet what became of the receipt", "още не се знае какво е станало с бона"),
			lang.Of("ask the device or look at the paper, then settle it", "проверете в устройството или на хартията и го отбележете"),
		}, {
			[]error{ledger.ErrDeviceBusy}, "device_busy",
			lang.Of("another receipt is being printed on the device", "на устройството се печата друг бон"),
			lang.Of("wait for it to end, then run again", "изчакайте края му и пуснете пак"),
		}, {
			[]error{ledger.ErrNoReceipt}, "no_receipt",
			lang.Of("the receipt was never begun", "този бон не е започван"),
			lang.Of("check the job's name", "проверете името на задачата"),
		}, {
			[]error{ledger.ErrInvalid}, "ledger_value",
			lang.Of("", "в журнала има стойност, която не може да се прочете или запише"),
			lang.Of("", "възстановете таблиците gomba_ от архив; ако се повтаря, пуснете с --lang en и съобщете текста"),
		},
	}
}
