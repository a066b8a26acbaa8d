package orderdoc

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"github.com/skladmost/skladmost/gombashop"
)

// ContentHash is the same for two snapshots of an order that would become the
// same document: what was bought, returned, charged and promised. It leaves out
// status, times, addresses, whether it is paid, and what was told to the shop.
func ContentHash(o gombashop.Order) string {
	content := struct {
		Currency  string
		Gross     bool
		Items     []gombashop.OrderItem
		Delivery  gombashop.Delivery
		Fees      []gombashop.Fee
		Discounts []gombashop.Discount
		Totals    gombashop.Totals
		Method    gombashop.PaymentMethod
		Transfer  bool
	}{
		o.Currency, o.PricesIncludeVAT, o.Items, o.Delivery, o.Fees, o.Discounts, o.Totals,
		o.Payment.Method, o.Payment.CarrierPPP,
	}

	// Decimals, texts and times always have a JSON form.
	data, _ := json.Marshal(content) //nolint:errchkjson,musttag // see above; only hashed

	sum := sha256.Sum256(data)

	return hex.EncodeToString(sum[:])
}
