package wire

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
)

func TestDecimalsOnTheWire(t *testing.T) {
	t.Parallel()
	for in, want := range map[string][3]string{ // money, quantity, percent
		"0":        {"0.00", "0.000", "0.00"},
		"19.9":     {"19.90", "19.900", "19.90"},
		"19.90000": {"19.90", "19.900", "19.90"},
		"0.1234":   {"0.1234", "0.1234", "0.1234"},
		"-5":       {"-5.00", "-5.000", "-5.00"},
		"1000000":  {"1000000.00", "1000000.000", "1000000.00"},
	} {
		d := decimal.RequireFromString(in)
		got, err := json.Marshal([]any{Money{d}, Quantity{d}, Percent{d}, &Money{d}})
		require.NoError(t, err)
		require.JSONEq(t, `["`+want[0]+`","`+want[1]+`","`+want[2]+`","`+want[0]+`"]`, string(got))
	}
}

func TestDecimalsThatAreRead(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{`"19.90"`: "19.9", `19.90`: "19.9", `"-0.5"`: "-0.5", `"+7"`: "7", `7`: "7", `".5"`: "0.5"} {
		var m Money
		require.NoError(t, json.Unmarshal([]byte(in), &m), in)
		require.Equal(t, want, m.String())
	}
	for _, in := range []string{
		`""`, `"x"`, `"1e5"`, `1e5`, `"1e999999999"`, `"NaN"`, `"Inf"`, `"0x10"`, `"1,5"`, `"1.2.3"`, `"--1"`, `" 1"`, `"1 "`, `"١"`,
		`{}`, `[]`, `true`, `"null"`, `"` + strings.Repeat("9", 41) + `"`, `"+-1"`, `"."`, `"-"`, `"1_000"`,
	} {
		var m Money
		require.Error(t, json.Unmarshal([]byte(in), &m), in)
		var q Quantity
		require.ErrorIs(t, q.UnmarshalJSON([]byte(in)), ErrDecimal, in)
	}
	var p struct {
		V *Percent `json:"V"`
	}
	require.NoError(t, json.Unmarshal([]byte(`{"V":null}`), &p))
	require.Nil(t, p.V)
}

func FuzzDecimal(f *testing.F) {
	f.Add(`"19.90"`)
	f.Add(`1e9`)
	f.Fuzz(func(t *testing.T, in string) {
		var m Money
		if m.UnmarshalJSON([]byte(in)) != nil {
			return
		}
		out, err := json.Marshal(m)
		require.NoError(t, err)
		require.LessOrEqual(t, len(out), 2*maxDecimal)
		var again Money
		if len(out) <= maxDecimal {
			require.NoError(t, json.Unmarshal(out, &again))
			require.True(t, again.Equal(m.Decimal))
		}
	})
}

func TestFieldHasThreeStates(t *testing.T) {
	t.Parallel()
	type row struct {
		A Field[string]   `json:"a,omitzero"`
		B Field[[]string] `json:"b,omitzero"`
		C Field[Money]    `json:"c,omitzero"`
	}
	for in, want := range map[string]row{
		`{}`:                           {},
		`{"a":null,"b":null,"c":null}`: {Clear[string](), Clear[[]string](), Clear[Money]()},
		`{"a":"","b":[],"c":"1.50"}`:   {Of(""), Of([]string{}), Of(Money{decimal.RequireFromString("1.50")})},
		`{"a":"x","b":["y"]}`:          {A: Of("x"), B: Of([]string{"y"})},
	} {
		var got row
		require.NoError(t, json.Unmarshal([]byte(in), &got))
		require.Empty(t, cmp.Diff(want, got))
		out, err := json.Marshal(got)
		require.NoError(t, err)
		require.JSONEq(t, in, string(out))
	}
	var r row
	require.Error(t, json.Unmarshal([]byte(`{"a":7}`), &r))
}

func TestFieldApply(t *testing.T) {
	t.Parallel()
	s := "old"
	Field[string]{}.Apply(&s)
	require.Equal(t, "old", s)
	Of("new").Apply(&s)
	require.Equal(t, "new", s)
	Clear[string]().Apply(&s)
	require.Empty(t, s)

	var p *int
	Field[int]{}.ApplyPtr(&p)
	require.Nil(t, p)
	Of(3).ApplyPtr(&p)
	require.Equal(t, 3, *p)
	Clear[int]().ApplyPtr(&p)
	require.Nil(t, p)
}

// TestRoundTrip reads the contract's own examples and writes them again.
func TestRoundTrip(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		into any
		raw  string
	}{
		"product": {new(Product), `{"id":"8810","external_id":"G:1234","name":"Тениска","category_ids":["12"],"brand":"X","description_html":"…",
			"tax_group":2,"vat_rate":"20.00","visible":true,"is_new":false,"is_service":false,"option_names":["Размер","Цвят"],
			"images":["https://x/8810.png"],"url":"https://x/t.html","variants":[{"id":"8810-1","external_id":"101","sku":"TS-M-R","barcode":"3800",
			"options":["M","Червен"],"price":"19.99","compare_at_price":null,"currency":"EUR","quantity":"5.000","weight_g":200,"active":true}],
			"created_at":"2026-11-20T10:15:00+02:00","updated_at":"2026-11-20T10:15:00+02:00","deleted":false}`},
		"list": {new(List[Status]), `{"data":[{"id":"2","code":"confirmed","name":"Потвърдена","is_final":false,"is_cancelled":false}],
			"page":{"next_cursor":null,"limit":100}}`},
		"bulk answer": {new(BulkAnswer), `{"results":[{"index":0,"status":"created","id":"1","external_id":"2"},
			{"index":1,"status":"failed","error":{"code":"conflict","message":"m"}}]}`},
		"error": {new(ErrorBody), `{"error":{"code":"validation_failed","message":"…","request_id":"r","details":[{"field":"items[0].sku","code":"unknown","message":"…"}]}}`},
		"receipt": {new(Receipt), `{"type":"sale","number":"0000085","issued_at":"2026-11-20T10:15:00+02:00","amount":"25.98","currency":"EUR",
			"fiscal_memory":"02279013","device":"DT279013","usn":"u"}`},
	} {
		require.NoError(t, json.Unmarshal([]byte(tc.raw), tc.into), name)
		out, err := json.Marshal(tc.into)
		require.NoError(t, err)
		require.JSONEq(t, tc.raw, string(out), name)
	}
}
