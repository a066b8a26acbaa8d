// Package explain says in a person's language what the errors of the SDK mean
// and what to do next:
//
//	n := explain.Reader{Lang: lang.BG, Zone: time.Local}.Notice(err)
//
// It goes by the errors' types and codes. What it has no words for stays in the
// SDK's own English.
package explain

import (
	"errors"
	"strings"
	"time"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/output"
	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/dsn"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// Reader is who reads: a language, and the zone of the times that are shown.
type Reader struct {
	Lang lang.Lang
	Zone *time.Location
}

// Notice explains an error; the zero Notice means that there are no words for
// it here.
func (r Reader) Notice(err error) output.Notice {
	var (
		database *sklad.DatabaseError
		problem  *text.Problem
		busy     *ledger.BusyError
		refused  *gombashop.Error
	)

	switch {
	case errors.As(err, &database): // also as the cause of a problem: it says more
		return r.database(database)
	case errors.As(err, &problem):
		return r.problem(problem)
	case errors.As(err, &busy):
		return r.busy(busy)
	case errors.As(err, &refused):
		return r.shop(refused)
	case errors.Is(err, dsn.ErrInvalid):
		return r.address(err)
	}

	for _, s := range sentences() {
		if errors.Is(err, s.of) {
			return output.Notice{Code: s.code, Message: s.what.In(r.Lang), Remedy: s.todo.In(r.Lang)}
		}
	}

	return output.Notice{}
}

// sentence is what one of the SDK's sentinels means.
type sentence struct {
	of         error
	code       string
	what, todo lang.Text
}

func sentences() []sentence {
	return []sentence{
		{
			ledger.ErrNotInstalled, "ledger_missing",
			lang.Of("the database has no ledger (gomba_ tables)", "в базата няма журнал (таблици gomba_)"),
			lang.Of("run gombasync db install", "пуснете gombasync db install"),
		}, {
			ledger.ErrOlder, "ledger_older",
			lang.Of("the ledger is of an older version", "журналът е от по-стара версия"),
			lang.Of("run gombasync db install, which upgrades it", "пуснете gombasync db install, за да се обнови"),
		}, {
			ledger.ErrNewer, "ledger_newer",
			lang.Of("a newer version of this program has upgraded the ledger", "журналът е обновен от по-нова версия на програмата"),
			lang.Of("update this program", "обновете тази програма"),
		}, {
			syncer.ErrLeaseLost, "lease_lost",
			lang.Of("another run has taken this one's place", "друго изпълнение зае мястото на това"),
			lang.Of("see that only one runs at a time, then run again", "нека върви само едно; после пуснете пак"),
		}, {
			sklad.ErrUnsafeTables, "unsafe_tables",
			lang.Of("some tables cannot be written in a transaction (MyISAM)", "някои таблици не поддържат транзакции (MyISAM)"),
			lang.Of("convert them to InnoDB; gombasync db info lists them", "преобразувайте ги в InnoDB; gombasync db info ги показва"),
		}, {
			sklad.ErrConnectionLost, "connection_lost",
			lang.Of("the database server went away; nothing of the last step is written",
				"връзката със сървъра на базата прекъсна; от последната стъпка нищо не е записано"),
			lang.Of("run again when it is back", "пуснете пак, когато се върне"),
		}, {
			sklad.ErrOutcomeUnknown, "outcome_unknown",
			lang.Of("the database server went away while it wrote; the last step is written whole or not at all",
				"връзката със сървъра на базата прекъсна по време на запис; последната стъпка е записана цяла или никак"),
			lang.Of("run again: what is written already is found", "пуснете пак: вече записаното ще бъде намерено"),
		}, {
			sklad.ErrContention, "contention",
			lang.Of("another program keeps the database locked", "друга програма държи базата заключена"),
			lang.Of("close it, or wait until it is idle, and run again", "затворете я или изчакайте да освободи базата и пуснете пак"),
		},
	}
}

// busy tells until when at the latest the other run keeps this one out.
func (r Reader) busy(e *ledger.BusyError) output.Notice {
	zone := r.Zone
	if zone == nil {
		zone = time.Local //nolint:gosmopolitan // the person's own clock
	}

	until := e.Until.In(zone).Format(time.TimeOnly)

	who := ""
	if parts := strings.Fields(e.Owner); len(parts) > 2 && parts[1] == "pid" {
		who = " (" + parts[0] + lang.Of(", process ", ", процес ").In(r.Lang) + parts[2] + ")"
	}

	return output.Notice{
		Code:    string(text.Busy),
		Message: lang.Of("another run of the same kind is going on", "в момента върви друго такова изпълнение").In(r.Lang) + who,
		Remedy: lang.Of("wait for it to end and run again; if it was killed, its place is free at ",
			"изчакайте края му и пуснете пак; ако е било прекъснато, мястото се освобождава в ").In(r.Lang) + until,
	}
}

// address is a database address that cannot be read. It is never repeated: it
// may hold a password.
func (r Reader) address(err error) output.Notice {
	n := output.Notice{Code: "invalid_address", Message: err.Error()}
	if r.Lang == lang.BG {
		n.Message = "адресът на базата не може да се разчете"
		n.Remedy = "пишете sqlite:ПЪТ, mysql://потребител:парола@сървър:3306/база или " +
			"sqlserver://потребител:парола@сървър:1433?database=БАЗА; в потребител и парола пишете " +
			"% като %25, / като %2F, ? като %3F, # като %23, @ като %40, : като %3A"
	}

	return n
}
