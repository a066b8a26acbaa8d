package gombashop

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

const fullOrder = `{"id":"100234","number":"D455C343","status":{"id":"2","code":"confirmed","name":"Потвърдена"},
 "created_at":"2026-11-20T10:15:00+02:00","updated_at":"2026-11-20T10:20:00+02:00","currency":"EUR","prices_include_vat":true,
 "customer":{"id":"5","type":"company","name":"Иван","company":"Иван ЕООД","eik":"123456789","email":"i@x.bg","price_group":2,"discount_percent":"5.00",
   "addresses":[{"kind":"shipping","city":"София","country":"BG","postcode":"1000","line1":"ул. 1"}]},
 "billing":{"company":"Иван ЕООД","eik":"123456789","vat_number":"BG123456789","mol":"Иван","city":"Пловдив"},
 "shipping":{"name":"Мария","phone":"0888","city":"София","line1":"Еконт офис 7"},
 "payment":{"method":"cod","name":"Наложен платеж","paid":false,"paid_at":null,"transaction_ref":null,"carrier_ppp":true},
 "items":[{"id":"1","product_id":"8810","variant_id":"8810-1","external_id":"101","sku":"TS-M-R","barcode":"3800","name":"Тениска M",
   "quantity":"2.000","unit_price":"24.99","discounts":[{"kind":"product","type":"percent","value":"20.00","amount":"10.00"}],
   "tax_group":2,"vat_rate":"20.00","line_total":"39.98","returned_quantity":null,"gift_wrap":true}],
 "delivery":{"name":"Еконт","price":"5.00","discount_amount":"0.00","tax_group":2,"vat_rate":"20.00"},
 "fees":[{"name":"Такса наложен платеж","amount":"1.20","vat_rate":"20.00"}],
 "discounts":[{"kind":"promo_code","code":"NOVEMBER","type":"percent","value":"10.00","amount":"4.00","applies_to":"items","item_id":null},
              {"kind":"voucher","code":"V-778","type":"amount","value":"15.00","amount":"15.00","treat_as":"payment"}],
 "totals":{"items":"39.98","delivery":"5.00","discounts":"4.00","fees":"1.20","grand_total":"42.18","vat":"7.03"},
 "note":"до 17 ч.","usn":"DT279013-0001-0000001","external_doc":{"document_type":"sale","document_number":"1234","imported_at":"2026-11-20T11:00:00+02:00"},
 "receipts":[{"type":"sale","number":"0000085","issued_at":"2026-11-20T11:00:05+02:00","amount":"42.18","currency":"EUR","fiscal_memory":"02279013","device":"DT279013","usn":"DT279013-0001-0000001"}]}`

func TestOrderFromTheWire(t *testing.T) {
	t.Parallel()
	sofia := time.FixedZone("", 2*3600)
	at := func(h, m, s int) time.Time { return time.Date(2026, 11, 20, h, m, s, 0, sofia) }
	want := Order{
		ID: "100234", Number: "D455C343", Status: Status{ID: "2", Code: "confirmed", Name: "Потвърдена"},
		CreatedAt: at(10, 15, 0), UpdatedAt: at(10, 20, 0), Currency: "EUR", PricesIncludeVAT: true,
		Customer: Customer{
			ID: "5", Type: Company, Name: "Иван", Company: "Иван ЕООД", EIK: "123456789", Email: "i@x.bg", PriceGroup: 2, DiscountPercent: nullDec("5"),
			Addresses: []Address{{Kind: ShippingAddress, City: "София", Country: "BG", Postcode: "1000", Line1: "ул. 1"}},
		},
		Billing:  Address{Company: "Иван ЕООД", EIK: "123456789", VATNumber: "BG123456789", MOL: "Иван", City: "Пловдив"},
		Shipping: Address{Name: "Мария", Phone: "0888", City: "София", Line1: "Еконт офис 7"},
		Payment:  Payment{Method: CashOnDelivery, Name: "Наложен платеж", CarrierPPP: true},
		Items: []OrderItem{{
			ID: "1", ProductID: "8810", VariantID: "8810-1", ExternalID: "101", SKU: "TS-M-R", Barcode: "3800", Name: "Тениска M",
			Quantity: dec("2"), UnitPrice: dec("24.99"), TaxGroup: 2, VATRate: nullDec("20"), LineTotal: nullDec("39.98"),
			Discounts: []Discount{{Kind: ProductDiscount, Type: PercentDiscount, Value: nullDec("20"), Amount: dec("10")}},
		}},
		Delivery: Delivery{Name: "Еконт", Price: dec("5"), TaxGroup: 2, VATRate: nullDec("20")},
		Fees:     []Fee{{Name: "Такса наложен платеж", Amount: dec("1.2"), VATRate: nullDec("20")}},
		Discounts: []Discount{
			{Kind: PromoCodeDiscount, Code: "NOVEMBER", Type: PercentDiscount, Value: nullDec("10"), Amount: dec("4"), AppliesTo: AppliesToItems},
			{Kind: VoucherDiscount, Code: "V-778", Type: AmountDiscount, Value: nullDec("15"), Amount: dec("15"), TreatAs: AsPayment},
		},
		Totals: Totals{
			Items: dec("39.98"), Delivery: dec("5"), Discounts: dec("4"), Fees: dec("1.2"), GrandTotal: dec("42.18"),
			Payable: dec("27.18"), VAT: nullDec("7.03"), // the shop sent no payable: less the voucher
		},
		Note: "до 17 ч.", USN: "DT279013-0001-0000001",
		ExternalDoc: &Ack{DocumentType: SaleDocument, DocumentNumber: "1234", ImportedAt: at(11, 0, 0)},
		Receipts: []Receipt{{
			Type: SaleReceipt, Number: "0000085", IssuedAt: at(11, 0, 5), Amount: dec("42.18"), Currency: "EUR",
			FiscalMemory: "02279013", Device: "DT279013", USN: "DT279013-0001-0000001",
		}},
	}
	shop := newFakeShop(t, always(200, fullOrder))
	got, err := shop.client(t).Orders.Get(t.Context(), "100234")
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(want, got))

	kept, err := json.Marshal(got) //nolint:musttag // a caller may keep an order
	require.NoError(t, err)
	var again Order
	require.NoError(t, json.Unmarshal(kept, &again)) //nolint:musttag // as above
	require.Empty(t, cmp.Diff(got, again))

	_, err = shop.client(t).Orders.Get(t.Context(), "100235")
	requireCode(t, err, CodeBadResponse)
	require.ErrorContains(t, err, `it is order "100234"`)
}

func TestWhatAnOrderMayLeaveOut(t *testing.T) {
	t.Parallel()
	var w wire.Order
	require.NoError(t, json.Unmarshal([]byte(orderJSON("1")), &w))
	o, err := toOrder(w)
	require.NoError(t, err)
	require.True(t, o.PricesIncludeVAT, "prices include VAT unless the order says otherwise")
	require.Nil(t, o.ExternalDoc)
	require.Empty(t, o.USN)
	for raw, doc := range map[string]*Ack{`null`: nil, `""`: nil, `{}`: nil, `"77"`: {DocumentNumber: "77"}} {
		var w wire.Order
		require.NoError(t, json.Unmarshal([]byte(`{"id":"1","updated_at":"2026-11-20T10:15:00Z","currency":"EUR","prices_include_vat":false,"external_doc":`+raw+`}`), &w))
		o, err := toOrder(w)
		require.NoError(t, err)
		require.Equal(t, doc, o.ExternalDoc, raw)
		require.False(t, o.PricesIncludeVAT)
	}
}

func TestProductFromTheWire(t *testing.T) {
	t.Parallel()
	shop := newFakeShop(t, always(200, `{"data":[{"id":"8810","external_id":"G:12","name":"Тениска","category_ids":["12"],"brand":null,
	 "description_html":"<b>","tax_group":2,"vat_rate":"20.00","visible":true,"is_new":true,"is_service":false,"option_names":["Размер"],
	 "images":["https://x/1.png"],"url":"https://x/t.html","variants":[
	  {"id":"8810-1","external_id":"101","sku":"TS","barcode":"3800","options":["M"],"price":"19.99","compare_at_price":"24.99","currency":"EUR","quantity":"5.000","weight_g":200,"active":true},
	  {"id":"8810-2","price":null,"compare_at_price":null,"quantity":null,"weight_g":null}],
	 "created_at":"2026-11-20T10:15:00Z","updated_at":"2026-11-20T10:20:00Z","deleted":true}],"page":{}}`))
	var got []Product
	for p, err := range shop.client(t).Products.All(t.Context(), ProductListOptions{IncludeDeleted: true}) {
		require.NoError(t, err)
		got = append(got, p)
	}
	require.Empty(t, cmp.Diff([]Product{{
		ID: "8810", ExternalID: "G:12", Name: "Тениска", CategoryIDs: []string{"12"}, DescriptionHTML: "<b>", TaxGroup: 2,
		VATRate: nullDec("20"), Visible: true, IsNew: true, OptionNames: []string{"Размер"}, Images: []string{"https://x/1.png"},
		URL: "https://x/t.html", Deleted: true,
		CreatedAt: time.Date(2026, 11, 20, 10, 15, 0, 0, time.UTC), UpdatedAt: time.Date(2026, 11, 20, 10, 20, 0, 0, time.UTC),
		Variants: []Variant{
			{
				ID: "8810-1", ExternalID: "101", SKU: "TS", Barcode: "3800", Options: []string{"M"}, Price: nullDec("19.99"),
				CompareAtPrice: nullDec("24.99"), Currency: "EUR", Quantity: nullDec("5"), WeightG: 200, Active: true,
			},
			{ID: "8810-2"},
		},
	}}, got))
}

func TestOtherListings(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	serve := func(row string) *Client { return newFakeShop(t, always(200, `{"data":[`+row+`],"page":{}}`)).client(t) }
	for s, err := range serve(`{"id":"2","code":"cancelled","name":"Отказана","is_final":true,"is_cancelled":true}`).Statuses.All(ctx) {
		require.NoError(t, err)
		require.Equal(t, Status{ID: "2", Code: "cancelled", Name: "Отказана", IsFinal: true, IsCancelled: true}, s)
	}
	for c, err := range serve(`{"id":"2","parent_id":"1","path":"A > B","name":"B","visible":true,"position":3,"updated_at":"2026-01-01T00:00:00Z"}`).Categories.All(ctx, CategoryListOptions{}) {
		require.NoError(t, err)
		require.Equal(t, Category{ID: "2", ParentID: "1", Path: "A > B", Name: "B", Visible: true, Position: 3, UpdatedAt: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}, c)
	}
	for c, err := range serve(`{"id":"2","type":"person","name":"Иван","updated_at":"2026-01-01T00:00:00Z"}`).Customers.All(ctx, CustomerListOptions{}) {
		require.NoError(t, err)
		require.Equal(t, Person, c.Type)
	}
	for v, err := range serve(`{"id":"2","code":"V","type":"amount","value":"15.00","balance":"5.00","currency":"EUR","treat_as":"payment","active":true,"valid_until":"2027-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:00Z"}`).Vouchers.All(ctx, ListOptions{}) {
		require.NoError(t, err)
		require.Equal(t, "5", v.Balance.Decimal.String())
		require.Equal(t, AsPayment, v.TreatAs)
		require.True(t, v.ValidFrom.IsZero())
		require.Equal(t, 2027, v.ValidUntil.Year())
	}
	for p, err := range serve(`{"id":"2","code":"N","type":"percent","value":"10.00","applies_to":"order","updated_at":"2026-01-01T00:00:00Z"}`).PromoCodes.All(ctx, ListOptions{}) {
		require.NoError(t, err)
		require.Equal(t, AppliesToOrder, p.AppliesTo)
		require.Equal(t, "10", p.Value.String())
	}
}
