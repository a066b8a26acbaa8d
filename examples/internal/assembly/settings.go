package assembly

import (
	"github.com/skladmost/skladmost/examples/internal/config"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/orderdoc"
	"github.com/skladmost/skladmost/usn"
)

// Settings gives the engine what the file says; the two sides and the printer
// are still to be put in.
func Settings(c config.Config) syncer.Config {
	return syncer.Config{
		ShopID: c.Shop.ID,
		Export: syncer.ExportConfig{
			Goods: c.Export.Goods, Quantities: c.Export.Quantities, Partners: c.Export.Partners, GoodsGroups: c.Export.GoodsGroups,
			GroupingField: c.Export.GroupingField, ObjectGroups: c.Export.QuantityObjectGroups, Price: c.Export.Price,
			Reserved: syncer.Reserved(c.Export.Reserved), ShopReserves: c.Export.ShopReserves,
		},
		Import: syncer.ImportConfig{
			Mode: syncer.Mode(c.Import.Mode), Statuses: c.Import.Statuses, Object: c.Import.Object,
			Document: syncer.DocumentKind(c.Import.Document), DeliveryItem: c.Import.DeliveryItem,
			DeliveryGood: c.Import.DeliveryGood, Nomenclature: c.Import.Nomenclature, User: c.Import.User,
			Since: c.Import.Since, Settle: c.Import.Settle, Voucher: syncer.VoucherMode(c.Import.Voucher),
			MissingGood: syncer.MissingGood(c.Import.MissingGood), OnChange: syncer.OnChange(c.Import.OnChange),
			MissingItem:  c.Import.MissingItem,
			GuestPartner: c.Import.GuestPartner, PaymentMap: c.Import.PaymentMap, VATMap: c.Import.VATMap, Timezone: c.Warehouse.Timezone,
		},
		Fiscal: syncer.FiscalConfig{
			SUPTO: syncer.SUPTO(c.Warehouse.SUPTO), DeviceSerial: c.Fiscal.DeviceSerial, OperatorCode: c.Fiscal.OperatorCode,
			Range:    usn.Range{From: uint32(c.Fiscal.USNFrom), To: uint32(c.Fiscal.USNTo)}, //nolint:gosec // 1 to 9999999
			Receipts: receiptRules(c.Fiscal.Receipts), SharedDevice: c.Fiscal.SharedDevice, Operator: c.Fiscal.Operator,
			OperatorPassword: password(c.Fiscal),
		},
		EditNameAndGroup: c.EditNameAndGroup,
		Limits:           syncer.Limits{Share: c.Limits.Share, Min: c.Limits.Min},
	}
}

// Starts gives a start mode to what is switched on.
func Starts(c config.Config) syncer.RunnerConfig {
	start := func(on bool, s config.Start) syncer.Start {
		if !on {
			return syncer.Start{}
		}

		return syncer.Start{Delay: s.Delay, Every: s.Every}
	}

	return syncer.RunnerConfig{
		Import:    start(true, c.Import.Start),
		Catalogue: start(c.Export.Goods, c.Export.Catalogue), Quantities: start(c.Export.Quantities, c.Export.QuantityStart),
		Partners: start(c.Export.Partners, c.Export.PartnerStart),
	}
}

// receiptRules are nil where the law's own answers stand.
func receiptRules(words map[string]string) orderdoc.ReceiptRules {
	if len(words) == 0 {
		return nil
	}

	rules := orderdoc.ReceiptRules{}
	for method, word := range words {
		rules[method] = map[string]orderdoc.ReceiptNeed{
			"never": orderdoc.ReceiptNever, "recorded": orderdoc.ReceiptNow, "paid": orderdoc.ReceiptWhenPaid,
		}[word]
	}

	return rules
}
