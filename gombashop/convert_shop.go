package gombashop

import (
	"cmp"
	"errors"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// errNoShop refuses an answer that says nothing of a shop: any API on the web
// may answer {} to a ping.
var errNoShop = errors.New("it names no shop")

func toPing(w wire.Ping) (Ping, error) {
	if w.ShopID == "" && w.ShopName == "" {
		return Ping{}, errNoShop
	}
	return Ping(w), nil
}

func toStatus(w wire.Status) (Status, error) {
	if w.ID == "" && w.Code == "" {
		return Status{}, errNoID
	}
	return Status(w), nil
}

func toVoucher(w wire.Voucher) (Voucher, error) {
	return Voucher{
		ID: w.ID, Code: w.Code, Type: DiscountType(w.Type), Value: w.Value.Decimal, Balance: nullMoney(w.Balance),
		Currency: w.Currency, TreatAs: TreatAs(w.TreatAs), Active: w.Active,
		ValidFrom: value(w.ValidFrom), ValidUntil: value(w.ValidUntil), UpdatedAt: w.UpdatedAt,
	}, check(w.ID, w.UpdatedAt)
}

func toPromoCode(w wire.PromoCode) (PromoCode, error) {
	return PromoCode{
		ID: w.ID, Code: w.Code, Type: DiscountType(w.Type), Value: w.Value.Decimal, Currency: w.Currency,
		AppliesTo: AppliesTo(w.AppliesTo), Active: w.Active,
		ValidFrom: value(w.ValidFrom), ValidUntil: value(w.ValidUntil), UpdatedAt: w.UpdatedAt,
	}, check(w.ID, w.UpdatedAt)
}

func fromStockRow(r StockRow) (wire.StockRow, error) {
	p := precise{record: cmp.Or(r.VariantID, r.ExternalID, r.SKU)}
	if r.VariantID == "" && r.ExternalID == "" && r.SKU == "" {
		p.addf("variant_id", "none of VariantID, ExternalID and SKU is given")
	}
	if r.AsOf.IsZero() {
		p.addf("as_of", "it is needed with an idempotency key of your own: with the moment of the call no repetition is the same request")
	}
	p.must("quantity", r.Quantity, 3)
	return wire.StockRow{
		VariantID: r.VariantID, ExternalID: r.ExternalID, SKU: r.SKU, Quantity: wire.Quantity{Decimal: r.Quantity}, AsOf: r.AsOf,
	}, p.err()
}

func fromRef(r Ref) (wire.Ref, error) {
	var p precise
	p.identified("", r.ID, r.ExternalID)
	return wire.Ref(r), p.err()
}

func fromMapping(m Mapping) (wire.Mapping, error) {
	p := precise{record: m.ID}
	if m.ID == "" || m.Kind == "" {
		p.addf("id", "Kind and ID are both needed")
	}
	return wire.Mapping{Kind: string(m.Kind), ID: m.ID, ExternalID: m.ExternalID}, p.err()
}

func fromAck(a Ack) wire.Ack {
	return wire.Ack{DocumentType: string(a.DocumentType), DocumentNumber: a.DocumentNumber, ImportedAt: a.ImportedAt}
}

func fromReceipt(r Receipt) (wire.Receipt, error) {
	p := precise{record: "receipt " + r.Number}
	p.must("amount", r.Amount, 2)
	if r.Number == "" || r.Type == "" || r.IssuedAt.IsZero() || r.Currency == "" {
		p.addf("receipt", "Type, Number, IssuedAt and Currency are all needed")
	}
	return wire.Receipt{
		Type: string(r.Type), Number: r.Number, IssuedAt: r.IssuedAt, Amount: wire.Money{Decimal: r.Amount},
		Currency: r.Currency, FiscalMemory: r.FiscalMemory, Device: r.Device, USN: r.USN,
	}, p.err()
}
