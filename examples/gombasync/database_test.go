package main

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// unusable runs commands on a database that cannot be used: each says so in one
// line, in both languages, with the same code, and nothing is written anywhere.
func (p *place) unusable(commands, says string) {
	p.t.Helper()

	for command := range strings.SplitSeq(commands, ",") {
		args := strings.Fields(command)

		r := p.run(args...)
		require.Equal(p.t, exitUsage, r.code, "%s: %s%s", command, r.out, r.err)
		require.Equal(p.t, 1, strings.Count(r.err, "\n"), "%s: %s", command, r.err)
		require.Contains(p.t, r.err, says, command)
		require.NotContains(p.t, r.err, "canary")

		r = p.run(append([]string{"--lang", "bg"}, args...)...)
		require.Equal(p.t, exitUsage, r.code, command)
		require.Regexp(p.t, `^грешка: [^\n]*[а-я]{4}[^\n]*\n$`, r.err)
		require.NotRegexp(p.t, `denied|doesn't|no such|readonly|[ (]database|the |check the|needs|(sklad|ledger|mysql): `, r.err)
		require.Contains(p.t, r.err, strings.TrimPrefix(says, "table "), command)
		require.Empty(p.t, p.shop.Writes(), command)
	}
}

// sold is a good in the shop, and an order of it.
func (p *place) sold() {
	p.t.Helper()
	p.goods("Чаша")
	require.Equal(p.t, exitDone, p.run("export").code)
	p.order(1, "C1")
	p.shop.ClearRequests()
}

func TestAMissingTableStopsEveryRunBeforeItWrites(t *testing.T) {
	t.Parallel()

	for says, spoil := range map[string]string{
		"CashBook": "DROP TABLE cashbook", "Payments": "DROP TABLE payments", "System": "DROP TABLE system",
		"Configuration":   "DROP TABLE configuration",
		"Goods.PriceOut7": "ALTER TABLE goods DROP COLUMN PriceOut7", "Objects.PriceGroup": "ALTER TABLE objects DROP COLUMN PriceGroup",
		"gomba_links": "DROP TABLE gomba_links", "gomba_events.Data": "ALTER TABLE gomba_events DROP COLUMN Data",
	} {
		t.Run(says, func(t *testing.T) {
			t.Parallel()

			p := newPlace(t)
			p.sold()
			p.execute(spoil)
			p.unusable("check,import,export,plan import,plan export", says)
			require.Equal(t, "0", p.scalar("SELECT COUNT(*) FROM operations"))
			require.Equal(t, "0", p.scalar("SELECT COUNT(*) FROM gomba_orders"))
		})
	}
}

// A customer's own tables and columns, and the loss of what nobody reads, are
// no obstacle.
func TestOtherTablesAreNobodysMatter(t *testing.T) {
	t.Parallel()

	p := newPlace(t)
	p.goods("Чаша")
	p.execute("DROP TABLE pricerules; ALTER TABLE goods ADD COLUMN Own INTEGER; CREATE TABLE own (ID INTEGER)")

	for _, command := range []string{"check", "export", "import"} {
		r := p.run(command)
		require.Equal(t, exitDone, r.code, "%s: %s", command, r.err)
	}
}

func TestInstallBringsLostTablesOfTheLedgerBack(t *testing.T) {
	t.Parallel()

	p := newPlace(t)
	p.goods("Чаша")
	p.execute("DROP TABLE gomba_usn; DROP INDEX gomba_links_list")
	require.Contains(t, p.run("check").err, "db install")
	require.Equal(t, exitDone, p.run("db", "install").code)
	require.Equal(t, "1", p.scalar("SELECT COUNT(*) FROM sqlite_master WHERE name = 'gomba_links_list'"))
	require.Equal(t, exitDone, p.run("check").code)
}

// readOnly makes the file one that SQLite reads and nobody writes: its format
// is of a later version for writers, which binds the superuser too.
func (p *place) readOnly() {
	p.t.Helper()

	file, err := os.OpenFile(p.db, os.O_RDWR, 0)
	require.NoError(p.t, err)

	_, err = file.WriteAt([]byte{3}, 18)
	require.NoError(p.t, err)
	require.NoError(p.t, file.Close())
}

func TestAFileThatCannotBeWrittenIsOneLine(t *testing.T) {
	t.Parallel()

	p := newPlace(t)
	p.sold()
	p.readOnly()
	p.unusable("check,db install,import,export", "")

	r := p.run("--json", "import")
	require.Contains(t, r.err, `"code":"read_only"`)
	require.Equal(t, exitDone, p.run("plan", "export").code, "a plan writes nothing")
}
