package matchfile_test

import (
	"bytes"
	"errors"
	"iter"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/charmap"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/matchfile"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/match"
)

// two matches, with everything in them that a spreadsheet spoils.
func two() []syncer.Match {
	return []syncer.Match{
		{
			GoodID: 17, ProductID: "0010", VariantID: "10-12", Certain: true, Score: 97, Fingerprint: "m00e1",
			Reasons: []match.Reason{match.SameBarcode, match.AlikeName},
			Good: syncer.MatchSide{
				Code: "0022", Barcodes: []string{"3800000000015"}, Name: `=HYPERLINK("x";1)`, Price: decimal.NewNullDecimal(decimal.New(1250, -2)),
			},
			Variant: syncer.MatchSide{Code: "-5", Name: "Чаша; \"Синя\"\nдве"},
		},
		{
			GoodID: 18, ProductID: "77", VariantID: "1E5", Score: 40, Fingerprint: "m2",
			Reasons: []match.Reason{match.SameName, match.OtherCode}, Good: syncer.MatchSide{Name: "Нож"}, Variant: syncer.MatchSide{Name: "Нож"},
		},
	}
}

func seq(matches []syncer.Match) iter.Seq2[syncer.Match, error] {
	return func(yield func(syncer.Match, error) bool) {
		for _, m := range matches {
			if !yield(m, nil) {
				return
			}
		}
	}
}

func written(t *testing.T, l lang.Lang) string {
	t.Helper()

	var b bytes.Buffer

	counts, err := matchfile.Write(&b, l, seq(two()))
	require.NoError(t, err)
	require.Equal(t, matchfile.Counts{Certain: 1, Candidates: 1}, counts)

	return b.String()
}

// back are the ids of what a file accepts.
func back(t *testing.T, file string) []syncer.Match {
	t.Helper()

	matches, err := matchfile.Read(strings.NewReader(file))
	require.NoError(t, err)

	return matches
}

func accepted(i int) syncer.Match {
	m := two()[i]

	return syncer.Match{GoodID: m.GoodID, ProductID: m.ProductID, VariantID: m.VariantID, Fingerprint: m.Fingerprint}
}

func TestAFileIsMadeForASpreadsheet(t *testing.T) {
	t.Parallel()

	en, bg := written(t, lang.EN), written(t, lang.BG)
	require.True(t, strings.HasPrefix(en, "\ufeffaccept;certainty;score;reasons;good id;good code;"))
	require.True(t, strings.HasPrefix(bg, "\ufeffприеми;сигурност;оценка;причини;стока id;"))
	require.Contains(t, en, "\r\nyes;certain;97;same barcode, similar name;17;\"=\"\"0022\"\"\";\"=\"\"3800000000015\"\"\";")
	require.Contains(t, en, `"=""=HYPERLINK(""""x"""";1)"""`, "never a formula of somebody else's")
	require.Contains(t, bg, ";12,50;")
	require.Contains(t, bg, "\r\n;възможно;40;еднакво име, НО с код на друг;18;")

	for _, file := range []string{en, bg} {
		require.Equal(t, []syncer.Match{accepted(0)}, back(t, file))
	}
}

func TestAnEditedFileIsReadAsItComesBack(t *testing.T) {
	t.Parallel()

	both := []syncer.Match{accepted(0), accepted(1)}
	file := strings.Replace(written(t, lang.BG), ";възможно", "Да;възможно", 1)
	require.Equal(t, both, back(t, file))

	old, err := charmap.Windows1251.NewEncoder().String(strings.TrimPrefix(file, "\ufeff"))
	require.NoError(t, err)

	for name, saved := range map[string]string{
		"LF":               strings.ReplaceAll(file, "\r\n", "\n"),
		"plain CSV":        old,
		"without quoting":  strings.NewReplacer(`"=""10-12"""`, "10-12", `"=""0010"""`, "0010", `"=""1E5"""`, "1E5", `"=""0022"""`, "22").Replace(file),
		"other heads":      strings.Replace(file, "приеми", " ACCEPT ", 1),
		"empty last lines": file + ";;;;\r\n\r\n",
	} {
		require.Equal(t, both, back(t, saved), name)
	}

	require.Equal(t, both, back(t, "accept,good id,variant id,product id,check\nх,17,10-12,0010,m00e1\n1,18,1E5,77,m2\nне,1,1,1,1\n,,,,\n"))
	require.Equal(t, both, back(t, "check\tproduct id\tvariant id\tgood id\taccept\nm00e1\t0010\t10-12\t17\tTRUE\nm2\t77\t1E5\t18\tВЯРНО\n"))
	require.Equal(t, []syncer.Match{{GoodID: sklad.GoodID(5), VariantID: "9"}},
		back(t, "accept;good id;variant id;product id;check\nyes;5;9\n"), "a row of a person's own")
}

func TestAWrongRowIsNamedAndNothingIsTaken(t *testing.T) {
	t.Parallel()

	const head = "accept;good id;variant id;product id;check\n"

	for file, says := range map[string]string{
		head + "maybe;1;2;3;4\n":            `line 2, column accept: "maybe" is neither yes nor no`,
		head + "yes;1;2;3;4\nyes;x;2;3;4":   `line 3, column good id: "x" is no ID of a good`,
		head + "yes;0;2;3;4\n":              `line 2, column good id: "0"`,
		head + "yes;1;;3;4\n":               `line 2, column variant id: the variant's id is missing`,
		head + "yes;1;2;3;4\nyes;1;5;3;4":   `line 3, column good id: "1" is accepted on line 2 already`,
		head + "yes;7;2;3;4\nyes;007;5;3;4": `line 3, column good id: "7" is accepted on line 2 already`,
		head + "yes;1;2;3;4\nyes;6;2;3;4":   `line 3, column variant id: "2" is accepted on line 2 already`,
		head + "yes;1;2;3;4\n\"yes;1;2":     `line 3: the quotes do not pair`,
		"":                                  "the file is empty",
		"accept;good id\nyes;1\n":           "there is no column variant id, product id, check",
		"PK\x03\x04 not a CSV":              "there is no column",
		"\xff\xfea\x00":                     "UTF-16",
		"приеми;стока id\nможе би;1\n":      "there is no column",
		head + "yes;99999999999999;2;3;4\n": `"99999999999999" is no ID`,
	} {
		matches, err := matchfile.Read(strings.NewReader(file))
		require.Error(t, err, file)
		require.Contains(t, err.Error(), says)
		require.Empty(t, matches, "nothing half-done")

		f, ok := errors.AsType[*matchfile.Fault](err)
		require.True(t, ok)
		require.NotEmpty(t, f.What.BG)
		require.NotEmpty(t, f.Todo.BG)
	}

	_, err := matchfile.Read(strings.NewReader(head + "maybe;1;2;3;4\nyes;x;2;3;4\n"))
	require.Len(t, err.(interface{ Unwrap() []error }).Unwrap(), 2, "one pass shows all")
}

func FuzzRead(f *testing.F) {
	f.Add("accept;good id;variant id;product id;check\nyes;1;2;3;4\n")
	f.Add("\ufeffприеми,стока id,вариант id,продукт id,контрола\nда,\"=\"\"1\"\"\",x,,\n")

	f.Fuzz(func(t *testing.T, file string) {
		matches, err := matchfile.Read(strings.NewReader(file))
		if err != nil {
			require.Empty(t, matches)

			return
		}

		seen, goods := map[string]bool{}, map[sklad.GoodID]bool{}
		for _, m := range matches {
			require.Positive(t, m.GoodID)
			require.False(t, goods[m.GoodID])
			goods[m.GoodID] = true
			require.NotEmpty(t, m.VariantID)
			require.False(t, seen[m.VariantID])
			seen[m.VariantID] = true
		}
	})
}
