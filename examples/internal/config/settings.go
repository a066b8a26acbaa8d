package config

import (
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// setting is one key of the file and how its value is read.
type setting struct {
	name   string
	secret bool
	// read puts the value into c, or tells what is allowed.
	read func(c *draft, e entry) (Text, bool)
}

// draft is a Config that is being read, with what only the reading needs.
type draft struct {
	Config

	dsn                      string // with the password; dropped when parsed
	passwordEnv, passwordFor string // the file's name
	key, keyEnv, keyFile     string
	fiscalPasswordEnv        string
	start                    Start // export.start
}

// settings is the table of everything that a file may say, in the order in
// which it is read.
func settings() []setting {
	return slices.Concat(warehouseSettings(), shopSettings(), importSettings(), exportSettings(), fiscalSettings(),
		complianceSettings())
}

func warehouseSettings() []setting {
	return []setting{
		{"warehouse.dsn", true, text(func(c *draft) *string { return &c.dsn })},
		{"warehouse.timezone", false, timezone},
		{"warehouse.supto", false, choice(func(c *draft) *string { return &c.Warehouse.SUPTO }, "auto", "yes", "no")},
		{"warehouse.password_env", false, text(func(c *draft) *string { return &c.passwordEnv })},
		{"warehouse.password_file", false, text(func(c *draft) *string { return &c.passwordFor })},
	}
}

func shopSettings() []setting {
	return []setting{
		{"shop.id", false, text(func(c *draft) *string { return &c.Shop.ID })},
		{"shop.url", false, text(func(c *draft) *string { return &c.Shop.URL })},
		{"shop.api_id", false, text(func(c *draft) *string { return &c.Shop.APIID })},
		{"shop.key", true, text(func(c *draft) *string { return &c.key })},
		{"shop.key_env", false, text(func(c *draft) *string { return &c.keyEnv })},
		{"shop.key_file", false, text(func(c *draft) *string { return &c.keyFile })},
		{"shop.rate", false, integer(func(c *draft) *int { return &c.Shop.Rate }, 1000)},
		{"shop.patience", false, duration(func(c *draft) *time.Duration { return &c.Shop.Patience }, time.Second)},
	}
}

func importSettings() []setting {
	return append(start("import.start", func(c *draft) *Start { return &c.Import.Start }), []setting{
		{"import.mode", false, choice(func(c *draft) *string { return &c.Import.Mode }, "add_and_update", "add_only")},
		{"import.statuses", false, list(func(c *draft) *[]string { return &c.Import.Statuses })},
		{"import.object", false, text(func(c *draft) *string { return &c.Import.Object })},
		{"import.document", false, choice(func(c *draft) *string { return &c.Import.Document }, "order", "sale")},
		{"import.delivery_item", false, boolean(func(c *draft) *bool { return &c.Import.DeliveryItem })},
		{"import.delivery_good", false, text(func(c *draft) *string { return &c.Import.DeliveryGood })},
		{"import.nomenclature", false, boolean(func(c *draft) *bool { return &c.Import.Nomenclature })},
		{"import.user", false, text(func(c *draft) *string { return &c.Import.User })},
		{"import.since", false, moment},
		{"import.settle", false, duration(func(c *draft) *time.Duration { return &c.Import.Settle }, 0)},
		{"import.on_change", false, choice(func(c *draft) *string { return &c.Import.OnChange }, "record", "void_order", "refund")},
		{"import.voucher", false, choice(func(c *draft) *string { return &c.Import.Voucher }, "as_shop", "discount", "payment")},
		{"import.missing_good", false, choice(func(c *draft) *string { return &c.Import.MissingGood }, "park", "create", "item")},
		{"import.missing_item", false, list(func(c *draft) *[]string { return &c.Import.MissingItem })},
		{"import.guest_partner", false, text(func(c *draft) *string { return &c.Import.GuestPartner })},
		{"import.payment_map", false, ids(func(c *draft) *map[string]int64 { return &c.Import.PaymentMap })},
		{"import.vat_map", false, ids(func(c *draft) *map[string]int64 { return &c.Import.VATMap })},
	}...)
}

func exportSettings() []setting {
	all := start("export.start", func(c *draft) *Start { return &c.start })
	all = append(all, start("export.start.catalogue", func(c *draft) *Start { return &c.Export.Catalogue })...)
	all = append(all, start("export.start.quantities", func(c *draft) *Start { return &c.Export.QuantityStart })...)
	all = append(all, start("export.start.partners", func(c *draft) *Start { return &c.Export.PartnerStart })...)

	return append(all, []setting{
		{"export.goods", false, boolean(func(c *draft) *bool { return &c.Export.Goods })},
		{"export.partners", false, boolean(func(c *draft) *bool { return &c.Export.Partners })},
		{"export.quantities", false, boolean(func(c *draft) *bool { return &c.Export.Quantities })},
		{"export.goods_groups", false, list(func(c *draft) *[]string { return &c.Export.GoodsGroups })},
		{"export.grouping_field", false, choice(func(c *draft) *string { return &c.Export.GroupingField }, groupingFields()...)},
		{"export.quantity_object_groups", false, list(func(c *draft) *[]string { return &c.Export.QuantityObjectGroups })},
		{"export.price", false, choice(func(c *draft) *string { return &c.Export.Price }, priceColumns()...)},
		{"export.reserved", false, choice(func(c *draft) *string { return &c.Export.Reserved }, "ours", "all", "none")},
		{"export.shop_reserves", false, boolean(func(c *draft) *bool { return &c.Export.ShopReserves })},
		{"edit_name_and_group", false, boolean(func(c *draft) *bool { return &c.EditNameAndGroup })},
		{"limits.share", false, percentage(func(c *draft) *decimal.Decimal { return &c.Limits.Share })},
		{"limits.min", false, integer(func(c *draft) *int { return &c.Limits.Min }, 1_000_000)},
	}...)
}

func fiscalSettings() []setting {
	return []setting{
		{"fiscal.device_serial", false, text(func(c *draft) *string { return &c.Fiscal.DeviceSerial })},
		{"fiscal.operator_code", false, text(func(c *draft) *string { return &c.Fiscal.OperatorCode })},
		{"fiscal.shared_device", false, boolean(func(c *draft) *bool { return &c.Fiscal.SharedDevice })},
		{"fiscal.usn_from", false, integer(func(c *draft) *int { return &c.Fiscal.USNFrom }, 9_999_999)},
		{"fiscal.usn_to", false, integer(func(c *draft) *int { return &c.Fiscal.USNTo }, 9_999_999)},
		{"fiscal.receipts", false, choices(func(c *draft) *map[string]string { return &c.Fiscal.Receipts }, "never", "recorded", "paid")},
		{"fiscal.smart_printer.enabled", false, boolean(func(c *draft) *bool { return &c.Fiscal.SmartPrinter.Enabled })},
		{"fiscal.smart_printer.host", false, text(func(c *draft) *string { return &c.Fiscal.SmartPrinter.Host })},
		{"fiscal.smart_printer.port", false, integer(func(c *draft) *int { return &c.Fiscal.SmartPrinter.Port }, 65535)},
		{"fiscal.smart_printer.dialect", false, choice(func(c *draft) *string { return &c.Fiscal.SmartPrinter.Dialect }, Dialects()...)},
		{"fiscal.printer_id", false, text(func(c *draft) *string { return &c.Fiscal.PrinterID })},
		{"fiscal.operator", false, text(func(c *draft) *string { return &c.Fiscal.Operator })},
		{"fiscal.password_env", false, text(func(c *draft) *string { return &c.fiscalPasswordEnv })},
	}
}

func complianceSettings() []setting {
	return []setting{
		{"compliance.eik", false, text(func(c *draft) *string { return &c.Compliance.EIK })},
		{"compliance.shop_number", false, text(func(c *draft) *string { return &c.Compliance.ShopNumber })},
		{"compliance.domain", false, text(func(c *draft) *string { return &c.Compliance.Domain })},
		{"compliance.on_platform", false, boolean(func(c *draft) *bool { return &c.Compliance.OnPlatform })},
		{"compliance.virtual_pos", false, text(func(c *draft) *string { return &c.Compliance.VirtualPOS })},
		{"compliance.processor", false, text(func(c *draft) *string { return &c.Compliance.Processor })},
	}
}

// Dialects are what a printer can be spoken to in: an ErpNet.FP server, or the device itself in the language
// of its maker. The first one is the default.
func Dialects() []string {
	return []string{
		"netfp", "isl-datecs-a", "isl-datecs-b", "isl-datecs-x", "isl-daisy", "isl-eltrade", "isl-incotex", "zfp",
	}
}

// groupingFields are the columns of Goods that setting d may name.
func groupingFields() []string {
	return []string{
		"MinQtty", "NormalQtty", "PriceOut3", "PriceOut4", "PriceOut5", "PriceOut6", "PriceOut7", "PriceOut8", "PriceOut9",
		"PriceOut10", "Catalog1", "Catalog2", "Catalog3", "Code", "Name2", "Description", "Ratio", "BarCode2",
	}
}

func priceColumns() []string {
	return []string{
		"PriceOut1", "PriceOut2", "PriceOut3", "PriceOut4", "PriceOut5",
		"PriceOut6", "PriceOut7", "PriceOut8", "PriceOut9", "PriceOut10",
	}
}

func settingsByName() map[string]setting {
	all := map[string]setting{}
	for _, s := range settings() {
		all[s.name] = s
	}

	return all
}

// sections are the keys that hold settings instead of a value.
func sections() map[string]bool {
	all := map[string]bool{}

	for _, s := range settings() {
		for name := s.name; strings.Contains(name, "."); {
			name = name[:strings.LastIndexByte(name, '.')]
			all[name] = true
		}
	}

	return all
}
