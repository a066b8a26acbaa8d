package syncer

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/catalog"
	"github.com/skladmost/skladmost/syncer/text"
	"github.com/skladmost/skladmost/usn"
)

// validate reports everything that is wrong with the configuration at once.
func (c *Config) validate(importing bool) error {
	errs := []error{c.validateSides(), c.validateExport(), c.validateImport(), c.validateMaps(), c.validateFiscal()}

	switch {
	case importing:
		errs = append(errs, c.needsImport())
	case c.Export.Quantities && len(c.Export.ObjectGroups) == 0 && c.Import.Object == "":
		errs = append(errs, invalid("import.object", "", "an object, or set export.quantity_object_groups: quantities are of some object"))
	}

	return errors.Join(errs...)
}

func invalid(setting, value, allowed string) error {
	return &Problem{Code: text.InvalidSetting, Record: setting, Args: map[string]string{"value": value, "allowed": allowed}}
}

func (c *Config) validateSides() error {
	var errs []error
	if c.Warehouse == nil {
		errs = append(errs, invalid("Warehouse", "nil", "a Warehouse, e.g. syncer.Sklad(db, ledger)"))
	}

	if c.Shop == nil {
		errs = append(errs, invalid("Shop", "nil", "a Shop, e.g. syncer.Gomba(client)"))
	}

	if strings.TrimSpace(c.ShopID) == "" || len(c.ShopID) > 60 {
		errs = append(errs, invalid("shop.id", c.ShopID, "a constant name of 1 to 60 characters, such as main"))
	}

	if c.Limits.Share.IsNegative() || c.Limits.Share.GreaterThan(decimal.NewFromInt(100)) {
		errs = append(errs, invalid("limits.share", c.Limits.Share.String(), "a percentage from 0 to 100"))
	}

	if c.Limits.Min < 0 {
		errs = append(errs, invalid("limits.min", strconv.Itoa(c.Limits.Min), "0 or more"))
	}

	return errors.Join(errs...)
}

func oneOf[T ~string](setting string, value T, allowed ...T) error {
	if slices.Contains(allowed, value) {
		return nil
	}

	names := make([]string, len(allowed))
	for i, a := range allowed {
		names[i] = string(a)
	}

	return invalid(setting, string(value), "one of "+strings.Join(names, ", "))
}

func (c *Config) validateExport() error {
	errs := []error{oneOf("export.reserved", c.Export.Reserved, ReservedOurs, ReservedAll, ReservedNone)}

	if _, err := sklad.ParsePriceColumn(c.Export.Price); err != nil {
		errs = append(errs, invalid("export.price", c.Export.Price, "PriceOut1 to PriceOut10"))
	}

	if c.Export.GroupingField != "" {
		if _, err := catalog.FieldNamed(c.Export.GroupingField); err != nil {
			errs = append(errs, invalid("export.grouping_field", c.Export.GroupingField,
				"one of "+strings.Join(catalog.Fields(), ", ")))
		}
	}

	return errors.Join(errs...)
}

// validateFiscal holds settings k, o, p and h to one another.
func (c *Config) validateFiscal() error {
	f := c.Fiscal
	errs := []error{oneOf("warehouse.supto", f.SUPTO, SUPTOAuto, SUPTOYes, SUPTONo)}

	if f.SUPTO == SUPTONo && f.DeviceSerial != "" {
		errs = append(errs, &Problem{Code: text.SUPTORequired, Record: "fiscal.device_serial"})
	}

	if f.DeviceSerial != "" {
		if _, err := usn.Parse(f.DeviceSerial + "-0001-0000001"); err != nil {
			errs = append(errs, invalid("fiscal.device_serial", f.DeviceSerial, "two Latin capitals and six digits, such as DT279013"))
		}
	}

	if err := f.Range.Validate(); err != nil {
		errs = append(errs, invalid("fiscal.usn_from", fmt.Sprintf("%d…%d", f.Range.First(), f.Range.Last()),
			"a range within 1…9999999 that does not end before it starts"))
	}

	if f.OperatorCode != "" {
		if code, err := usn.OperatorCode(f.OperatorCode); err != nil || code != f.OperatorCode {
			errs = append(errs, invalid("fiscal.operator_code", f.OperatorCode, "four of 0-9 and A-Z, such as 0001"))
		}
	}

	if f.Printer != nil && c.Import.Document == DocumentOrder {
		errs = append(errs, invalid("fiscal.smart_printer", "on", "off while import.document is order: orders have no receipt"))
	}

	if f.Printer != nil && !c.Import.DeliveryItem {
		errs = append(errs, invalid("import.delivery_item", "false", "true while receipts are printed: a receipt shows the delivery"))
	}

	return errors.Join(errs...)
}
