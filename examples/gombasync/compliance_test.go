package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
)

func contentOf(t *testing.T, path ...string) string {
	t.Helper()

	content, err := os.ReadFile(filepath.Join(path...))
	require.NoError(t, err)

	return string(content)
}

func TestWhatComplianceDoesNotUnderstand(t *testing.T) {
	t.Parallel()

	p := newPlace(t)
	dir := t.TempDir()

	for _, c := range []struct {
		args   []string
		code   int
		en, bg string
	}{
		{[]string{"tables", "--to", "2026-11-01"}, exitUsage, "--to needs --from", "--to иска и --from"},
		{[]string{"tables", "--month", "2026-11", "--to", "2026-11-01"}, exitUsage, "--to needs --from", "--to иска и --from"},
		{[]string{"tables", "--month", "2026-13"}, exitUsage, "2026-13 is no date", "2026-13 не е дата"},
		{[]string{"tables", "--from", "2026-11-31"}, exitUsage, "2026-11-31 is no date", "2026-11-31 не е дата"},
		{[]string{"tables", "--from", "2026-11-02", "--to", "2026-11-01"}, exitUsage, "ends before it begins", "свършва, преди да започне"},
		{[]string{"tables", "--operator", "О1"}, exitUsage, "is no operator code", "не е код на оператор"},
		{[]string{"tables", "--format", "pdf"}, exitUsage, "--format must be", "--format приема"},
		{[]string{"tables", "--format", "xlsx", "--out", dir}, exitFailed, "cannot be written", "не може да се запише"},
		{[]string{"audit-file"}, exitUsage, "ЕИК", "compliance.eik"},
		{[]string{"audit-file", "--month", "11.2026"}, exitUsage, "is no date", "не е дата"},
		{[]string{"audit-file", "--month", "2019-12"}, exitUsage, "there is no file of 2019-12", "няма файл за 2019-12"},
		{[]string{"audit-file", "--month", "2999-01"}, exitUsage, "there is no file of 2999-01", "няма файл за 2999-01"},
	} {
		r := p.run(append([]string{"compliance"}, c.args...)...)
		require.Equal(t, c.code, r.code, "%q: %s", c.args, r.err)
		require.Contains(t, r.err, c.en, c.args)
		require.Empty(t, r.out, "nothing is written")
		require.Contains(t, p.run(append([]string{"--lang", "bg", "compliance"}, c.args...)...).err, c.bg, c.args)
	}
}

func TestTheAuditFileIsWritten(t *testing.T) {
	t.Parallel()

	p := newPlace(t)
	p.write(map[string]string{"fiscal": `fiscal: {device_serial: DT279013, operator_code: "0001"}` + "\n" +
		`compliance: {eik: "123456789", shop_number: RF1, domain: shop.example}`})
	path := filepath.Join(t.TempDir(), "new", "audit.xml")
	r := p.run("--json", "compliance", "audit-file", "--month", "2026-01", "--out", path)
	require.Equal(t, exitDone, r.code, r.err)
	require.Contains(t, r.out, `"due":"2026-02-15"`)
	require.Contains(t, contentOf(t, path), "<e_shop_n>RF1</e_shop_n>")
}

// A customer's name is a text in a workbook and in a CSV, never a formula.
func TestTablesComputeNothing(t *testing.T) {
	t.Parallel()

	p := newPlace(t)
	p.goods(`=HYPERLINK("http://evil","x")`)

	path := filepath.Join(t.TempDir(), "all.xlsx")
	r := p.run("compliance", "tables", "--from", "2025-12-31", "--to", "2026-01-01", "--format", "xlsx", "--out", path)
	require.Equal(t, exitDone, r.code, r.err)

	book, err := excelize.OpenFile(path)
	require.NoError(t, err)

	defer func() { require.NoError(t, book.Close()) }()

	require.Subset(t, book.GetSheetList(), []string{"18.1 sales BGN", "18.1 sales EUR", "18.9 payment-kinds"})

	rows, err := book.GetRows("18.9 goods")
	require.NoError(t, err)
	require.Equal(t, `=HYPERLINK("http://evil","x")`, rows[len(rows)-1][1])

	formula, err := book.GetCellFormula("18.9 goods", "B"+string(rune('0'+len(rows))))
	require.NoError(t, err)
	require.Empty(t, formula)

	dir := t.TempDir()
	require.Equal(t, exitDone, p.run("compliance", "tables", "--out", dir).code)
	require.Contains(t, contentOf(t, dir, "18.9 goods.csv"), `"'=HYPERLINK(""http://evil"",""x"")"`)
}
