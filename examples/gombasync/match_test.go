package main

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/internal/output"
	"github.com/skladmost/skladmost/syncer"
)

// twoSides is a place whose both sides were filled by hand: the good C1 is the
// product c1, the good C2 looks like another, and each side has one of its own.
func twoSides(t *testing.T) *place {
	t.Helper()

	p := newPlace(t)
	p.write(map[string]string{"import": `import: {statuses: [confirmed], object: "1", nomenclature: false}`})
	p.goods("Чаша синя", "Нож ловен", "Фенер")

	for _, product := range []obj{
		{"name": "ЧАША /синя/", "vat_rate": "20", "variants": []obj{{"sku": "с1", "price": "10.00"}}}, // a Cyrillic с
		{"name": "Нож ловен 12", "vat_rate": "20", "variants": []obj{{"sku": "KN", "price": "10.00"}}},
		{"name": "Само тук", "vat_rate": "20", "variants": []obj{{"sku": "X", "price": "1.00"}}},
	} {
		_, err := p.shop.AddProduct(product)
		require.NoError(t, err)
	}

	return p
}

func (p *place) edit(file, old, now string) {
	p.t.Helper()

	data, err := os.ReadFile(file)
	require.NoError(p.t, err)
	require.Contains(p.t, string(data), old)
	require.NoError(p.t, os.WriteFile(file, []byte(strings.Replace(string(data), old, now, 1)), 0o600))
}

func TestTwoSidesAreJoinedThroughAFile(t *testing.T) {
	t.Parallel()

	p := twoSides(t)
	file := filepath.Join(t.TempDir(), "matches.csv")

	r := p.run("export")
	require.Equal(t, exitUsage, r.code)
	require.Contains(t, r.err, "match propose --out FILE")

	r = p.run("match", "propose", "--out", file)
	require.Equal(t, exitDone, r.code, r.err)
	require.Contains(t, r.out, "1 certain matches and 1 candidates")
	require.Equal(t, exitUsage, p.run("match", "propose", "--out", file).code, "what a person has edited is not overwritten")
	require.Equal(t, exitDone, p.run("match", "propose", "--out", file, "--force").code)

	printed := p.run("match", "propose")
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(data), printed.out)

	p.edit(file, "\n;candidate", "\nyes;candidate")

	r = p.run("--lang", "bg", "match", "apply", file, "--finish")
	require.Equal(t, exitDone, r.code, r.err)
	require.Contains(t, r.out, "Съпоставянето е завършено")
	require.Empty(t, p.shop.Writes(), "only links are written")

	require.Equal(t, exitDone, p.run("export").code)
	require.Equal(t, "3", p.scalar("SELECT COUNT(*) FROM gomba_links WHERE Kind = 'variant'"))
	require.Empty(t, p.run("--json", "plan", "export").out, "and doubles nothing")
	require.Equal(t, exitDone, p.run("match", "apply", file).code, "again changes nothing")

	r = p.run("match", "undo", "--last")
	require.Equal(t, exitDone, r.code, r.err)
	require.Contains(t, r.out, "2 links are taken back")
	require.Equal(t, exitUsage, p.run("export").code, "not finished any more")
}

func TestMatchSpeaksJSON(t *testing.T) {
	t.Parallel()

	p := twoSides(t)
	r := p.run("--json", "match", "propose")
	require.Equal(t, exitDone, r.code, r.err)

	lines := strings.Split(strings.TrimSpace(r.out), "\n")
	require.Len(t, lines, 2)

	var m syncer.Match
	require.NoError(t, json.Unmarshal([]byte(lines[0]), &m))
	require.True(t, m.Certain)
	require.Equal(t, "Чаша синя", m.Good.Name)

	file := filepath.Join(t.TempDir(), "matches.csv")
	require.Equal(t, exitDone, p.run("match", "propose", "--out", file).code)

	r = p.run("--json", "match", "apply", file, "--finish")
	require.Contains(t, r.out, `{"finished":true}`)
	require.Contains(t, r.out, `"direction":"match"`)
	require.Contains(t, p.run("--json", "match", "undo").out, `"written":1`)
}

func TestAWrongMatchFileChangesNothing(t *testing.T) {
	t.Parallel()

	p := twoSides(t)
	file := filepath.Join(t.TempDir(), "matches.csv")
	require.Equal(t, exitDone, p.run("match", "propose", "--out", file).code)
	p.edit(file, "\n;candidate", "\nmaybe;candidate")

	for lang, says := range map[string]string{
		"en": `matches.csv: line 3, column accept: "maybe" is neither yes nor no`, "bg": `matches.csv: ред 3, колона accept: "maybe" не е нито да, нито не`,
	} {
		r := p.run("--lang", lang, "match", "apply", file, "--finish")
		require.Equal(t, exitUsage, r.code)
		require.Contains(t, r.err, says)
		require.Equal(t, 1, strings.Count(r.err, "\n"), r.err)
	}

	r := p.run("--json", "match", "apply", file)

	var told struct {
		Error output.Notice `json:"error"`
	}

	require.NoError(t, json.Unmarshal([]byte(r.err), &told), r.err)
	require.Equal(t, "match_file", told.Error.Code)
	require.NotEmpty(t, told.Error.Remedy)
	require.Equal(t, exitUsage, p.run("match", "apply", file+".none").code)
}

// A row that cannot be applied is kept aside, the others are linked, and
// matching is not declared finished.
func TestAMatchThatChangedMeanwhileIsKeptAside(t *testing.T) {
	t.Parallel()

	p := twoSides(t)
	file := filepath.Join(t.TempDir(), "matches.csv")
	require.Equal(t, exitDone, p.run("match", "propose", "--out", file).code)
	p.edit(file, "\n;candidate", "\nyes;candidate")
	p.execute("UPDATE goods SET Name = 'Ножица' WHERE Code = 'C2'")

	r := p.run("--lang", "bg", "match", "apply", file, "--finish")
	require.Equal(t, exitParked, r.code, r.err)
	require.Contains(t, r.err, "съпоставянето още не е завършено")
	require.Contains(t, r.err, "Ножица")
	require.Equal(t, "1", p.scalar("SELECT COUNT(*) FROM gomba_links"))
	require.Equal(t, exitUsage, p.run("export").code)
}

func TestMatchHelpHasExamplesInBothLanguages(t *testing.T) {
	t.Parallel()

	for lang, says := range map[string]string{"en": "Examples:", "bg": "Примери:"} {
		for _, command := range []string{"propose", "apply", "undo"} {
			r := gombasync(t, nil, "--lang", lang, "match", command, "--help")
			require.Equal(t, exitDone, r.code, r.err)
			require.Contains(t, r.out, says)
			require.Contains(t, r.out, "    gombasync match "+command)
			require.NotContains(t, r.out, "${")
		}
	}
}

// The installed program on a real database whose goods the shop has already,
// under names in capitals: nothing is doubled.
func TestProcessesJoinARealDatabaseWithAFilledShop(t *testing.T) {
	t.Parallel()

	p := newProcesses(t)
	p.run("db", "install")
	p.run("export")
	p.writes()
	(&place{t: t, db: p.db}).execute("DELETE FROM gomba_links WHERE Kind = 'variant'") // the two have never met
	(&place{t: t, db: p.db}).execute("DELETE FROM gomba_marks WHERE Name LIKE 'matched:%'")
	(&place{t: t, db: p.db}).execute("UPDATE goods SET Name = UPPER(Name) || ' !'")

	file := filepath.Join(t.TempDir(), "matches.csv")
	p.run("match", "propose", "--out", file)
	require.Contains(t, p.run("match", "apply", file, "--finish"), "finished")
	require.Empty(t, p.writes())

	linked := p.scalar("SELECT COUNT(*) FROM gomba_links WHERE Kind = 'variant' AND Origin = 'match'")
	require.NotEqual(t, "0", linked)

	cmd, _ := p.start("export")
	_ = cmd.Wait() // what was not certain is parked as a possible double

	var products struct{ Data []json.RawMessage }

	p.ask(http.MethodGet, "products", nil, &products)
	require.Len(t, products.Data, 914, "%s were linked", linked)
}
