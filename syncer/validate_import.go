package syncer

import (
	"errors"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/syncer/text"
)

// importing tells, before the defaults are filled in, that any import is
// configured: the object also belongs to the exported quantities, and a user or
// a time zone alone imports nothing.
func (c *Config) importing() bool {
	i := c.Import

	return len(i.Statuses) > 0 || i.Nomenclature || i.DeliveryItem || i.DeliveryGood != "" || i.GuestPartner != "" ||
		i.Mode != "" || i.Document != "" || i.Voucher != "" || i.MissingGood != "" || i.OnChange != "" || i.Settle != 0 ||
		len(i.MissingItem) > 0 ||
		!i.Since.IsZero() || len(i.PaymentMap) > 0 || len(i.VATMap) > 0 || c.Fiscal.Printer != nil || c.Fiscal.DeviceSerial != ""
}

// needsImport are the settings that an import cannot do without.
func (c *Config) needsImport() error {
	var errs []error
	if len(c.Import.Statuses) == 0 {
		errs = append(errs, &Problem{Code: text.NoStatuses, Record: "import.statuses"})
	}

	if c.Import.Object == "" {
		errs = append(errs, invalid("import.object", "", "the code or the name of an object"))
	}

	return errors.Join(errs...)
}

func (c *Config) validateImport() error {
	i := c.Import
	errs := []error{
		oneOf("import.mode", i.Mode, AddAndUpdate, AddOnly),
		oneOf("import.document", i.Document, DocumentSale, DocumentOrder),
		oneOf("import.voucher", i.Voucher, VoucherAsShop, VoucherDiscount, VoucherPayment),
		oneOf("import.missing_good", i.MissingGood, MissingPark, MissingCreate, MissingItem),
		oneOf("import.on_change", i.OnChange, OnChangeRecord, OnChangeVoidOrder, OnChangeRefund),
	}

	if i.MissingGood == MissingItem && len(i.MissingItem) == 0 {
		errs = append(errs, invalid("import.missing_item", "", "the code of the good that stands for goods that nobody knows"))
	}

	if i.Settle < 0 {
		errs = append(errs, invalid("import.settle", i.Settle.String(), "0s or more"))
	}

	return errors.Join(errs...)
}

// validateMaps checks the keys of the two maps; their rows are looked up when a
// run begins.
func (c *Config) validateMaps() error {
	var errs []error

	for method := range c.Import.PaymentMap {
		if !slices.Contains(knownMethods(), method) {
			errs = append(errs, invalid("import.payment_map", method, "a method of "+strings.Join(knownMethods(), ", ")))
		}
	}

	for method := range c.Fiscal.Receipts {
		if !slices.Contains(knownMethods(), method) {
			errs = append(errs, invalid("fiscal.receipts", method, "a method of "+strings.Join(knownMethods(), ", ")))
		}
	}

	for rate := range c.Import.VATMap {
		if _, err := vatRate(rate); err != nil {
			errs = append(errs, invalid("import.vat_map", rate, "a percentage such as 20"))
		}
	}

	return errors.Join(errs...)
}

// vatRate reads a key of ImportConfig.VATMap.
func vatRate(s string) (decimal.Decimal, error) {
	return decimal.NewFromString(strings.TrimSpace(strings.TrimSuffix(strings.ReplaceAll(s, ",", "."), "%")))
}
