package page

import (
	"context"
	"errors"
	"time"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// documentView is the document as it stands in Склад Pro.
type documentView struct {
	// Gone tells that it is not there any more.
	Gone bool
	// Gross tells that the prices are with VAT.
	Gross            bool
	Date             time.Time
	Partner, Object  string
	Note             string
	Lines            []documentLine
	Payments         []documentPayment
	Currency         string
	Total, Paid, Due decimal.Decimal
}

type documentLine struct {
	sklad.Line

	Code, Name string
	// Net is the unit price after the discount and Sum that of the line, both on
	// the database's own basis.
	Net, Sum decimal.Decimal
}

type documentPayment struct {
	sklad.Payment

	Name string
}

// documentOf reads the document of an order; nil while it has none.
func documentOf(ctx context.Context, s *assembly.Session, o ledger.Order) (*documentView, error) {
	if o.Acct == 0 {
		return nil, nil //nolint:nilnil // the page shows none then
	}

	d, err := s.DB.Document(ctx, o.OperType, o.Acct)
	if errors.Is(err, sklad.ErrNotFound) {
		return &documentView{Gone: true}, nil
	}

	if err != nil {
		return nil, err
	}

	info, err := s.DB.Info(ctx)
	if err != nil {
		return nil, err
	}

	v := &documentView{
		Gross: info.PricesIncludeVAT, Currency: info.BaseCurrency, Date: d.Date, Note: d.Note, Total: o.DocumentTotal.Decimal,
	}

	return v, errors.Join(v.names(ctx, s, d), v.lines(ctx, s, d.Lines), v.payments(ctx, s, d.Payments))
}

// names are those of the partner and the object; one that is not there any more
// has none.
func (v *documentView) names(ctx context.Context, s *assembly.Session, d sklad.Document) error {
	partner, err := s.DB.Partner(ctx, d.PartnerID)
	if err != nil && !errors.Is(err, sklad.ErrNotFound) {
		return err
	}

	v.Partner = partner.Company

	for object, err := range s.DB.Objects(ctx) {
		if err != nil {
			return err
		}

		if object.ID == d.ObjectID {
			v.Object = object.Name
		}
	}

	return nil
}

func (v *documentView) lines(ctx context.Context, s *assembly.Session, lines []sklad.Line) error {
	for _, l := range lines {
		good, err := s.DB.Good(ctx, l.GoodID)
		if err != nil && !errors.Is(err, sklad.ErrNotFound) {
			return err
		}

		net := l.PriceOut
		v.Lines = append(v.Lines, documentLine{Line: l, Code: good.Code, Name: good.Name, Net: net, Sum: net.Mul(l.Qty).Round(2)})
	}

	return nil
}

func (v *documentView) payments(ctx context.Context, s *assembly.Session, payments []sklad.Payment) error {
	names := map[int64]string{}

	for t, err := range s.DB.PaymentTypes(ctx) {
		if err != nil {
			return err
		}

		names[t.ID] = t.Name
	}

	for _, one := range payments {
		v.Payments = append(v.Payments, documentPayment{Payment: one, Name: names[one.Type]})
		v.Paid = v.Paid.Add(one.Amount)
	}

	v.Due = v.Total.Sub(v.Paid)

	return nil
}
