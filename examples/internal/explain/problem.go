package explain

import (
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/output"
	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/dsn"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// problem is a problem of the catalogue. Its cause is cut down to what the
// sentence does not say itself.
func (r Reader) problem(p *text.Problem) output.Notice {
	l := text.Language(r.Lang)
	short := *p
	short.Err = r.cause(p)

	n := output.Notice{Code: string(p.Code), Message: l.Problem(short), Remedy: l.Remedy(short), Line: l.Full(short)}
	if p.Record != "" {
		n.Message = l.Record(p.Record) + ": " + n.Message
	}

	if short.Err != nil {
		n.Message = strings.TrimSuffix(n.Message, ".") + " (" + short.Err.Error() + ")."
	}

	return n
}

// Line is a problem as one line, with its remedy.
func (r Reader) Line(p *text.Problem) string { return r.problem(p).Line }

// cause is what caused a problem, without a remedy of its own: the problem has
// one. Nil when the sentence says it all.
func (r Reader) cause(p *text.Problem) error {
	var (
		refused *gombashop.Error
		short   *sklad.StockError
		misfit  *sklad.RowError
	)

	switch {
	case p.Err == nil, errors.As(p.Err, &short), errors.As(p.Err, &misfit), errors.Is(p.Err, sklad.ErrNotFound),
		slices.Contains([]text.Code{text.NotInShop, text.OperatorCode, text.ModuleDisabled}, p.Code):
		return nil
	case errors.Is(p.Err, sklad.ErrAmbiguous):
		return errors.New(lang.Of("several have this code or name", "няколко са с този код или име").In(r.Lang))
	case p.Code == text.ClockSkew && errors.As(p.Err, &refused):
		return r.skew(refused)
	case errors.As(p.Err, &refused):
		return errors.New(r.brief(refused))
	}

	if reason := r.network(p.Err); reason != "" {
		return errors.New(reason)
	}

	return r.foreign(p.Err)
}

// foreign is a cause in words of its own: of the database, or of a program that
// embeds the SDK. They are English, and a Bulgarian sentence quotes them.
func (r Reader) foreign(err error) error {
	for _, s := range append(sentences(), ledgerSentences()...) {
		if said := s.what.In(r.Lang); said != "" && s.matches(err) {
			return errors.New(said)
		}
	}

	if r.Lang == lang.BG {
		return errors.New(strconv.Quote(err.Error()))
	}

	return err
}

// skew is by how much the clock is wrong. The client knows it as a sentence.
func (r Reader) skew(e *gombashop.Error) error {
	found := regexp.MustCompile(`clock is (\d+) minutes (ahead|behind)`).FindStringSubmatch(e.Message)
	if found == nil {
		return nil
	}

	where := lang.Of(" minutes ahead", " минути напред")
	if found[2] == "behind" {
		where = lang.Of(" minutes behind", " минути назад")
	}

	return errors.New(found[1] + where.In(r.Lang))
}

// Configuration tells whether an error is the configuration's and not a failure
// of the run. One such part of a joined error is enough.
func Configuration(err error) bool {
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		return slices.ContainsFunc(many.Unwrap(), Configuration)
	}

	if e, ok := errors.AsType[*sklad.DatabaseError](err); ok {
		return e.Reason.Lasting()
	}

	if p, ok := errors.AsType[*text.Problem](err); ok {
		return ofSettings(p)
	}

	for _, wrong := range []error{
		dsn.ErrInvalid, sklad.ErrNoLedger, ledger.ErrNotInstalled, ledger.ErrOlder, ledger.ErrNewer,
		sklad.ErrNotSklad, sklad.ErrSchemaVersion, sklad.ErrUnsafeTables,
	} {
		if errors.Is(err, wrong) {
			return true
		}
	}

	refused, ok := errors.AsType[*gombashop.Error](err)

	return ok && otherPlace(refused)
}

// ofSettings tells a problem that a person mends in the configuration, the
// shop's settings or Склад Pro's from one that time or the next run mends.
func ofSettings(p *text.Problem) bool {
	if p.Code == text.PrinterOffline {
		return false
	}

	for _, section := range []string{"import.", "export.", "fiscal.", "warehouse.", "shop.", "limits", "edit_name_and_group"} {
		if strings.HasPrefix(p.Record, section) {
			return true
		}
	}

	return slices.Contains([]text.Code{
		text.InvalidSetting, text.NoStatuses, text.UnknownStatus, text.CancelledStatus, text.UnknownObject, text.UnknownUser,
		text.SUPTORequired, text.DeviceSerialMissing, text.OperatorCode, text.DuplicateOperatorCode, text.PaymentUnmapped,
		text.NoDeliveryGood, text.WrongKey, text.ModuleDisabled, text.ShopMismatch, text.OtherDevice, text.LedgerMissing,
		text.BaseCurrency, text.UnlinkedSides, text.UnsafeTables, text.ForeignDeviceNumbers,
	}, p.Code)
}
