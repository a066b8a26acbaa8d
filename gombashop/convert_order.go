package gombashop

import (
	"errors"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// errNoCurrency refuses an order whose amounts cannot be told.
var errNoCurrency = errors.New("it has no currency")

func toOrder(w wire.Order) (Order, error) {
	if err := check(w.ID, w.UpdatedAt); err != nil {
		return Order{}, err
	}
	if w.Currency == "" {
		return Order{}, errNoCurrency
	}
	o := Order{
		ID: OrderID(w.ID), Number: w.Number, CreatedAt: w.CreatedAt, UpdatedAt: w.UpdatedAt, Currency: w.Currency,
		Status:           Status{ID: w.Status.ID, Code: w.Status.Code, Name: w.Status.Name},
		PricesIncludeVAT: w.PricesIncludeVAT == nil || *w.PricesIncludeVAT,
		Customer:         toCustomer(value(w.Customer)), Billing: toAddress(value(w.Billing)), Shipping: toAddress(value(w.Shipping)),
		Payment: toPayment(w.Payment), Items: each(w.Items, toItem), Delivery: toDelivery(value(w.Delivery)),
		Fees: each(w.Fees, toFee), Discounts: each(w.Discounts, toDiscount), Totals: toTotals(w),
		Note: w.Note, USN: value(w.USN), Receipts: each(w.Receipts, toReceipt),
	}
	if a := w.ExternalDoc; a != nil && *a != (wire.Ack{}) {
		o.ExternalDoc = &Ack{
			DocumentType: DocumentType(a.DocumentType), DocumentNumber: a.DocumentNumber, ImportedAt: a.ImportedAt,
		}
	}
	return o, nil
}

func toPayment(w wire.Payment) Payment {
	return Payment{
		Method: PaymentMethod(w.Method), Name: w.Name, Paid: w.Paid, PaidAt: value(w.PaidAt),
		TransactionRef: value(w.TransactionRef), CarrierPPP: w.CarrierPPP,
	}
}

func toItem(w wire.Item) OrderItem {
	return OrderItem{
		ID: w.ID, ProductID: w.ProductID, VariantID: w.VariantID, ExternalID: w.ExternalID, SKU: w.SKU,
		Barcode: w.Barcode, Name: w.Name, Quantity: w.Quantity.Decimal, UnitPrice: w.UnitPrice.Decimal,
		Discounts: each(w.Discounts, toDiscount), TaxGroup: value(w.TaxGroup), VATRate: nullPercent(w.VATRate),
		LineTotal: nullMoney(w.LineTotal), ReturnedQuantity: nullQuantity(w.ReturnedQuantity),
	}
}

func toDiscount(w wire.Discount) Discount {
	return Discount{
		Kind: DiscountKind(w.Kind), Code: w.Code, Type: DiscountType(w.Type), Value: nullMoney(w.Value),
		Amount: w.Amount.Decimal, AppliesTo: AppliesTo(w.AppliesTo), TreatAs: TreatAs(w.TreatAs), ItemID: value(w.ItemID),
	}
}

func toDelivery(w wire.Delivery) Delivery {
	return Delivery{
		Name: w.Name, Price: w.Price.Decimal, DiscountAmount: w.DiscountAmount.Decimal,
		TaxGroup: value(w.TaxGroup), VATRate: nullPercent(w.VATRate),
	}
}

func toFee(w wire.Fee) Fee {
	return Fee{Name: w.Name, Amount: w.Amount.Decimal, TaxGroup: value(w.TaxGroup), VATRate: nullPercent(w.VATRate)}
}

// toTotals works Payable out where the shop sends none.
func toTotals(o wire.Order) Totals {
	w := o.Totals
	t := Totals{
		Items: w.Items.Decimal, Delivery: w.Delivery.Decimal, Discounts: w.Discounts.Decimal, Fees: w.Fees.Decimal,
		GrandTotal: w.GrandTotal.Decimal, Payable: w.GrandTotal.Decimal, VAT: nullMoney(w.VAT),
	}
	if w.Payable != nil {
		t.Payable = w.Payable.Decimal
		return t
	}
	for _, d := range o.Discounts {
		if TreatAs(d.TreatAs) == AsPayment {
			t.Payable = t.Payable.Sub(d.Amount.Decimal)
		}
	}
	return t
}

func toReceipt(w wire.Receipt) Receipt {
	return Receipt{
		Type: ReceiptType(w.Type), Number: w.Number, IssuedAt: w.IssuedAt, Amount: w.Amount.Decimal,
		Currency: w.Currency, FiscalMemory: w.FiscalMemory, Device: w.Device, USN: w.USN,
	}
}
