package zfp

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/usn"
)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func sofia(tb testing.TB) *time.Location {
	tb.Helper()
	l, err := time.LoadLocation("Europe/Sofia")
	require.NoError(tb, err)
	return l
}

func testTerms(tb testing.TB) terms {
	tb.Helper()
	return terms{codes: codesOf(V1), operator: "1", password: func() string { return "0000" }, location: sofia(tb)}
}

// fullSale has one of everything: every modifier, both subtotal sums, comments above and
// below, three payments with change.
func fullSale() fiscal.Receipt {
	modified := func(text string, kind fiscal.ModifierKind, value string) fiscal.Item {
		return fiscal.Item{
			Text: text, Quantity: dec("2.5"), UnitPrice: dec("10"), TaxGroup: fiscal.GroupB,
			Modifier: fiscal.Modifier{Kind: kind, Value: dec(value)},
		}
	}
	return fiscal.Receipt{
		USN: usn.Number{Device: "ZK126720", Operator: "0001", Seq: 7},
		Items: []fiscal.Item{
			{Text: "Сирене", Quantity: dec("1"), UnitPrice: dec("12"), TaxGroup: fiscal.GroupB},
			{Kind: fiscal.ItemComment, Text: "бележка"},
			modified("Мляко", fiscal.DiscountPercent, "10"),
			modified("Кафе", fiscal.SurchargePercent, "5.5"),
			modified("Чай", fiscal.DiscountAmount, "1.23"),
			modified("Захар", fiscal.SurchargeAmount, "0.4"),
			{Kind: fiscal.ItemDiscount, Amount: dec("10")},
			{Kind: fiscal.ItemSurcharge, Amount: dec("1.5")},
			{Text: "Кило", Quantity: dec("0.125"), UnitPrice: dec("3"), TaxGroup: fiscal.GroupG, Department: 2},
			{Kind: fiscal.ItemFooter, Text: "Поръчка 100234"},
		},
		Payments: []fiscal.Payment{
			{Kind: fiscal.PayCard, Amount: dec("50")},
			{Kind: fiscal.PayCash, Amount: dec("100")},
			{Kind: fiscal.PayChange, Amount: dec("-48.57")},
			{Kind: fiscal.PayCoupons, Amount: dec("0.5")},
		},
	}
}

func fullStorno(tb testing.TB) fiscal.Reversal {
	tb.Helper()
	return fiscal.Reversal{
		Receipt: fiscal.Receipt{
			USN:      usn.Number{Device: "ZK126720", Operator: "0001", Seq: 7},
			Operator: "2", OperatorPassword: func() string { return "4321" },
			Items: []fiscal.Item{
				{Text: "Сирене", Quantity: dec("1"), UnitPrice: dec("12"), TaxGroup: fiscal.GroupB},
				{Kind: fiscal.ItemFooter, Text: "върната стока"},
			},
		},
		Original: fiscal.Result{
			Number: "0000085", Time: time.Date(2026, 5, 17, 10, 55, 18, 0, time.UTC), FiscalMemory: "50163145",
		},
		Reason: fiscal.ReasonRefund,
	}
}

// lines are the commands as a person reads them; '.' stands for a space of a name.
func lines(tb testing.TB, p plan) []string {
	tb.Helper()
	var all []string
	for _, c := range p.commands {
		text := decodeText(c.data)
		if c.cmd == cmdSell || c.cmd == cmdSellDept {
			require.Equal(tb, nameWire, bytes.IndexByte(c.data, ';'), "a name is 36 characters wide")
			name, rest, _ := strings.Cut(text, ";")
			text = strings.TrimRight(name, " ") + ";" + rest
		}
		all = append(all, fmt.Sprintf("%d %02X %s", c.step, c.cmd, text))
	}
	return all
}

func TestASaleInCommands(t *testing.T) {
	t.Parallel()
	r := fullSale()
	require.NoError(t, r.Validate())
	p, err := testTerms(t).sale(r)
	require.NoError(t, err)
	require.Equal(t, []string{
		"0 30 1;0000;1;1;2$ZK126720-0001-0000007",
		"1 31 Сирене;Б;12.00*1",
		"1 37 бележка",
		"1 31 Мляко;Б;10.00*2.5,-10.00",
		"1 31 Кафе;Б;10.00*2.5,5.50",
		"1 31 Чай;Б;10.00*2.5:-1.23",
		"1 31 Захар;Б;10.00*2.5:0.40",
		"1 33 1;0:-10.00",
		"1 33 1;0:1.50",
		"1 34 Кило;‚;3.00*0.125!Г", // 82 is the department
		"2 33 0;0",
		"3 35 7;1;50.00*",
		"3 35 0;1;51.43*",
		"3 35 2;1;0.50*",
		"4 37 Поръчка 100234",
		"5 38 ",
	}, lines(t, p))
	require.Equal(t, "101.93", p.total.StringFixed(2))
}

func TestAStornoInCommands(t *testing.T) {
	t.Parallel()
	r := fullStorno(t)
	require.NoError(t, r.Validate())
	p, err := testTerms(t).storno(r)
	require.NoError(t, err)
	require.Equal(t, []string{
		"0 30 2;4321;1;1;D;1;000085;17-05-26 13:55:18;50163145;ZK126720-0001-0000007",
		"1 31 Сирене;Б;12.00*1",
		"2 33 0;0",
		"3 35 0;1;12.00*",
		"4 37 върната стока",
		"5 38 ",
	}, lines(t, p))
	r.USN, r.Reason = usn.Number{}, fiscal.ReasonOperatorError
	p, err = testTerms(t).storno(r)
	require.NoError(t, err)
	require.Equal(t, "0 30 2;4321;1;1;D;0;000085;17-05-26 13:55:18;50163145", lines(t, p)[0])
	r.Reason = fiscal.ReasonTaxBaseReduction
	p, err = testTerms(t).storno(r)
	require.NoError(t, err)
	require.Contains(t, lines(t, p)[0], ";D;2;")
}

// The bytes of both, as testdata holds them: they were made from the description by a
// program of its own, in another language.
func TestTheBytesOfASaleAndAStorno(t *testing.T) {
	t.Parallel()
	sold, err := testTerms(t).sale(fullSale())
	require.NoError(t, err)
	back, err := testTerms(t).storno(fullStorno(t))
	require.NoError(t, err)
	for file, p := range map[string]plan{"sale.hex": sold, "storno.hex": back} {
		golden, err := os.ReadFile(filepath.Join("testdata", file))
		require.NoError(t, err)
		want := strings.Split(strings.TrimSpace(string(golden)), "\n")
		require.Len(t, p.commands, len(want), file)
		for i, c := range p.commands {
			b, err := EncodeFrame(Frame{NBL: byte(0x21 + i), Cmd: c.cmd, Data: c.data})
			require.NoError(t, err)
			require.Equal(t, unhex(t, want[i]), b, "%s, line %d", file, i+1)
		}
	}
}

func TestASaleWithoutANumberPaidInCash(t *testing.T) {
	t.Parallel()
	none := func() string { return "" } // a setting that nobody has filled in
	p, err := testTerms(t).sale(fiscal.Receipt{OperatorPassword: none, Items: []fiscal.Item{
		{Text: "А | Б", Quantity: dec("1.0005"), UnitPrice: dec("1.005"), TaxGroup: 8},
	}})
	require.NoError(t, err)
	require.Equal(t, []string{"0 30 1;0000;1;1;2", "1 31 А / Б;З;1.01*1.001", "2 33 0;0", "3 35 0;1;1.01*", "5 38 "}, lines(t, p))
}

func TestTextsFitTheDevice(t *testing.T) {
	t.Parallel()
	long := "Много дълго име на стока с всякакви подробности XL червено"
	p, err := testTerms(t).sale(fiscal.Receipt{Items: []fiscal.Item{
		{Text: long + "🧀\n", Quantity: dec("1"), UnitPrice: dec("1"), TaxGroup: 1},
		{Kind: fiscal.ItemComment, Text: long},
	}})
	require.NoError(t, err)
	name, _, _ := strings.Cut(lines(t, p)[1][5:], ";")
	require.Len(t, []rune(name), nameMax)
	require.Len(t, p.commands[2].data, commentMax)
}

func TestPlansThatNoDeviceTakes(t *testing.T) {
	t.Parallel()
	sale := func(change func(*fiscal.Receipt)) func() (plan, error) {
		return func() (plan, error) {
			r := fullSale()
			change(&r)
			return testTerms(t).sale(r)
		}
	}
	storno := func(change func(*fiscal.Reversal)) func() (plan, error) {
		return func() (plan, error) {
			r := fullStorno(t)
			change(&r)
			return testTerms(t).storno(r)
		}
	}
	for says, try := range map[string]func() (plan, error){
		`operator "21"`:          sale(func(r *fiscal.Receipt) { r.Operator = "21" }),
		`operator "+1"`:          sale(func(r *fiscal.Receipt) { r.Operator = "+1" }),
		`operator "0"`:           storno(func(r *fiscal.Reversal) { r.Operator = "0" }),
		"password is not 1 to 6": sale(func(r *fiscal.Receipt) { r.OperatorPassword = func() string { return "1;23" } }),
		"department 20":          sale(func(r *fiscal.Receipt) { r.Items[8].Department = 20 }),
		"several VAT groups":     sale(func(r *fiscal.Receipt) { r.Items[0].TaxGroup = fiscal.GroupG }),
		"more than 8 characters": sale(func(r *fiscal.Receipt) { r.Items[4].Modifier.Value = dec("12345.67") }),
		"item 7: zfp: discount":  sale(func(r *fiscal.Receipt) { r.Items[6].Amount = dec("12345.67") }),
		"kind reserved9":         sale(func(r *fiscal.Receipt) { r.Payments[0].Kind = "reserved9" }),
		"card 50000000.00":       sale(func(r *fiscal.Receipt) { r.Payments[0].Amount = dec("50000000") }),
		`number "0000000"`:       storno(func(r *fiscal.Reversal) { r.Original.Number = "0000000" }),
		`number "1234567"`:       storno(func(r *fiscal.Reversal) { r.Original.Number = "1234567" }),
		`number "12a"`:           storno(func(r *fiscal.Reversal) { r.Original.Number = "12a" }),
		`memory "5016314"`:       storno(func(r *fiscal.Reversal) { r.Original.FiscalMemory = "5016314" }),
	} {
		_, err := try()
		require.ErrorIs(t, err, fiscal.ErrInvalid, says)
		require.ErrorContains(t, err, says)
		require.NotContains(t, err.Error(), "1;23", "no error repeats a password")
	}
}

func TestPaymentNumbers(t *testing.T) {
	t.Parallel()
	require.Equal(t, "7", codesOf(V1)[fiscal.PayCard])
	require.Equal(t, "1", codesOf(V2)[fiscal.PayCard])
	require.Len(t, codesOf(V1), 11)
	require.Equal(t, []fiscal.PaymentKind{fiscal.PayCard, fiscal.PayCash, fiscal.PayCheck}, codesOf(V2).kinds())
	own := codesOf(V2).with(map[fiscal.PaymentKind]string{fiscal.PayBank: "4", fiscal.PayCheck: ""})
	require.Equal(t, codes{fiscal.PayCash: "0", fiscal.PayCard: "1", fiscal.PayBank: "4"}, own)
	require.Len(t, codesOf(V2), 3)
}

func TestPaymentsThatAreMissing(t *testing.T) {
	t.Parallel()
	p, err := testTerms(t).sale(fullSale())
	require.NoError(t, err)
	for i, paid := range []map[string]decimal.Decimal{
		{},
		{"7": dec("50")},
		{"7": dec("50"), "0": dec("51.43")},
		{"7": dec("50"), "0": dec("51.43"), "2": dec("0.5")},
	} {
		missing, known := p.unpaid(paid)
		require.True(t, known)
		require.Len(t, missing, 3-i)
	}
	for _, paid := range []map[string]decimal.Decimal{{"0": dec("51.43")}, {"7": dec("50.01")}, {"7": dec("100")}} {
		_, known := p.unpaid(paid)
		require.False(t, known)
	}
}
