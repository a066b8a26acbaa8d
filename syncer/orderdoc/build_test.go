package orderdoc_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/orderdoc"
	"github.com/skladmost/skladmost/syncer/text"
)

func TestBuildKeepsThePercentageThatGivesTheLine(t *testing.T) {
	t.Parallel()

	i := item("1", "2", "24.99", "10.00")
	i.Discounts[0].Type, i.Discounts[0].Value = gombashop.PercentDiscount, percent("20")
	d := build(t, sale(), order("39.98", i))

	require.Len(t, d.Document.Lines, 1)
	require.Equal(t, "24.99", d.Document.Lines[0].Price.String())
	require.Equal(t, "20", d.Document.Lines[0].Discount.String(), "49.98 less 10.00 is 20.01 %, and 20 % gives the line too")
	require.Equal(t, "39.98", d.Total.String())
	require.Equal(t, "100234", d.Document.Note)
	require.Equal(t, "order:main:7", d.Document.ExternalKey)
}

func TestBuildSplitsALineThatNoPriceMeets(t *testing.T) {
	t.Parallel()

	i := item("1", "3", "3.40", "0.20")
	d := build(t, sale(), order("10.00", i))

	if len(d.Document.Lines) == 2 {
		require.Equal(t, []text.Code{text.LineSplit}, codes(d.Warnings))
		require.Equal(t, 2, d.Lines[0].Count)
	}

	require.Equal(t, "10", d.Total.String())
	require.Equal(t, "0.2", d.Lines[0].Discount.String())
}

func TestBuildTakesEveryKindOfDiscountTogether(t *testing.T) {
	t.Parallel()

	o := order("25.98", item("1", "2", "24.99", "10.00"))
	o.Delivery = gombashop.Delivery{Name: "Еконт", Price: dec("5"), VATRate: percent("20")}
	o.Discounts = []gombashop.Discount{
		{Kind: gombashop.PromoCodeDiscount, Code: "NOVEMBER", Amount: dec("4"), AppliesTo: gombashop.AppliesToItems},
		{Kind: gombashop.VoucherDiscount, Code: "V-778", Amount: dec("15"), TreatAs: gombashop.AsDiscount},
	}
	d := build(t, sale(), o)

	require.Equal(t, "25.98", d.Total.String())
	require.Equal(t, "25.98", d.ShopTotal.String())
	require.Equal(t, []orderdoc.Source{orderdoc.FromItem, orderdoc.FromDelivery}, []orderdoc.Source{d.Lines[0].Source, d.Lines[1].Source})
	require.Empty(t, d.Document.Payments)
	require.Equal(t, "25.98", d.Open.Amount.String())
}

func TestBuildVouchersBothWays(t *testing.T) {
	t.Parallel()

	asShop := map[gombashop.TreatAs]string{gombashop.AsDiscount: "35", gombashop.AsPayment: "50"}
	for treat, grand := range asShop {
		o := order(grand, item("1", "1", "50"))
		o.Totals.Payable = dec("35")
		o.Discounts = []gombashop.Discount{{Kind: gombashop.VoucherDiscount, Code: "V", Amount: dec("15"), TreatAs: treat}}

		for mode, total := range map[orderdoc.VoucherMode]string{
			orderdoc.VoucherAsShop: grand, orderdoc.VoucherDiscount: "35", orderdoc.VoucherPayment: "50",
		} {
			terms := sale()
			terms.Voucher = mode
			d := build(t, terms, o)
			require.Equal(t, total, d.Total.String(), "%s %s", treat, mode)
			require.Equal(t, grand, d.ShopTotal.String())
			require.Equal(t, "35", d.Open.Amount.String(), "the customer pays the same")

			if total == "50" {
				require.Equal(t, []sklad.Payment{{Type: int64(sklad.MethodVoucher), Amount: dec("15"), Date: terms.Date}}, d.Document.Payments)
			}
		}
	}
}

func TestBuildNeverMakesALineNegative(t *testing.T) {
	t.Parallel()

	o := order("0", item("1", "1", "10"), item("2", "1", "5"))
	o.Discounts = []gombashop.Discount{{Kind: gombashop.VoucherDiscount, Code: "V", Amount: dec("20"), TreatAs: gombashop.AsDiscount}}
	d := build(t, sale(), o)
	require.True(t, d.Total.IsZero())
	require.Equal(t, []text.Code{text.DiscountOverflow}, codes(d.Warnings))

	o.Discounts[0].TreatAs, o.Totals.GrandTotal, o.Totals.Payable = gombashop.AsPayment, dec("15"), dec("0")
	d = build(t, sale(), o)
	require.Equal(t, "15", d.Document.Payments[0].Amount.String(), "no more than the sale")
}

func TestBuildWithoutDeliveryItem(t *testing.T) {
	t.Parallel()

	o := order("15", item("1", "1", "10"))
	o.Delivery = gombashop.Delivery{Price: dec("6"), DiscountAmount: dec("1")}
	terms := sale()
	terms.DeliveryItem = false
	d := build(t, terms, o)
	require.Equal(t, "10", d.Total.String())
	require.Equal(t, "15", d.ShopTotal.String())
	require.Len(t, d.Lines, 1)
}

func TestBuildConvertsLev(t *testing.T) {
	t.Parallel()

	o := order("29.97", item("1", "1", "9.99"), item("2", "1", "9.99"), item("3", "1", "9.99"))
	o.Currency = "BGN"
	d := build(t, sale(), o)
	require.Equal(t, "15.32", d.Total.String(), "29.97 / 1.95583, although three times 9.99 is three times 5.11")
	require.Equal(t, "29.97", d.OriginalTotal.String())

	o.Currency = "USD"
	_, err := orderdoc.Build(sale(), o, known(o))
	problem(t, err, text.OrderCurrency)
}

func TestBuildNetOrderIntoBothBases(t *testing.T) {
	t.Parallel()

	for _, grand := range []string{"30.00", "36.00"} { // without VAT, and what the customer pays
		for _, gross := range []bool{true, false} {
			o := order(grand, item("1", "3", "10"))
			o.PricesIncludeVAT = false
			terms := sale()
			terms.PricesIncludeVAT = gross
			d := build(t, terms, o)
			require.Equal(t, "36", d.Total.String())
			require.Equal(t, "36", d.ShopTotal.String())
		}
	}
}

func TestBuildParksWhatContradictsItself(t *testing.T) {
	t.Parallel()

	o := order("12.00", item("1", "1", "10"))
	_, err := orderdoc.Build(sale(), o, known(o))
	p := problem(t, err, text.OrderTotal)
	require.Equal(t, map[string]string{"document": "10.00", "shop": "12.00"}, p.Args)

	o = order("10.01", item("1", "1", "10"))
	d := build(t, sale(), o)
	require.Equal(t, []text.Code{text.TotalAdjusted}, codes(d.Warnings))
	require.Equal(t, "10.01", d.Total.String())

	o.Items[0].LineTotal = percent("9.50")
	_, err = orderdoc.Build(sale(), o, known(o))
	problem(t, err, text.OrderInvariant)

	o = order("10", item("1", "1", "10"))
	o.Totals.Payable = dec("3")
	_, err = orderdoc.Build(sale(), o, known(o))
	problem(t, err, text.OrderInvariant)

	o = order("-10", item("1", "-1", "10"))
	_, err = orderdoc.Build(sale(), o, known(o))
	problem(t, err, text.OrderInvariant)

	_, err = orderdoc.Build(sale(), order("0"), orderdoc.Resolved{})
	problem(t, err, text.OrderEmpty)
}

func TestBuildNeedsAGoodForEveryLine(t *testing.T) {
	t.Parallel()

	o := order("10", item("1", "1", "10"))
	_, err := orderdoc.Build(sale(), o, orderdoc.Resolved{PartnerID: 5})
	problem(t, err, text.UnknownGood)

	o.Delivery, o.Totals.GrandTotal, o.Totals.Payable = gombashop.Delivery{Price: dec("3")}, dec("13"), dec("13")
	r := known(o)
	r.Delivery = orderdoc.Good{}
	_, err = orderdoc.Build(sale(), o, r)
	problem(t, err, text.NoDeliveryGood)
}

func TestBuildPaysOnlyWhatIsPaid(t *testing.T) {
	t.Parallel()

	o := order("10", item("1", "1", "10"))
	o.Payment = gombashop.Payment{Method: gombashop.Card, Paid: true, TransactionRef: "T1"}
	d := build(t, sale(), o)
	require.Equal(t, int64(sklad.MethodCard), d.Document.Payments[0].Type)
	require.Equal(t, "T1", d.Document.Payments[0].TransactionNumber)
	require.True(t, d.Open.Amount.IsZero())

	o.Payment = gombashop.Payment{Method: "crypto", Name: "Биткойн", Paid: true}
	_, err := orderdoc.Build(sale(), o, known(o))
	problem(t, err, text.PaymentUnmapped)

	o.Payment.Paid = false
	_, err = orderdoc.Build(sale(), o, known(o))
	problem(t, err, text.PaymentUnmapped)

	terms := sale()
	terms.PaymentMap = map[string]int64{"other": 2}
	require.Equal(t, int64(2), build(t, terms, o).Open.Type, "other stands for all that have no type of their own")

	o.Payment.Paid = true
	terms.PaymentMap = map[string]int64{"crypto": 3}
	require.Equal(t, int64(3), build(t, terms, o).Document.Payments[0].Type)

	terms.OperType, terms.PaymentMap = sklad.OperOrder, nil
	require.Empty(t, build(t, terms, o).Document.Payments, "an order carries no payments")
}

func TestBuildWarnsOfAnotherVATRate(t *testing.T) {
	t.Parallel()

	o := order("10", item("1", "1", "10"))
	r := known(o)
	r.Goods["1"] = orderdoc.Good{ID: 100, Rate: dec("9")}
	d, err := orderdoc.Build(sale(), o, r)
	require.NoError(t, err)
	require.Equal(t, []text.Code{text.VATRateDiffers}, codes(d.Warnings))
}

func TestContentHashSeesWhatChangesTheDocument(t *testing.T) {
	t.Parallel()

	before := order("10", item("1", "1", "10"))
	after := order("10", item("1", "1", "10"))
	after.Status.ID, after.Payment.Paid, after.USN = "9", true, "DT279013-0001-0000001"
	require.Equal(t, orderdoc.ContentHash(before), orderdoc.ContentHash(after))

	after.Items[0].ReturnedQuantity = percent("1")
	require.NotEqual(t, orderdoc.ContentHash(before), orderdoc.ContentHash(after))
}

func TestReceiptRules_without_any_are_the_laws(t *testing.T) {
	t.Parallel()

	for _, c := range []struct {
		p    gombashop.Payment
		need orderdoc.ReceiptNeed
	}{
		{gombashop.Payment{Method: gombashop.CashOnDelivery}, orderdoc.ReceiptNow},
		{gombashop.Payment{Method: gombashop.CashOnDelivery, CarrierPPP: true, Paid: true}, orderdoc.ReceiptNever},
		{gombashop.Payment{Method: gombashop.BankTransfer, Paid: true}, orderdoc.ReceiptNever},
		{gombashop.Payment{Method: gombashop.Card}, orderdoc.ReceiptWhenPaid},
		{gombashop.Payment{Method: gombashop.PayPal, Paid: true}, orderdoc.ReceiptNow},
		{gombashop.Payment{Method: gombashop.VoucherPayment, Paid: true}, orderdoc.ReceiptNow},
		{gombashop.Payment{Method: gombashop.OtherPayment, Paid: true}, orderdoc.ReceiptUnknown},
		{gombashop.Payment{Method: "crypto", Paid: true}, orderdoc.ReceiptUnknown},
	} {
		require.Equal(t, c.need, orderdoc.ReceiptRules{}.Need(c.p), "%+v", c.p)
	}
}

func TestReceiptRules_are_the_merchants(t *testing.T) {
	t.Parallel()

	rules := orderdoc.ReceiptRules{
		"card": orderdoc.ReceiptNever, "other": orderdoc.ReceiptWhenPaid, "cod+ppp": orderdoc.ReceiptNow,
	}
	for _, c := range []struct {
		p    gombashop.Payment
		need orderdoc.ReceiptNeed
	}{
		{gombashop.Payment{Method: gombashop.Card, Paid: true}, orderdoc.ReceiptNever},
		{gombashop.Payment{Method: "crypto"}, orderdoc.ReceiptWhenPaid},
		{gombashop.Payment{Method: "crypto", Paid: true}, orderdoc.ReceiptNow},
		{gombashop.Payment{Method: gombashop.CashOnDelivery, CarrierPPP: true}, orderdoc.ReceiptNow},
		{gombashop.Payment{Method: gombashop.CashOnDelivery}, orderdoc.ReceiptNow},
		{gombashop.Payment{Method: gombashop.BankTransfer}, orderdoc.ReceiptNever},
	} {
		require.Equal(t, c.need, rules.Need(c.p), "%+v", c.p)
	}
}
