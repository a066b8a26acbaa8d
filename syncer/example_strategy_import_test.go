package syncer_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/orderdoc"
)

// A confirmed order waits until it is paid, unless the courier brings the money.
// The rule stands in the place of ImportConfig.Statuses, so it asks for them too.
func ExampleEligibility() {
	rule := syncer.EligibilityFunc(func(_ context.Context, q syncer.EligibilityQuery) (syncer.EligibilityAnswer, error) {
		payment := q.Order.Payment

		switch {
		case q.Order.Status.Code != "confirmed":
			return syncer.EligibilityAnswer{Reason: "status " + q.Order.Status.Code}, nil
		case payment.Method != gombashop.CashOnDelivery && !payment.Paid:
			return syncer.EligibilityAnswer{Reason: "not paid yet"}, nil
		}

		return syncer.EligibilityAnswer{Eligible: true}, nil
	})

	for _, paid := range []bool{false, true} {
		order := gombashop.Order{
			Status: gombashop.Status{Code: "confirmed"}, Payment: gombashop.Payment{Method: gombashop.Card, Paid: paid},
		}
		answer, err := rule.Eligible(context.Background(), syncer.EligibilityQuery{Order: order})
		fmt.Println(answer.Eligible, answer.Reason, err)
	}

	_ = syncer.Config{Eligibility: rule}
	// Output:
	// false not paid yet <nil>
	// true  <nil>
}

// New goods at 20 % go into VAT group 4. Any other rate parks the record.
func ExampleVATMap() {
	rule := syncer.VATMapFunc(func(_ context.Context, q syncer.VATQuery) (syncer.VATAnswer, error) {
		if q.Rate.Equal(decimal.NewFromInt(20)) {
			return syncer.VATAnswer{Group: 4}, nil
		}

		return syncer.VATAnswer{}, nil
	})

	for _, rate := range []int64{20, 9} {
		answer, err := rule.VATGroup(context.Background(), syncer.VATQuery{Rate: decimal.NewFromInt(rate)})
		fmt.Println(rate, answer.Group, err)
	}

	_ = syncer.Config{VATMap: rule}
	// Output:
	// 20 4 <nil>
	// 9 0 <nil>
}

// All people are one partner; companies go by the default.
func ExamplePartnerMatcher() {
	rule := syncer.PartnerMatcherFunc(func(ctx context.Context, q syncer.PartnerMatchQuery) (syncer.PartnerMatchAnswer, error) {
		if q.Customer.EIK != "" || q.Billing.EIK != "" {
			return syncer.DefaultPartnerMatcher().MatchPartner(ctx, q)
		}

		found, err := q.Find(ctx, sklad.PartnerQuery{Company: "Онлайн клиенти"})
		if len(found) == 1 {
			return syncer.PartnerMatchAnswer{Partner: found[0]}, err
		}

		return syncer.PartnerMatchAnswer{Candidates: found}, err // several park the order, none is a new partner
	})

	partners := []sklad.Partner{{ID: 5, Company: "Онлайн клиенти"}, {ID: 7, Company: "Фирма ООД", Bulstat: "831650349"}}
	find := func(_ context.Context, q sklad.PartnerQuery) ([]sklad.Partner, error) {
		var found []sklad.Partner

		for _, p := range partners {
			if q.Finds(p) {
				found = append(found, p)
			}
		}

		return found, nil
	}

	for _, eik := range []string{"", "831650349"} {
		answer, err := rule.MatchPartner(context.Background(),
			syncer.PartnerMatchQuery{Customer: gombashop.Customer{Name: "Иван", EIK: eik}, Find: find})
		fmt.Println(answer.Partner.ID, answer.Partner.Company, err)
	}

	_ = syncer.Config{PartnerMatcher: rule}
	// Output:
	// 5 Онлайн клиенти <nil>
	// 7 Фирма ООД <nil>
}

// The shop puts "W-" before every code; the default looks for what is behind it.
func ExampleGoodMatcher() {
	rule := syncer.GoodMatcherFunc(func(ctx context.Context, q syncer.GoodMatchQuery) (syncer.GoodMatchAnswer, error) {
		q.SKU = strings.TrimPrefix(q.SKU, "W-")

		return syncer.DefaultGoodMatcher().MatchGood(ctx, q)
	})

	find := func(_ context.Context, q sklad.GoodQuery) ([]sklad.Good, error) {
		if mug := (sklad.Good{ID: 12, Code: "M7", Name: "Чаша"}); q.Finds(mug) {
			return []sklad.Good{mug}, nil
		}

		return nil, nil
	}
	answer, err := rule.MatchGood(context.Background(), syncer.GoodMatchQuery{SKU: "W-M7", Find: find})
	fmt.Println(answer.Good.ID, answer.Good.Name, err)

	_ = syncer.Config{GoodMatcher: rule}
	// Output: 12 Чаша <nil>
}

// The document is that of the default, with the payment's method in its note.
func ExampleDocumentBuilder() {
	rule := syncer.DocumentBuilderFunc(func(_ context.Context, q syncer.DocumentQuery) (orderdoc.Draft, error) {
		draft, err := orderdoc.Build(q.Terms, q.Order, q.Resolved)
		draft.Document.Note = strings.TrimSpace(draft.Document.Note + " " + string(q.Order.Payment.Method))

		return draft, err
	})

	ten := decimal.NewFromInt(10)
	draft, err := rule.BuildDocument(context.Background(), syncer.DocumentQuery{
		Order: gombashop.Order{
			ID: "77", Number: "10077", Currency: "EUR", PricesIncludeVAT: true, Payment: gombashop.Payment{Method: gombashop.CashOnDelivery},
			Items:  []gombashop.OrderItem{{ID: "1", Name: "Чаша", Quantity: decimal.NewFromInt(1), UnitPrice: ten}},
			Totals: gombashop.Totals{GrandTotal: ten, Payable: ten},
		},
		Terms:    orderdoc.Terms{OperType: sklad.OperOrder, PricesIncludeVAT: true},
		Resolved: orderdoc.Resolved{PartnerID: 2, Goods: map[string]orderdoc.Good{"1": {ID: 12, Rate: decimal.NewFromInt(20)}}},
	})
	fmt.Println(draft.Document.Note, draft.Total, err)

	_ = syncer.Config{DocumentBuilder: rule}
	// Output: 10077 cod 10 <nil>
}

// A change of nothing but the status is nobody's business here.
func ExampleChangePolicy() {
	rule := syncer.ChangePolicyFunc(func(_ context.Context, q syncer.ChangeQuery) (syncer.ChangeAnswer, error) {
		if orderdoc.ContentHash(q.Before) == orderdoc.ContentHash(q.After) {
			return syncer.ChangeAnswer{Do: syncer.IgnoreChange}, nil
		}

		return syncer.ChangeAnswer{Do: syncer.RecordChange}, nil
	})

	before := gombashop.Order{Status: gombashop.Status{Code: "confirmed"}}
	sent := gombashop.Order{Status: gombashop.Status{Code: "sent"}}
	more := gombashop.Order{Items: []gombashop.OrderItem{{Name: "Чаша"}}}

	for _, after := range []gombashop.Order{sent, more} {
		answer, err := rule.Changed(context.Background(), syncer.ChangeQuery{Before: before, After: after})
		fmt.Println(answer.Do, err)
	}

	_ = syncer.Config{ChangePolicy: rule}
	// Output:
	// ignore <nil>
	// record <nil>
}
