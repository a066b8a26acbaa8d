package bench_test

import (
	"time"

	"github.com/shopspring/decimal"
)

// What a program without the typed client would write: the fields of the
// contract, as openapi.yaml has them.
type (
	ping struct {
		ShopID       string    `json:"shop_id"`
		ShopName     string    `json:"shop_name"`
		ModuleActive bool      `json:"module_active"`
		APIVersion   string    `json:"api_version"`
		Currency     string    `json:"currency"`
		ServerTime   time.Time `json:"server_time"`
	}

	orderPage struct {
		Data []order `json:"data"`
		Page struct {
			NextCursor *string `json:"next_cursor"`
			Limit      int     `json:"limit"`
		} `json:"page"`
	}

	order struct {
		ID     string `json:"id"`
		Number string `json:"number"`
		Status struct {
			ID   string `json:"id"`
			Code string `json:"code"`
			Name string `json:"name"`
		} `json:"status"`
		CreatedAt        time.Time  `json:"created_at"`
		UpdatedAt        time.Time  `json:"updated_at"`
		Currency         string     `json:"currency"`
		PricesIncludeVAT *bool      `json:"prices_include_vat"`
		Customer         *customer  `json:"customer"`
		Billing          *address   `json:"billing"`
		Shipping         *address   `json:"shipping"`
		Payment          paid       `json:"payment"`
		Items            []item     `json:"items"`
		Delivery         *delivery  `json:"delivery"`
		Fees             []fee      `json:"fees"`
		Discounts        []discount `json:"discounts"`
		Totals           totals     `json:"totals"`
		Note             string     `json:"note"`
		USN              *string    `json:"usn"`
		ExternalDoc      *document  `json:"external_doc"`
		Receipts         []receipt  `json:"receipts"`
	}

	customer struct {
		ID              string           `json:"id"`
		ExternalID      string           `json:"external_id"`
		Type            string           `json:"type"`
		Name            string           `json:"name"`
		Company         string           `json:"company"`
		EIK             string           `json:"eik"`
		VATNumber       string           `json:"vat_number"`
		MOL             string           `json:"mol"`
		Email           string           `json:"email"`
		Phone           string           `json:"phone"`
		Addresses       []address        `json:"addresses"`
		PriceGroup      *int             `json:"price_group"`
		DiscountPercent *decimal.Decimal `json:"discount_percent"`
		UpdatedAt       time.Time        `json:"updated_at"`
	}

	address struct {
		Kind      string `json:"kind"`
		Name      string `json:"name"`
		Company   string `json:"company"`
		EIK       string `json:"eik"`
		VATNumber string `json:"vat_number"`
		MOL       string `json:"mol"`
		Email     string `json:"email"`
		Phone     string `json:"phone"`
		Country   string `json:"country"`
		City      string `json:"city"`
		Postcode  string `json:"postcode"`
		Line1     string `json:"line1"`
		Line2     string `json:"line2"`
	}

	paid struct {
		Method         string     `json:"method"`
		Name           string     `json:"name"`
		Paid           bool       `json:"paid"`
		PaidAt         *time.Time `json:"paid_at"`
		TransactionRef *string    `json:"transaction_ref"`
		CarrierPPP     bool       `json:"carrier_ppp"`
	}

	item struct {
		ID               string           `json:"id"`
		ProductID        string           `json:"product_id"`
		VariantID        string           `json:"variant_id"`
		ExternalID       string           `json:"external_id"`
		SKU              string           `json:"sku"`
		Barcode          string           `json:"barcode"`
		Name             string           `json:"name"`
		Quantity         decimal.Decimal  `json:"quantity"`
		UnitPrice        decimal.Decimal  `json:"unit_price"`
		Discounts        []discount       `json:"discounts"`
		TaxGroup         *int             `json:"tax_group"`
		VATRate          *decimal.Decimal `json:"vat_rate"`
		LineTotal        *decimal.Decimal `json:"line_total"`
		ReturnedQuantity *decimal.Decimal `json:"returned_quantity"`
	}

	discount struct {
		Kind      string           `json:"kind"`
		Code      string           `json:"code"`
		Type      string           `json:"type"`
		Value     *decimal.Decimal `json:"value"`
		Amount    decimal.Decimal  `json:"amount"`
		AppliesTo string           `json:"applies_to"`
		TreatAs   string           `json:"treat_as"`
		ItemID    *string          `json:"item_id"`
	}

	delivery struct {
		Name           string           `json:"name"`
		Price          decimal.Decimal  `json:"price"`
		DiscountAmount decimal.Decimal  `json:"discount_amount"`
		TaxGroup       *int             `json:"tax_group"`
		VATRate        *decimal.Decimal `json:"vat_rate"`
	}

	document struct {
		DocumentType   string    `json:"document_type"`
		DocumentNumber string    `json:"document_number"`
		ImportedAt     time.Time `json:"imported_at"`
	}

	receipt struct {
		Type         string          `json:"type"`
		Number       string          `json:"number"`
		IssuedAt     time.Time       `json:"issued_at"`
		Amount       decimal.Decimal `json:"amount"`
		Currency     string          `json:"currency"`
		FiscalMemory string          `json:"fiscal_memory"`
		Device       string          `json:"device"`
		USN          string          `json:"usn"`
	}

	fee struct {
		TaxGroup *int             `json:"tax_group"`
		Name     string           `json:"name"`
		Amount   decimal.Decimal  `json:"amount"`
		VATRate  *decimal.Decimal `json:"vat_rate"`
	}

	totals struct {
		Items      decimal.Decimal  `json:"items"`
		Delivery   decimal.Decimal  `json:"delivery"`
		Discounts  decimal.Decimal  `json:"discounts"`
		Fees       decimal.Decimal  `json:"fees"`
		GrandTotal decimal.Decimal  `json:"grand_total"`
		Payable    *decimal.Decimal `json:"payable"`
		VAT        *decimal.Decimal `json:"vat"`
	}
)

const orderText = `{"id":"%d","number":"10%04d","status":{"id":"2","code":"confirmed","name":"Потвърдена"},
"created_at":"2026-11-20T10:15:00+02:00","updated_at":"2026-11-20T10:20:00+02:00","currency":"EUR","prices_include_vat":true,
"customer":{"id":"7","type":"person","name":"Иван Петров","email":"ivan@example.bg","phone":"0888123456","addresses":[]},
"billing":{"country":"BG","city":"София","postcode":"1000","line1":"бул. Витоша 1"},
"shipping":{"country":"BG","city":"София","postcode":"1000","line1":"бул. Витоша 1"},
"payment":{"method":"cod","name":"Наложен платеж","paid":false,"paid_at":null,"transaction_ref":null,"carrier_ppp":false},
"items":[{"id":"1","product_id":"8810","variant_id":"8810-1","external_id":"101","sku":"TS-M-R","barcode":"3800000000017",
"name":"Тениска M Червен","quantity":"2.000","unit_price":"24.99","discounts":[{"kind":"product","type":"percent","value":"20.00","amount":"10.00"}],
"tax_group":2,"vat_rate":"20.00","line_total":"39.98","returned_quantity":null},
{"id":"2","product_id":"8811","variant_id":"8811-1","external_id":"102","sku":"CUP","barcode":"3800000000024","name":"Чаша",
"quantity":"1.000","unit_price":"8.00","discounts":[],"tax_group":2,"vat_rate":"20.00","line_total":"8.00","returned_quantity":null}],
"delivery":{"name":"Еконт","price":"5.00","discount_amount":"0.00","tax_group":2,"vat_rate":"20.00"},"fees":[],
"discounts":[{"kind":"promo_code","code":"NOVEMBER","type":"percent","value":"10.00","amount":"4.80","applies_to":"items","item_id":null}],
"totals":{"items":"47.98","delivery":"5.00","discounts":"4.80","fees":"0.00","grand_total":"48.18","payable":"48.18","vat":"8.03"},
"note":"","usn":null,"external_doc":null,"receipts":[]}`
