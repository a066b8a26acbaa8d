package fiscal

import "github.com/shopspring/decimal"

// The decimal places of a fiscal device.
const (
	moneyPlaces    = 2
	quantityPlaces = 3
)

// Total is what the device will print as the sum of the receipt: euro with VAT. It
// is the arithmetic of the devices, not of the shop: quantity to 3 places, price to
// 2, each line and each percentage rounded to the cent, halves away from zero.
func (r Receipt) Total() decimal.Decimal {
	total := decimal.Zero
	for _, it := range r.Items {
		total = total.Add(it.Total())
	}
	return total
}

// Total is what the item adds to the receipt: the rounded line with its modifier, a
// negative sum for a discount on the subtotal, nothing for text.
func (it Item) Total() decimal.Decimal {
	switch it.Kind {
	case ItemSale:
		return it.Modifier.apply(lineSum(it.Quantity, it.UnitPrice))
	case ItemDiscount:
		return it.Amount.Round(moneyPlaces).Neg()
	case ItemSurcharge:
		return it.Amount.Round(moneyPlaces)
	case ItemComment, ItemFooter:
	}
	return decimal.Zero
}

// lineSum is quantity × price as a device counts it.
func lineSum(quantity, price decimal.Decimal) decimal.Decimal {
	return quantity.Round(quantityPlaces).Mul(price.Round(moneyPlaces)).Round(moneyPlaces)
}

func (m Modifier) apply(line decimal.Decimal) decimal.Decimal {
	switch m.Kind {
	case DiscountPercent:
		return line.Sub(percentOf(line, m.Value))
	case SurchargePercent:
		return line.Add(percentOf(line, m.Value))
	case DiscountAmount:
		return line.Sub(m.Value.Round(moneyPlaces))
	case SurchargeAmount:
		return line.Add(m.Value.Round(moneyPlaces))
	case ModifierNone:
	}
	return line
}

func percentOf(line, percent decimal.Decimal) decimal.Decimal {
	return line.Mul(percent).Shift(-2).Round(moneyPlaces)
}
