package explain

import (
	"errors"
	"fmt"
	"net"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/dsn"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

func reader(l lang.Lang) Reader { return Reader{Lang: l, Zone: time.FixedZone("EET", 2*60*60)} }

func TestABusyRunIsTheOtherOneAndItsTime(t *testing.T) {
	t.Parallel()

	err := fmt.Errorf("run: %w", &ledger.BusyError{
		Name: "lease:export:main", Owner: "shop-pc pid 4711 0123456789abcdef run", Until: time.Date(2026, 11, 25, 10, 30, 0, 0, time.UTC),
	})

	for l, says := range map[lang.Lang]string{lang.EN: "shop-pc, process 4711", lang.BG: "shop-pc, процес 4711"} {
		n := reader(l).Notice(err)
		require.Equal(t, "busy", n.Code)
		require.Contains(t, n.Message, says)
		require.Contains(t, n.Remedy, "12:30:00", "the person's own time")
		require.NotContains(t, n.Message+n.Remedy, "lease")
	}

	require.False(t, Configuration(err))
}

func TestEverySentenceIsInBothLanguages(t *testing.T) {
	t.Parallel()

	_, invalid := dsn.Parse("nonsense:x")
	all := map[error]bool{ // whether it is the configuration's
		invalid: true, ledger.ErrNotInstalled: true, ledger.ErrOlder: true, ledger.ErrNewer: true, syncer.ErrLeaseLost: false,
		sklad.ErrUnsafeTables: true, sklad.ErrConnectionLost: false, sklad.ErrOutcomeUnknown: false, sklad.ErrContention: false,
		&gombashop.Error{Code: gombashop.CodeInternal, Status: 500, Message: "oops", RequestID: "r1"}: false,
		&gombashop.Error{Code: gombashop.CodeNotFound, Status: 404, Message: "no such page"}:          true,
	}

	for _, fault := range []error{ledger.ErrLost, ledger.ErrReceiptPrinted, ledger.ErrReceiptUnsettled, ledger.ErrDeviceBusy,
		ledger.ErrNoReceipt, ledger.ErrInvalid} {
		all[fault] = false
	}

	all[sklad.ErrNoLedger], all[sklad.ErrNotSklad] = true, true

	for reason := range unusable() {
		lasting := !slices.Contains([]sklad.Reason{
			sklad.ReasonServerDown, sklad.ReasonLocked, sklad.ReasonNoInstance, sklad.ReasonDiskFull,
		}, reason)
		all[&sklad.DatabaseError{Reason: reason, Remedy: "mend it", Err: errors.New("oops")}] = lasting
		all[&text.Problem{Code: text.WriteFailed, Err: &sklad.DatabaseError{Reason: reason, Remedy: "mend it", Err: errors.New("x")}}] = lasting
	}

	for err, ours := range all {
		bg := reader(lang.BG).Notice(err)
		require.NotEmpty(t, bg.Code, "%v", err)
		require.Regexp(t, "[а-я]{4}", bg.Message)
		require.Regexp(t, "[а-я]{4}", bg.Remedy)
		require.NotEqual(t, bg, reader(lang.EN).Notice(err))
		require.Equal(t, ours, Configuration(fmt.Errorf("x: %w", err)), "%v", err)
	}

	require.Empty(t, reader(lang.BG).Notice(errors.New("anything")))
}

func TestACauseHasNoRemedyOfItsOwn(t *testing.T) {
	t.Parallel()

	refused := &net.OpError{Op: "dial", Addr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 9}, Err: syscall.ECONNREFUSED}

	for name, c := range map[string]struct {
		problem text.Problem
		says    string
		not     string
	}{
		"a shortage says it all": {text.Problem{Code: text.InsufficientStock, Err: &sklad.StockError{GoodID: 77}}, "", "77"},
		"not found":              {text.Problem{Code: text.UnknownObject, Err: fmt.Errorf("object 9: %w", sklad.ErrNotFound)}, "", "("},
		"several":                {text.Problem{Code: text.UnknownUser, Err: sklad.ErrAmbiguous}, "няколко са", "ambiguous"},
		"not in the shop":        {text.Problem{Code: text.NotInShop, Err: errors.New("gombashop: not_found")}, "", "gombashop"},
		"in other words":         {text.Problem{Code: text.WriteFailed, Err: errors.New("disk I/O error")}, `("disk I/O error")`, "(disk"},
		"refused":                {text.Problem{Code: text.PrinterOffline, Err: refused}, "никой не слуша на 127.0.0.1:9", "dial"},
		"behind": {text.Problem{Code: text.ClockSkew, Err: &gombashop.Error{
			Code: gombashop.CodeClockSkew, Message: "this computer's clock is 10 minutes behind the shop's (x)", Remedy: "set it",
		}}, "(10 минути назад)", "set it"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			p := c.problem
			line := reader(lang.BG).Line(&p)
			require.Contains(t, line, c.says)
			require.NotContains(t, line, c.not)
		})
	}
}

func TestSettingsAreTheConfigurations(t *testing.T) {
	t.Parallel()

	for p, want := range map[*text.Problem]bool{
		{Code: "anything", Record: "import.vat_map"}: true, {Code: text.WrongKey, Record: "shop"}: true,
		{Code: text.UnlinkedSides}: true, {Code: text.ShopDown, Record: "shop"}: false, {Code: text.MassChange, Record: "export"}: false,
		{Code: text.PrinterOffline, Record: "fiscal.smart_printer"}: false, {Code: text.ClockSkew, Record: "shop"}: false,
	} {
		require.Equal(t, want, Configuration(errors.Join(errors.New("x"), p)), "%s", p.Code)
	}
}
