package isl_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/charmap"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/fiscal/isl"
	"github.com/skladmost/skladmost/usn"
)

var update = flag.Bool("update", false, "write the golden files anew")

func makers() []isl.Maker {
	return []isl.Maker{isl.DatecsA, isl.DatecsB, isl.DatecsX, isl.Daisy, isl.Eltrade, isl.Incotex}
}

func money(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// sample has every kind of line, discount and payment that all makers know.
func sample() fiscal.Receipt {
	return fiscal.Receipt{
		TaskID: "task-1", USN: usn.Number{Device: "DT279013", Operator: "0001", Seq: 1},
		Items: []fiscal.Item{
			{Kind: fiscal.ItemComment, Text: "Поръчка 100234"},
			{Text: "Сирене", Quantity: money("1"), UnitPrice: money("12"), TaxGroup: fiscal.GroupB},
			{Text: "Мляко", Quantity: money("2"), UnitPrice: money("10"), TaxGroup: fiscal.GroupB,
				Modifier: fiscal.Modifier{Kind: fiscal.DiscountPercent, Value: money("10")}},
			{Text: "Хляб\tс\nмая", Quantity: money("0.75"), UnitPrice: money("2.4"), TaxGroup: fiscal.GroupG, Department: 3,
				Modifier: fiscal.Modifier{Kind: fiscal.DiscountAmount, Value: money("0.3")}},
			{Text: "Книга с едно много дълго заглавие, което никой апарат не побира на един ред, том 2", Quantity: money("1.125"),
				UnitPrice: money("8"), TaxGroup: fiscal.GroupA, Modifier: fiscal.Modifier{Kind: fiscal.SurchargePercent, Value: money("5.5")}},
			{Text: "Плик 😀", Quantity: money("3"), UnitPrice: money("0.1"), TaxGroup: 8,
				Modifier: fiscal.Modifier{Kind: fiscal.SurchargeAmount, Value: money("0.05")}},
			{Kind: fiscal.ItemDiscount, Amount: money("1")},
			{Kind: fiscal.ItemSurcharge, Amount: money("0.5")},
			{Kind: fiscal.ItemFooter, Text: "Благодарим Ви"},
		},
		Payments: []fiscal.Payment{
			{Kind: fiscal.PayCash, Amount: money("30")},
			{Kind: fiscal.PayCard, Amount: money("20")},
			{Kind: fiscal.PayChange, Amount: money("-9.15")},
		},
	}
}

func sampleStorno(t *testing.T) fiscal.Reversal {
	t.Helper()
	r := sample()
	r.Payments = nil
	return fiscal.Reversal{
		Receipt: r, Reason: fiscal.ReasonRefund,
		Original: fiscal.Result{Number: "0000085", FiscalMemory: "02279013", Time: sofia(t, "2019-05-17 13:55:18")},
	}
}

func sofia(t *testing.T, s string) time.Time {
	t.Helper()
	where, err := time.LoadLocation("Europe/Sofia")
	require.NoError(t, err)
	at, err := time.ParseInLocation(time.DateTime, s, where)
	require.NoError(t, err)
	return at.UTC() // the dialect has to turn it back
}

func TestGoldenSaleAndStorno(t *testing.T) {
	require.Equal(t, "40.85", sample().Total().String(), "the sample's payments follow from it")
	for _, m := range makers() {
		t.Run(string(m), func(t *testing.T) {
			sale, err := isl.AppendReceipt(nil, isl.Options{Maker: m}, sample())
			require.NoError(t, err)
			golden(t, string(m)+"-sale", sale)
			storno, err := isl.AppendReversal(nil, isl.Options{Maker: m}, sampleStorno(t))
			require.NoError(t, err)
			golden(t, string(m)+"-storno", storno)
		})
	}
}

// golden compares a stream with its file: a line of hexadecimals for each frame, and
// below it what stands in it.
func golden(t *testing.T, name string, stream []byte) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	got := readable(t, stream)
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(got), 0o600))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, string(want), got)
}

func readable(t *testing.T, stream []byte) string {
	t.Helper()
	var out strings.Builder
	for _, frame := range bytes.SplitAfter(stream, []byte{0x03}) {
		if len(frame) == 0 {
			continue
		}
		f, err := isl.DecodeFrame(frame)
		require.NoError(t, err)
		text, err := charmap.Windows1251.NewDecoder().String(string(f.Data))
		require.NoError(t, err)
		fmt.Fprintf(&out, "% X\n    SEQ %02X CMD %02X %q\n", frame, f.Seq, f.Cmd, text)
	}
	return out.String()
}
