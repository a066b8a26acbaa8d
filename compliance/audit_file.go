package compliance

import (
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"time"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// WriteAuditFile writes the monthly file of a shop in the alternative regime (Наредба
// Н-18 чл. 3, ал. 17, Annex 38): XML in windows-1251, as [AuditSchema] describes it.
// The orders are the sales whose number was given in that month, and those without a
// number that were imported in it; the document number of an order is that of its
// document in Склад Pro. Sums are in the month's currency.
//
// A letter that windows-1251 lacks becomes a character reference. [ErrIncomplete] lists
// what the seller's data lack; nothing is written then.
func (b *Books) WriteAuditFile(ctx context.Context, w io.Writer, s Seller, year int, month time.Month) error {
	if err := s.check(); err != nil {
		return err
	}
	file, err := b.auditFile(ctx, s, year, month)
	if err != nil {
		return err
	}
	out := encoding.HTMLEscapeUnsupported(charmap.Windows1251.NewEncoder()).Writer(w)
	if _, err := io.WriteString(out, `<?xml version="1.0" encoding="windows-1251"?>`+"\n"); err != nil {
		return fmt.Errorf("compliance: the audit file: %w", err)
	}
	x := xml.NewEncoder(out)
	x.Indent("", "  ")
	if err := x.Encode(file); err != nil {
		return fmt.Errorf("compliance: the audit file: %w", err)
	}
	if err := x.Close(); err != nil {
		return fmt.Errorf("compliance: the audit file: %w", err)
	}
	_, err = io.WriteString(out, "\n")
	return err //nolint:wrapcheck // the writer's own
}

type auditXML struct {
	XMLName       xml.Name    `xml:"audit"`
	EIK           string      `xml:"eik"`
	Shop          string      `xml:"e_shop_n"`
	Domain        string      `xml:"domain_name"`
	ShopType      int         `xml:"e_shop_type"`
	Created       string      `xml:"creation_date"`
	Month         string      `xml:"mon"`
	Year          int         `xml:"god"`
	Orders        []orderXML  `xml:"order>orderenum"`
	Returned      *int        `xml:"r_ord,omitempty"`
	Returns       *returnsXML `xml:"rorder,omitempty"`
	ReturnedTotal string      `xml:"r_total,omitempty"`
}

type orderXML struct {
	Number      string       `xml:"ord_n"`
	Day         string       `xml:"ord_d"`
	Document    string       `xml:"doc_n"`
	DocumentDay string       `xml:"doc_date"`
	Lines       []articleXML `xml:"art>artenum"`
	Net         string       `xml:"ord_total1"`
	Discount    string       `xml:"ord_disc"`
	VAT         string       `xml:"ord_vat"`
	Total       string       `xml:"ord_total2"`
	Payment     PaymentCode  `xml:"paym"`
	POS         string       `xml:"pos_n,omitempty"`
	Transaction string       `xml:"trans_n,omitempty"`
	Processor   string       `xml:"proc_id,omitempty"`
}

type articleXML struct {
	Name     string `xml:"art_name"`
	Quantity string `xml:"art_quant"`
	Price    string `xml:"art_price"`
	Rate     string `xml:"art_vat_rate"`
	VAT      string `xml:"art_vat"`
	Total    string `xml:"art_sum"`
}

type returnsXML struct {
	Returns []returnXML `xml:"rorderenum"`
}

type returnXML struct {
	Number string `xml:"r_ord_n"`
	Amount string `xml:"r_amount"`
	Day    string `xml:"r_date"`
	Way    int    `xml:"r_paym"`
}
