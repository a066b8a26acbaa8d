package main

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

func TestAGoodThatIsNotThereIsAnError(t *testing.T) {
	t.Parallel()

	p := newPlace(t)
	p.goods("Чаша")

	for _, command := range [][]string{{"export"}, {"plan", "export"}} {
		r := p.run(append(command, "--good", "99999")...)
		require.Equal(t, exitUsage, r.code, r.err)
		require.Contains(t, r.err, "99999")
		require.Empty(t, r.out)
	}

	require.Empty(t, p.shop.Writes())
	require.Equal(t, exitDone, p.run("export", "--good", "2").code)
}

// The document stands and is not told yet: the code says run again, and the
// warning is there once, although the run tries at its beginning and its end.
func TestAShopThatCouldNotBeToldIsOneFailure(t *testing.T) {
	t.Parallel()

	p := newPlace(t)
	p.goods("Чаша")
	p.write(map[string]string{"shop": `shop: {id: main, url: "` + p.shop.URL + `", api_id: test, key: secret, rate: 1000, patience: 1s}`})
	require.Equal(t, exitDone, p.run("export").code)
	p.order(1, "C1")
	require.NoError(t, p.shop.SetFaults(gombashoptest.Fault{
		Kind: gombashoptest.FaultStatus, Status: http.StatusInternalServerError, Method: http.MethodPost, Path: "/ack",
	}))

	for range 2 {
		r := p.run("--lang", "bg", "import")
		require.Equal(t, exitFailed, r.code, "%s%s", r.out, r.err)
		require.Equal(t, 1, strings.Count(r.err, "внимание:"), r.err)
		require.Contains(t, r.err, "пуснете import пак")
		require.Equal(t, "1", p.scalar("SELECT COUNT(DISTINCT Acct) FROM Operations WHERE OperType = 2"))
	}

	require.NoError(t, p.shop.SetFaults())

	r := p.run("import")
	require.Equal(t, exitDone, r.code, r.err)
}

func TestAPlanShowsBeforeAndAfter(t *testing.T) {
	t.Parallel()

	p := newPlace(t)
	p.goods("Чаша")
	require.Contains(t, p.run("plan", "export").out, "price 10.00")
	require.Equal(t, exitDone, p.run("export").code)
	p.execute("UPDATE Store SET Qtty = 7 WHERE GoodID = 2")

	r := p.run("--lang", "bg", "plan", "export")
	require.Contains(t, r.out, "задава количество")
	require.Contains(t, r.out, "100 → 7")
	require.Contains(t, p.run("--json", "plan", "export").out, `"before":"100","after":"7"`)

	p.execute("UPDATE Goods SET PriceOut2 = 0 WHERE ID = 2")

	r = p.run("--json", "plan", "export")
	require.Equal(t, exitParked, r.code)
	require.Contains(t, r.out, `"code":"missing_price","reason":"`)
}

func TestWarningsOfOneKindAreCapped(t *testing.T) {
	t.Parallel()

	var out, errs bytes.Buffer

	a := &app{process: process{Stdout: &out, Stderr: &errs, Env: func(string) (string, bool) { return "", false }}, zone: time.UTC}
	a.out = a.newOutput(lang.BG, false)

	var report syncer.Report
	for i := range 25 {
		report.Parked = append(report.Parked, &syncer.Problem{Code: text.NotInShop, Record: fmt.Sprintf("good %d", i)})
	}

	report.Warnings = distinct(append(report.Parked[:1:1], report.Parked[0], &syncer.Problem{Code: text.CentMoved}))
	require.Len(t, report.Warnings, 2)

	a.showReport(report)
	require.Equal(t, 1+1+warnAtMost+1+1, strings.Count(errs.String(), "\n"), errs.String())
	require.Contains(t, errs.String(), "… и още 15 такива")
	require.Contains(t, errs.String(), "export --full изпраща всичко отново")
	require.Empty(t, out.String(), "no table of nothing")
}
