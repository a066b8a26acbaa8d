package syncer

import "fmt"

// Kind is KindCategory.
func (UpsertCategory) Kind() Kind { return KindCategory }

// Record names the goods group.
func (a UpsertCategory) Record() string { return fmt.Sprintf("goods group %d %q", a.GroupID, a.Path) }

// Direction is Export.
func (UpsertCategory) Direction() Direction { return Export }

// Kind is KindGood.
func (UpsertProduct) Kind() Kind { return KindGood }

// Record names the product: by our id, or by the shop's where the product is its
// own.
func (a UpsertProduct) Record() string {
	return fmt.Sprintf("product %s %q", first(a.ExternalID, a.Patch.ID), a.Name)
}

// Direction is Export.
func (UpsertProduct) Direction() Direction { return Export }

// Kind is KindGood.
func (MoveVariant) Kind() Kind { return KindGood }

// Record names the good and the products.
func (a MoveVariant) Record() string {
	return fmt.Sprintf("good %d from product %s to %s", a.GoodID, a.From, a.To)
}

// Direction is Export.
func (MoveVariant) Direction() Direction { return Export }

// Kind is KindGood.
func (HideProduct) Kind() Kind { return KindGood }

// Record names the good and its product.
func (a HideProduct) Record() string {
	return fmt.Sprintf("good %d of product %s", a.GoodID, a.ExternalID)
}

// Direction is Export.
func (HideProduct) Direction() Direction { return Export }

// Kind is KindQuantity.
func (SetStock) Kind() Kind { return KindQuantity }

// Record names the good.
func (a SetStock) Record() string { return fmt.Sprintf("quantity of good %d", a.GoodID) }

// Direction is Export.
func (SetStock) Direction() Direction { return Export }

// Kind is KindPartner.
func (UpsertCustomer) Kind() Kind { return KindPartner }

// Record names the partner.
func (a UpsertCustomer) Record() string { return fmt.Sprintf("partner %d %q", a.PartnerID, a.Name) }

// Direction is Export.
func (UpsertCustomer) Direction() Direction { return Export }

// Kind is KindGood.
func (SaveGood) Kind() Kind { return KindGood }

// Record names the good as the shop calls it.
func (a SaveGood) Record() string {
	return fmt.Sprintf("good %q", a.Good.Name) + withCode(a.Good)
}

// Direction is Import.
func (SaveGood) Direction() Direction { return Import }

// Kind is KindPartner.
func (SavePartner) Kind() Kind { return KindPartner }

// Record names the partner.
func (a SavePartner) Record() string { return fmt.Sprintf("partner %q", a.Partner.Company) }

// Direction is Import.
func (SavePartner) Direction() Direction { return Import }

// Kind is KindOrder.
func (ImportOrder) Kind() Kind { return KindOrder }

// Record names the order.
func (a ImportOrder) Record() string { return fmt.Sprintf("order %s (id %s)", a.Number, a.OrderID) }

// Direction is Import.
func (ImportOrder) Direction() Direction { return Import }

// Kind is KindOrder.
func (Acknowledge) Kind() Kind { return KindOrder }

// Record names the order.
func (a Acknowledge) Record() string { return fmt.Sprintf("order %s (id %s)", a.Number, a.OrderID) }

// Direction is Import.
func (Acknowledge) Direction() Direction { return Import }

// Kind is KindOrder.
func (RecordPayment) Kind() Kind { return KindOrder }

// Record names the order.
func (a RecordPayment) Record() string { return fmt.Sprintf("order %s (id %s)", a.Number, a.OrderID) }

// Direction is Import.
func (RecordPayment) Direction() Direction { return Import }

// Kind is KindOrder.
func (VoidOrder) Kind() Kind { return KindOrder }

// Record names the order.
func (a VoidOrder) Record() string { return fmt.Sprintf("order %s (id %s)", a.Number, a.OrderID) }

// Direction is Import.
func (VoidOrder) Direction() Direction { return Import }

// Kind is KindOrder.
func (RefundSale) Kind() Kind { return KindOrder }

// Record names the order.
func (a RefundSale) Record() string { return fmt.Sprintf("order %s (id %s)", a.Number, a.OrderID) }

// Direction is Import.
func (RefundSale) Direction() Direction { return Import }

// Kind is KindReceipt.
func (PrintReceipt) Kind() Kind { return KindReceipt }

// Record names the order.
func (a PrintReceipt) Record() string {
	return fmt.Sprintf("receipt of order %s (id %s)", a.Number, a.OrderID)
}

// Direction is Import.
func (PrintReceipt) Direction() Direction { return Import }

// Kind is the kind of the record that was kept aside.
func (a Park) Kind() Kind { return a.What }

// Record names that record.
func (a Park) Record() string { return a.Of }

// Direction is that of the run.
func (a Park) Direction() Direction { return a.direction }
