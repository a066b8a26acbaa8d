package netfp

import (
	"encoding/json"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/fiscal"
)

// document is the body of a receipt and of a storno.
type document struct {
	UniqueSaleNumber string        `json:"uniqueSaleNumber,omitempty"`
	Operator         string        `json:"operator,omitempty"`
	OperatorPassword string        `json:"operatorPassword,omitempty"`
	Items            []wireItem    `json:"items"`
	Payments         []wirePayment `json:"payments,omitempty"`
	// Only in a storno.
	ReceiptNumber   string `json:"receiptNumber,omitempty"`
	ReceiptDateTime string `json:"receiptDateTime,omitempty"`
	FiscalMemory    string `json:"fiscalMemorySerialNumber,omitempty"`
	Reason          string `json:"reason,omitempty"`
}

type wireItem struct {
	Type               string      `json:"type,omitempty"`
	Text               string      `json:"text,omitempty"`
	Quantity           json.Number `json:"quantity,omitempty"`
	UnitPrice          json.Number `json:"unitPrice,omitempty"`
	TaxGroup           int         `json:"taxGroup,omitempty"`
	Department         int         `json:"department,omitempty"`
	PriceModifierType  string      `json:"priceModifierType,omitempty"`
	PriceModifierValue json.Number `json:"priceModifierValue,omitempty"`
	Amount             json.Number `json:"amount,omitempty"`
}

type wirePayment struct {
	Amount      json.Number `json:"amount"`
	PaymentType string      `json:"paymentType"`
}

func (p *Printer) receipt(r fiscal.Receipt) document {
	doc := document{UniqueSaleNumber: r.USN.String(), Operator: r.Operator}
	if r.OperatorPassword != nil {
		doc.OperatorPassword = r.OperatorPassword()
	}
	for _, it := range r.Items {
		doc.Items = append(doc.Items, p.item(it))
	}
	for _, pay := range r.Payments {
		doc.Payments = append(doc.Payments, wirePayment{Amount: number(pay.Amount, 2), PaymentType: string(pay.Kind)})
	}
	return doc
}

func (p *Printer) reversal(r fiscal.Reversal) document {
	doc := p.receipt(r.Receipt)
	doc.ReceiptNumber = r.Original.Number
	doc.ReceiptDateTime = r.Original.Time.In(p.opts.Location).Format(wallClock)
	doc.FiscalMemory = r.Original.FiscalMemory
	doc.Reason = string(r.Reason)
	return doc
}

// item sends the rounded numbers, so that the server has nothing left to round.
func (p *Printer) item(it fiscal.Item) wireItem {
	switch it.Kind {
	case fiscal.ItemSale:
		w := wireItem{
			Text: fiscal.FitText(it.Text, p.info.TextMax), TaxGroup: int(it.TaxGroup), Department: it.Department,
			Quantity: number(it.Quantity, 3), UnitPrice: number(it.UnitPrice, 2),
		}
		if it.Modifier.Kind != fiscal.ModifierNone {
			w.PriceModifierType = string(it.Modifier.Kind)
			w.PriceModifierValue = number(it.Modifier.Value, 2)
		}
		return w
	case fiscal.ItemDiscount, fiscal.ItemSurcharge:
		return wireItem{Type: string(it.Kind), Amount: number(it.Amount, 2), TaxGroup: int(it.TaxGroup)}
	case fiscal.ItemComment, fiscal.ItemFooter:
	}
	return wireItem{Type: string(it.Kind), Text: fiscal.FitText(it.Text, p.info.CommentMax)}
}

// number is a JSON number with all its digits; a float would not be.
func number(d decimal.Decimal, places int32) json.Number {
	return json.Number(d.Round(places).String())
}
