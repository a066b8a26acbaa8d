package config

import (
	"net"
	"net/url"
	"strings"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/usn"
)

// rules holds the settings to one another. What only the two sides can tell,
// such as whether an object exists, is for check.
func (r *reader) rules(c *draft) {
	r.shopRules(c)
	r.importRules(c)
	r.fiscalRules(c)
	r.versionRules(c)
}

// versionRules refuse what the design has and this version has not yet: a
// setting that is accepted and then ignored is a lie.
func (r *reader) versionRules(c *draft) {
	if c.Import.MissingGood == "item" {
		r.fault(BadValue, "import.missing_good", c.Import.MissingGood, lang.Of(
			"park or create: this version has no common item for goods that nobody knows",
			"park или create: тази версия няма обща стока за непознатите"))
	}
}

func (r *reader) shopRules(c *draft) {
	if c.Shop.ID == "" || len(c.Shop.ID) > 60 {
		r.fault(BadValue, "shop.id", c.Shop.ID, lang.Of("a name of 1 to 60 letters that never changes, such as main",
			"име от 1 до 60 знака, което никога не се сменя, например main"))
	}

	if c.Shop.URL == "" {
		r.fault(Missing, "shop.url", "", lang.Of("write the address from the shop, https://…/api/microinvest/v1",
			"напишете адреса от магазина, https://…/api/microinvest/v1"))
	} else if !secureURL(c.Shop.URL) {
		r.fault(BadValue, "shop.url", withoutUser(c.Shop.URL), lang.Of("an https address; http is for this computer alone",
			"адрес с https; http е само за този компютър"))
	}

	if c.Shop.APIID == "" {
		r.fault(Missing, "shop.api_id", "", lang.Of("copy the API Идентификатор from the shop's module Microinvest Синхронизация",
			"препишете API Идентификатор от модула Microinvest Синхронизация в магазина"))
	}
}

// secureURL allows plain http to this computer only.
func secureURL(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.User != nil {
		return false
	}

	ip := net.ParseIP(u.Hostname())
	local := u.Hostname() == "localhost" || ip != nil && ip.IsLoopback()

	return u.Scheme == "https" || u.Scheme == "http" && local
}

// withoutUser keeps a password that somebody wrote into the address out of the
// fault.
func withoutUser(address string) string {
	if strings.Contains(address, "@") {
		return ""
	}

	return address
}

func (r *reader) importRules(c *draft) {
	if len(c.Import.Statuses) == 0 {
		r.fault(Missing, "import.statuses", "", lang.Of("list the statuses whose orders are imported, such as [confirmed]",
			"изброите статусите, чиито поръчки се внасят, например [confirmed]"))
	}

	if c.Import.Object == "" {
		r.fault(Missing, "import.object", "", lang.Of("write the code or the name of an object of Склад Pro",
			"напишете кода или името на обект от Склад Pro"))
	}
}

func (r *reader) fiscalRules(c *draft) {
	f := c.Fiscal
	if f.DeviceSerial != "" {
		if _, err := usn.Parse(f.DeviceSerial + "-0001-0000001"); err != nil {
			r.fault(BadValue, "fiscal.device_serial", f.DeviceSerial, lang.Of("two Latin capitals and six digits, such as DT279013",
				"две латински главни букви и шест цифри, например DT279013"))
		}

		if c.Warehouse.SUPTO == "no" {
			r.fault(Conflict, "fiscal.device_serial", "", lang.Of("УНП needs СУПТО: set warehouse.supto to auto or yes, or leave this out",
				"УНП иска СУПТО: задайте warehouse.supto auto или yes, или махнете това"))
		}
	}

	if f.OperatorCode != "" {
		if code, err := usn.OperatorCode(f.OperatorCode); err != nil || code != f.OperatorCode {
			r.fault(BadValue, "fiscal.operator_code", f.OperatorCode, lang.Of("four of 0-9 and A-Z, such as \"0001\"",
				"четири знака от 0-9 и A-Z, например \"0001\""))
		}
	}

	if f.SmartPrinter.Enabled {
		r.printerRules(c)
	}
}

func (r *reader) printerRules(c *draft) {
	if c.Fiscal.SmartPrinter.Host == "" {
		r.fault(Missing, "fiscal.smart_printer.host", "", lang.Of("write the address of the Smart Printer, such as 127.0.0.1",
			"напишете адреса на Smart Printer, например 127.0.0.1"))
	}

	if c.Fiscal.SmartPrinter.Port == 0 {
		r.fault(Missing, "fiscal.smart_printer.port", "", lang.Of("write its port, such as 8001", "напишете порта му, например 8001"))
	}

	if c.Fiscal.PrinterID != "" && c.Fiscal.SmartPrinter.Dialect != Dialects()[0] {
		r.fault(Conflict, "fiscal.printer_id", "", lang.Of("a device at the address has no name: leave it out, or set the dialect to netfp",
			"устройството на адреса няма име: махнете го или задайте dialect: netfp"))
	}

	if c.Import.Document == "order" {
		r.fault(Conflict, "fiscal.smart_printer.enabled", "", lang.Of("orders have no receipt: set it to false or import.document to sale",
			"поръчките нямат бон: задайте false или import.document: sale"))
	}

	if !c.Import.DeliveryItem {
		r.fault(Conflict, "import.delivery_item", "", lang.Of("a receipt shows the delivery: set it to true or switch the printer off",
			"бонът съдържа доставката: задайте true или изключете печата"))
	}
}
