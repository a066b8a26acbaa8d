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
	case errors.As(err, &busy): // likewise
		return r.busy(busy)
	case errors.As(err, &problem):
		return r.problem(problem)
	case errors.As(err, &refused):
		return r.shop(refused)
	case errors.Is(err, dsn.ErrInvalid):
		return r.address(err)
	}

	for _, s := range append(sentences(), ledgerSentences()...) {
		if s.matches(err) {
			return s.notice(err, r.Lang)
		}
	}

	return output.Notice{}
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
	what, todo, _ := strings.Cut(strings.TrimPrefix(err.Error(), "dsn: "), ": write ")

	n := output.Notice{Code: "invalid_address", Message: what, Remedy: "write " + todo}
	if todo == "" {
		n.Remedy = "write sqlite:PATH, access:PATH, odbc:…, mysql://… or sqlserver://…"
	}

	if r.Lang == lang.BG {
		n.Message = "адресът на базата не може да се разчете"
		n.Remedy = "пишете sqlite:ПЪТ, mysql://потребител:парола@сървър:3306/база или " +
			"sqlserver://потребител:парола@сървър:1433?database=БАЗА; в потребител и парола пишете " +
			"% като %25, / като %2F, ? като %3F, # като %23, @ като %40, : като %3A"
	}

	return n
}
