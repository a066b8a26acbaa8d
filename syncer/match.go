package syncer

import (
	"context"

	"github.com/skladmost/skladmost/sklad"
)

// DefaultPartnerMatcher goes by ЕИК, then VAT number, for a company; the link,
// the e-mail and the phone count only for a partner with no other ЕИК. A person
// is matched by link, e-mail and phone among the partners without ЕИК. Numbers
// of companies are compared by their sklad.CompanyNumber.
func DefaultPartnerMatcher() PartnerMatcher {
	return PartnerMatcherFunc(func(ctx context.Context, q PartnerMatchQuery) (PartnerMatchAnswer, error) {
		vat := first(q.Billing.VATNumber, q.Customer.VATNumber)
		eik := first(q.Billing.EIK, q.Customer.EIK, vat) // a Bulgarian VAT number is BG and the ЕИК

		fits := func(p sklad.Partner) bool { return !otherCompany(p, eik, vat) }

		if eik != "" {
			answer, err := firstHit(ctx, q, companyQueries(eik, vat), func(sklad.Partner) bool { return true })
			if err != nil || answer.Partner.ID != 0 || len(answer.Candidates) > 0 {
				return answer, err
			}
		}

		if q.Linked != nil && !q.Linked.Deleted && fits(*q.Linked) {
			return PartnerMatchAnswer{Partner: *q.Linked}, nil
		}

		var queries []sklad.PartnerQuery
		if email := first(q.Customer.Email, q.Billing.Email); email != "" {
			queries = append(queries, sklad.PartnerQuery{Email: email})
		}

		if phone := first(q.Customer.Phone, q.Billing.Phone); phone != "" {
			queries = append(queries, sklad.PartnerQuery{Phone: phone})
		}

		return firstHit(ctx, q, queries, fits)
	})
}

// companyQueries look for a company where people enter its numbers.
func companyQueries(eik, vat string) []sklad.PartnerQuery {
	queries := []sklad.PartnerQuery{{Bulstat: eik}, {TaxNo: eik}}
	if vat != "" && !sameEIK(vat, eik) {
		queries = append(queries, sklad.PartnerQuery{TaxNo: vat})
	}

	return queries
}

// otherCompany tells that a partner has another company's number. An order without
// one goes by ЕИК alone: people used to have tax numbers too.
func otherCompany(p sklad.Partner, eik, vat string) bool {
	if p.Bulstat != "" && !sameEIK(p.Bulstat, eik) {
		return true
	}

	return eik != "" && p.TaxNo != "" && !sameEIK(p.TaxNo, eik) && !sameEIK(p.TaxNo, vat)
}

// sameEIK compares company numbers without blanks and the country's prefix.
func sameEIK(a, b string) bool {
	return sklad.CompanyNumber(a) != "" && sklad.CompanyNumber(a) == sklad.CompanyNumber(b)
}

// firstHit asks one query after the other; the first that finds anything
// decides, also when it finds too much.
func firstHit(ctx context.Context, q PartnerMatchQuery, queries []sklad.PartnerQuery, fits func(sklad.Partner) bool,
) (PartnerMatchAnswer, error) {
	for _, query := range queries {
		found, err := q.Find(ctx, query)
		if err != nil {
			return PartnerMatchAnswer{}, err
		}

		var hits []sklad.Partner

		for _, p := range found {
			if !p.Deleted && p.ID != 1 && fits(p) {
				hits = append(hits, p)
			}
		}

		switch len(hits) {
		case 0:
			continue
		case 1:
			return PartnerMatchAnswer{Partner: hits[0]}, nil
		default:
			return PartnerMatchAnswer{Candidates: hits}, nil
		}
	}

	return PartnerMatchAnswer{}, nil
}

// DefaultGoodMatcher goes by link, then barcode, then code.
func DefaultGoodMatcher() GoodMatcher {
	return GoodMatcherFunc(func(ctx context.Context, q GoodMatchQuery) (GoodMatchAnswer, error) {
		if q.Linked != nil {
			return GoodMatchAnswer{Good: *q.Linked}, nil
		}

		for _, query := range []sklad.GoodQuery{{BarCode: q.Barcode}, {Code: q.SKU}} {
			if query.BarCode == "" && query.Code == "" {
				continue
			}

			found, err := q.Find(ctx, query)
			if err != nil {
				return GoodMatchAnswer{}, err
			}

			switch len(found) {
			case 0:
				continue
			case 1:
				return GoodMatchAnswer{Good: found[0]}, nil
			default:
				return GoodMatchAnswer{Candidates: found}, nil
			}
		}

		return GoodMatchAnswer{}, nil
	})
}
