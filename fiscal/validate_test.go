package fiscal_test

import (
	"slices"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/usn"
)

var shopSale = usn.Number{Device: "DT279013", Operator: "0001", Seq: 1}

func pay(kind fiscal.PaymentKind, amount string) fiscal.Payment {
	return fiscal.Payment{Kind: kind, Amount: dec(amount)}
}

func goodReceipt() fiscal.Receipt {
	return fiscal.Receipt{
		USN: shopSale, Operator: "1",
		Items: []fiscal.Item{
			sale("1", "12"), {Kind: fiscal.ItemComment, Text: "бележка"},
			sale("2", "10", mod(fiscal.DiscountPercent, "10")),
			{Kind: fiscal.ItemDiscount, Amount: dec("10")}, {Kind: fiscal.ItemFooter, Text: "Поръчка 100234"},
		},
		Payments: []fiscal.Payment{pay(fiscal.PayCash, "50"), pay(fiscal.PayChange, "-30")},
	}
}

func TestValidReceipts(t *testing.T) {
	t.Parallel()
	require.NoError(t, goodReceipt().Validate())
	for name, change := range map[string]func(*fiscal.Receipt){
		"no payments":   func(r *fiscal.Receipt) { r.Payments = nil },
		"no number":     func(r *fiscal.Receipt) { r.USN = usn.Number{} },
		"two payments":  func(r *fiscal.Receipt) { r.Payments = []fiscal.Payment{pay("card", "15"), pay("coupons", "5")} },
		"only one line": func(r *fiscal.Receipt) { r.Items, r.Payments = []fiscal.Item{sale("0.001", "10")}, nil },
		"a comment before the first sale": func(r *fiscal.Receipt) {
			r.Items = append([]fiscal.Item{{Kind: fiscal.ItemComment, Text: "бележка"}}, r.Items...)
		},
		"group of a subtotal discount": func(r *fiscal.Receipt) {
			r.Items[3].TaxGroup = fiscal.GroupB
		},
	} {
		r := goodReceipt()
		change(&r)
		require.NoError(t, r.Validate(), name)
	}
}

func TestInvalidReceipts(t *testing.T) {
	t.Parallel()
	tests := []struct {
		says  string
		spoil func(*fiscal.Receipt)
	}{
		{"sells nothing", func(r *fiscal.Receipt) { r.Items = nil }},
		{"sells nothing", func(r *fiscal.Receipt) { r.Items = r.Items[1:2] }},
		{"item 1: a discount-amount before the first sale", func(r *fiscal.Receipt) {
			r.Items = append([]fiscal.Item{{Kind: fiscal.ItemDiscount, Amount: dec("1")}}, r.Items...)
		}},
		{"item 2: a surcharge-amount before the first sale", func(r *fiscal.Receipt) {
			r.Items = append([]fiscal.Item{
				{Kind: fiscal.ItemComment, Text: "бележка"}, {Kind: fiscal.ItemSurcharge, Amount: dec("1")},
			}, r.Items...)
		}},
		{"item 2: the discount of 13 is more than the subtotal", func(r *fiscal.Receipt) {
			r.Items = slices.Insert(r.Items, 1, fiscal.Item{Kind: fiscal.ItemDiscount, Amount: dec("13")})
		}},
		{"513 sale lines", func(r *fiscal.Receipt) { r.Items = slices.Repeat([]fiscal.Item{sale("1", "1")}, 513) }},
		{"the total is -", func(r *fiscal.Receipt) { r.Items[3].Amount = dec("40") }},
		{"the total is 0.00", func(r *fiscal.Receipt) { r.Items[3].Amount = dec("30") }},
		{"item 1: fiscal: the text is empty", func(r *fiscal.Receipt) { r.Items[0].Text = " \t" }},
		{"item 2: fiscal: the text is empty", func(r *fiscal.Receipt) { r.Items[1].Text = "" }},
		{`kind "invoice"`, func(r *fiscal.Receipt) { r.Items[1].Kind = "invoice" }},
		{"quantity 0:", func(r *fiscal.Receipt) { r.Items[0].Quantity = decimal.Zero }},
		{"quantity 0.0004", func(r *fiscal.Receipt) { r.Items[0].Quantity = dec("0.0004") }},
		{"quantity -1", func(r *fiscal.Receipt) { r.Items[0].Quantity = dec("-1") }},
		{"quantity 100000", func(r *fiscal.Receipt) { r.Items[0].Quantity = dec("100000") }},
		{"unit price 0:", func(r *fiscal.Receipt) { r.Items[0].UnitPrice = decimal.Zero }},
		{"unit price 0.004", func(r *fiscal.Receipt) { r.Items[0].UnitPrice = dec("0.004") }},
		{"unit price 1000000", func(r *fiscal.Receipt) { r.Items[0].UnitPrice = dec("1000000") }},
		{"the line comes to 9", func(r *fiscal.Receipt) { r.Items[0].Quantity, r.Items[0].UnitPrice = dec("99999"), dec("999999") }},
		{"tax group 0", func(r *fiscal.Receipt) { r.Items[0].TaxGroup = 0 }},
		{"tax group 9", func(r *fiscal.Receipt) { r.Items[0].TaxGroup = 9 }},
		{"department -1", func(r *fiscal.Receipt) { r.Items[0].Department = -1 }},
		{"without a kind", func(r *fiscal.Receipt) { r.Items[0].Modifier = mod("", "5") }},
		{`modifier "rebate"`, func(r *fiscal.Receipt) { r.Items[0].Modifier = mod("rebate", "5") }},
		{"discount-percent of 100", func(r *fiscal.Receipt) { r.Items[0].Modifier = mod(fiscal.DiscountPercent, "100") }},
		{"discount-percent of 1.005", func(r *fiscal.Receipt) { r.Items[0].Modifier = mod(fiscal.DiscountPercent, "1.005") }},
		{"discount-amount of 0", func(r *fiscal.Receipt) { r.Items[0].Modifier = mod(fiscal.DiscountAmount, "0") }},
		{"surcharge-amount of -1", func(r *fiscal.Receipt) { r.Items[0].Modifier = mod(fiscal.SurchargeAmount, "-1") }},
		{"the line comes to -1", func(r *fiscal.Receipt) { r.Items[0].Modifier = mod(fiscal.DiscountAmount, "13") }},
		{"amount 0.001", func(r *fiscal.Receipt) { r.Items[3].Amount = dec("0.001") }},
		{"amount -1", func(r *fiscal.Receipt) { r.Items[3].Amount = dec("-1") }},
		{"tax group 12", func(r *fiscal.Receipt) { r.Items[3].TaxGroup = 12 }},
		{"УНП", func(r *fiscal.Receipt) { r.USN.Device = "dt279013" }},
		{"УНП", func(r *fiscal.Receipt) { r.USN.Seq = 0 }},
		{"sum to 19.99, the receipt to 20.00", func(r *fiscal.Receipt) { r.Payments = []fiscal.Payment{pay("cash", "19.99")} }},
		{"sum to 25.00, the receipt to 20.00", func(r *fiscal.Receipt) { r.Payments = []fiscal.Payment{pay("cash", "25")} }},
		{`payment 1: fiscal: kind "paypal"`, func(r *fiscal.Receipt) { r.Payments = []fiscal.Payment{pay("paypal", "20")} }},
		{`payment 1: fiscal: kind ""`, func(r *fiscal.Receipt) { r.Payments = []fiscal.Payment{pay("", "20")} }},
		{"cash of -1", func(r *fiscal.Receipt) { r.Payments = []fiscal.Payment{pay("cash", "-1"), pay("card", "21")} }},
		{"card of 0", func(r *fiscal.Receipt) { r.Payments = []fiscal.Payment{pay("cash", "20"), pay("card", "0")} }},
		{"cash of 20.001", func(r *fiscal.Receipt) { r.Payments = []fiscal.Payment{pay("cash", "20.001")} }},
		{"change of 5", func(r *fiscal.Receipt) { r.Payments = []fiscal.Payment{pay("cash", "15"), pay("change", "5")} }},
		{"without as much cash", func(r *fiscal.Receipt) { r.Payments = []fiscal.Payment{pay("card", "25"), pay("change", "-5")} }},
	}
	for _, tt := range tests {
		t.Run(tt.says, func(t *testing.T) {
			t.Parallel()
			r := goodReceipt()
			tt.spoil(&r)
			err := r.Validate()
			require.ErrorIs(t, err, fiscal.ErrInvalid)
			require.ErrorContains(t, err, tt.says)
		})
	}
}

// All reasons come at once: nobody wants to mend a receipt one refusal at a time.
func TestValidateListsEverything(t *testing.T) {
	t.Parallel()
	r := goodReceipt()
	r.Items[0].TaxGroup, r.Items[1].Text, r.Payments = 0, "", []fiscal.Payment{pay("gold", "1")}
	err := r.Validate()
	for _, says := range []string{"tax group 0", "item 2", `"gold"`, "sum to 1.00"} {
		require.ErrorContains(t, err, says)
	}
}

func goodReversal() fiscal.Reversal {
	r := goodReceipt()
	r.Payments = nil
	return fiscal.Reversal{
		Receipt: r, Reason: fiscal.ReasonRefund,
		Original: fiscal.Result{
			Number: "0000085", FiscalMemory: "02279013", Time: time.Date(2026, 11, 23, 13, 55, 18, 0, time.UTC),
		},
	}
}

func TestReversalValidate(t *testing.T) {
	t.Parallel()
	require.NoError(t, goodReversal().Validate())
	for says, spoil := range map[string]func(*fiscal.Reversal){
		"has no payments":          func(r *fiscal.Reversal) { r.Payments = []fiscal.Payment{pay("cash", "20")} },
		"needs number":             func(r *fiscal.Reversal) { r.Original.Number = "" },
		"number, time and fiscal":  func(r *fiscal.Reversal) { r.Original.FiscalMemory = "" },
		"number, time":             func(r *fiscal.Reversal) { r.Original.Time = time.Time{} },
		`storno reason ""`:         func(r *fiscal.Reversal) { r.Reason = "" },
		`storno reason "whim"`:     func(r *fiscal.Reversal) { r.Reason = "whim" },
		"item 1: fiscal: the text": func(r *fiscal.Reversal) { r.Items[0].Text = "" },
	} {
		r := goodReversal()
		spoil(&r)
		require.ErrorIs(t, r.Validate(), fiscal.ErrInvalid)
		require.ErrorContains(t, r.Validate(), says)
	}
}
