package config

import (
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad/dsn"
)

// Config is a configuration file that was read and checked. It is safe to
// print.
type Config struct {
	Warehouse        Warehouse
	Shop             Shop
	Import           Import
	Export           Export
	EditNameAndGroup bool // l
	Limits           Limits
	Fiscal           Fiscal
	Compliance       Compliance
}

// Warehouse is the database of Склад Pro.
type Warehouse struct {
	// DSN is the address; its Driver has the password in it.
	DSN dsn.DSN
	// Timezone is that of the dates in the database.
	Timezone *time.Location
	SUPTO    string // auto, yes, no
}

// Shop is the online shop.
type Shop struct {
	// ID is the merchant's own name of the shop and part of every key of the
	// ledger: it must never change.
	ID string
	// URL is the base address, https://shop.example/api/microinvest/v1.
	URL   string
	APIID string        // API Идентификатор
	Key   func() string // Ключ
	// Rate is the most requests in a second.
	Rate int
	// Patience is for how long a request is repeated while the shop fails.
	Patience time.Duration
}

// Start says when a task runs: after Delay, then every Every. No delay is the
// start mode "При стартиране на сървъра".
type Start struct{ Delay, Every time.Duration }

// Import is what comes from the shop.
type Import struct {
	Start        Start
	Mode         string   // b: add_and_update, add_only
	Statuses     []string // c
	Object       string   // g
	Document     string   // o: order, sale
	DeliveryItem bool     // h
	DeliveryGood string
	Nomenclature bool   // n
	User         string // a
	// Since is the starting point; zero: when the ledger was installed.
	Since        time.Time
	Settle       time.Duration
	OnChange     string // record, void_order, refund
	Voucher      string // as_shop, discount, payment
	MissingGood  string // park, create, item
	MissingItem  []string
	GuestPartner string
	PaymentMap   map[string]int64 // payment method of the shop → PaymentTypes.ID
	VATMap       map[string]int64 // rate → VATGroups.ID
}

// Export is what goes to the shop.
type Export struct {
	// Catalogue, QuantityStart and PartnerStart are import.start's counterparts;
	// where the file has none of their own they equal export.start.
	Catalogue, QuantityStart, PartnerStart Start

	Goods                bool // j
	Partners             bool // i; false
	Quantities           bool
	GoodsGroups          []string // f
	GroupingField        string   // d
	QuantityObjectGroups []string // e
	Price                string   // PriceOut1 … PriceOut10
	Reserved             string   // ours, all, none
	ShopReserves         bool
}

// Limits stop a run that would hide or zero at least Min records and more than
// Share percent of what is published.
type Limits struct {
	Share decimal.Decimal
	Min   int
}

// Fiscal is УНП and receipts.
type Fiscal struct {
	DeviceSerial string // p
	OperatorCode string
	SharedDevice bool
	// USNFrom and USNTo are our part of the device's numbers; 0: its natural end.
	USNFrom, USNTo int
	// Receipts say per payment method: never, recorded, paid. What is not among them
	// is as the law has it.
	Receipts     map[string]string
	SmartPrinter SmartPrinter // k
	// PrinterID, Operator and Password are those of the device. Password is
	// never nil and gives "" when none is configured.
	PrinterID, Operator string
	Password            func() string
}

// Compliance is what the monthly file of a shop in the alternative regime says of the
// seller.
type Compliance struct {
	EIK, ShopNumber, Domain string
	OnPlatform              bool
	VirtualPOS, Processor   string
}

// SmartPrinter is where receipts are printed.
type SmartPrinter struct {
	Enabled bool
	Host    string
	Port    int
	Dialect string // one of Dialects
}

// Default is what a file that names none of the settings means. The addresses,
// the credentials, import.statuses and import.object have no default.
func Default() Config {
	sofia, err := time.LoadLocation("Europe/Sofia")
	if err != nil { // a host without time zone data
		sofia = time.FixedZone("EET", 2*60*60)
	}

	every := Start{Every: 15 * time.Minute}
	none := func() string { return "" }

	return Config{
		Warehouse: Warehouse{Timezone: sofia, SUPTO: "auto"},
		Shop:      Shop{ID: "main", Rate: 5, Patience: time.Minute, Key: none},
		Import: Import{
			Start: Start{Every: 5 * time.Minute}, Mode: "add_and_update", Document: "sale", DeliveryItem: true,
			Nomenclature: true, OnChange: "record", Voucher: "as_shop", MissingGood: "park",
		},
		Export: Export{
			Catalogue: every, QuantityStart: every, PartnerStart: every,
			Goods: true, Quantities: true, Price: "PriceOut2", Reserved: "ours",
		},
		Limits: Limits{Share: decimal.NewFromInt(20), Min: 10},
		Fiscal: Fiscal{SmartPrinter: SmartPrinter{Dialect: Dialects()[0]}, Password: none},
	}
}
