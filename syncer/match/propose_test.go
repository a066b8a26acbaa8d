package match_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/skladmost/skladmost/syncer/match"
)

// rec reads "code|barcodes|name|price".
func rec(line string) match.Record {
	f := append(strings.Split(line, "|"), "", "", "", "")
	r := match.Record{Code: f[0], Barcodes: strings.Fields(f[1]), Name: f[2]}

	if f[3] != "" {
		r.Price = decimal.NewNullDecimal(decimal.RequireFromString(f[3]))
	}

	return r
}

func recs(lines ...string) []match.Record {
	all := make([]match.Record, len(lines))
	for i, line := range lines {
		all[i] = rec(line)
	}

	return all
}

// told is "0-1 certain same_barcode …" for each pair.
func told(pairs []match.Pair) []string {
	all := make([]string, len(pairs))
	for i, p := range pairs {
		kind := "candidate"
		if p.Certain {
			kind = "certain"
		}

		all[i] = strings.TrimSpace(fmt.Sprintf("%d-%d %s %s", p.Left, p.Right, kind, strings.Trim(fmt.Sprint(p.Reasons), "[]")))
	}

	return all
}

func TestWhatIsCertainAndWhatIsNot(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct{ left, right, want []string }{
		"barcode": {
			[]string{"A|380001|Чаша"}, []string{"B|380001|Чаша голяма"}, []string{"0-0 certain same_barcode"},
		},
		"one of several barcodes": {
			[]string{"A|380001 380002|Чаша"}, []string{"B|380002|Чаша"}, []string{"0-0 certain same_barcode same_name"},
		},
		"code with look-alikes": {
			[]string{"cm048m||CM 048 M"}, []string{"CM048М||CM.048M"}, []string{"0-0 certain same_code same_name"},
		},
		"code under another name": {
			[]string{"RS-1||Радиостанция|5"}, []string{"RS-1||Baofeng|5"}, []string{"0-0 certain same_code different_names same_price"},
		},
		"code under another name at another price": {
			[]string{"RS-1||Радиостанция|5"}, []string{"RS-1||Baofeng|50"}, []string{"0-0 candidate same_code different_names"},
		},
		"code without a name": {
			[]string{"RS-1||"}, []string{"RS-1||Baofeng|50"}, []string{"0-0 certain same_code"},
		},
		"running numbers": {
			[]string{"17||Чаша"}, []string{"17||Нож"}, []string{"0-0 candidate same_code different_names running_number"},
		},
		"running number of the same": {
			[]string{"17||Чаша"}, []string{"17||чаша"}, []string{"0-0 certain same_code same_name"},
		},
		"duplicate code there": {
			[]string{"A||Чаша"}, []string{"A||Чаша", "A||Чаша малка"},
			[]string{"0-0 candidate shared_code same_name", "0-1 candidate shared_code alike_name"},
		},
		"duplicate code here": {
			[]string{"A||Чаша", "A||Нож"}, []string{"A||Чаша"},
			[]string{"0-0 candidate shared_code same_name", "1-0 candidate shared_code different_names"},
		},
		"barcode among a duplicate code": {
			[]string{"A|380001|Чаша"}, []string{"A|380001|Чаша", "A|380002|Чаша"}, []string{"0-0 certain same_barcode shared_code same_name"},
		},
		"barcode says one, code another": {
			[]string{"A|380001|Чаша"}, []string{"B|380001|Чаша", "A|380002|Чаша"},
			[]string{"0-0 candidate same_barcode other_code same_name", "0-1 candidate other_barcode same_code same_name"},
		},
		"two barcodes of two": {
			[]string{"A|380001 380002|Чаша"}, []string{"B|380001|Нож", "C|380002|Тен"},
			[]string{"0-0 candidate same_barcode other_barcode different_names", "0-1 candidate same_barcode other_barcode different_names"},
		},
		"code of one, barcodes of two": {
			[]string{"RS-1|380001|Чаша"}, []string{"RS-1|380002|Нож"}, []string{"0-0 candidate different_barcodes same_code different_names"},
		},
		"codes mixed up": {
			[]string{"RS-1||Чаша синя", "RS-2||Нож ловен"}, []string{"RS-1||Нож ловен 12", "RS-2||Чаша синя 3"},
			[]string{
				"0-1 candidate other_code alike_name", "0-0 candidate same_code different_names other_name",
				"1-0 candidate other_code alike_name", "1-1 candidate same_code different_names other_name",
			},
		},
		"code but for a point": {
			[]string{"CM.048||Карабина"}, []string{"CM048||Пушка"}, []string{"0-0 candidate alike_code different_names"},
		},
		"name and price": {
			[]string{"A||Чаша синя|5"}, []string{"B||чаша-синя|5.00"}, []string{"0-0 candidate same_name same_price"},
		},
		"nothing":     {[]string{"A||Чаша|5"}, []string{"B||Нож|5"}, []string{}},
		"empty marks": {[]string{"||", "|0000|"}, []string{"||", "|0000|"}, []string{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			require.Equal(t, c.want, told(match.Propose(recs(c.left...), recs(c.right...))))
		})
	}
}

// A small world, so that codes, barcodes and names meet often.
func side() *rapid.Generator[[]match.Record] {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) match.Record {
		return match.Record{
			Code:     rapid.SampledFrom([]string{"", "A1", "А1", "B2", "В2", "3", "4", "C-5", "C5", "D6"}).Draw(t, "code"),
			Barcodes: rapid.SliceOfN(rapid.SampledFrom([]string{"", "380001", "380002", "380003", "380004", "000"}), 0, 2).Draw(t, "barcodes"),
			Name: rapid.SampledFrom([]string{
				"", "Чаша", "ЧАША", "Чаша синя", "Чаша синя 2", "Чаша синя 3", "Нож", "Нож ловен", "Нoж лoвен",
			}).Draw(t, "name"),
			Price: decimal.NewNullDecimal(decimal.NewFromInt(rapid.Int64Range(1, 3).Draw(t, "price"))),
		}
	}), 0, 9)
}

func TestCertainPairsAreOneToOneAndFreeOfContradiction(t *testing.T) {
	t.Parallel()

	rapid.Check(t, func(t *rapid.T) {
		left, right := side().Draw(t, "left"), side().Draw(t, "right")
		pairs := match.Propose(left, right)

		here, there := map[int]bool{}, map[int]bool{}

		for _, p := range pairs {
			if !p.Certain {
				continue
			}

			require.False(t, here[p.Left], "left %d twice", p.Left)
			require.False(t, there[p.Right], "right %d twice", p.Right)
			here[p.Left], there[p.Right] = true, true

			require.True(t, contains(p, match.SameBarcode, match.SameCode), "%v", p)
			require.False(t, contains(p, match.OtherBarcode, match.OtherCode, match.OtherName, match.SharedBarcode), "%v", p)
		}

		for _, p := range pairs {
			require.True(t, p.Certain || !here[p.Left] && !there[p.Right], "a candidate of a settled record: %v", p)
			require.True(t, p.Score >= 0 && p.Score <= 100)
		}
	})
}

// Which side is which, and in what order the records stand, decides nothing.
func TestCertaintyDoesNotDependOnTheOrder(t *testing.T) {
	t.Parallel()

	rapid.Check(t, func(t *rapid.T) {
		left, right := side().Draw(t, "left"), side().Draw(t, "right")
		order := rapid.Permutation(indexes(len(left))).Draw(t, "order")

		shuffled := make([]match.Record, len(left))
		for to, from := range order {
			shuffled[to] = left[from]
		}

		want, turned, mixed := map[[2]int]bool{}, map[[2]int]bool{}, map[[2]int]bool{}

		for _, p := range match.Propose(left, right) {
			want[[2]int{p.Left, p.Right}] = p.Certain
		}

		for _, p := range match.Propose(right, left) {
			turned[[2]int{p.Right, p.Left}] = p.Certain
		}

		for _, p := range match.Propose(shuffled, right) {
			mixed[[2]int{order[p.Left], p.Right}] = p.Certain
		}

		for pair, certain := range want {
			if certain {
				require.True(t, turned[pair] && mixed[pair], "%v", pair)
			}
		}
	})
}

func indexes(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}

	return all
}

func contains(p match.Pair, reasons ...match.Reason) bool {
	return slices.ContainsFunc(p.Reasons, func(r match.Reason) bool { return slices.Contains(reasons, r) })
}
