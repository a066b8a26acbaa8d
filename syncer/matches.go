package syncer

import (
	"context"
	"errors"
	"iter"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/match"
)

// Matching is the direction of a report about links that a person decided on:
// neither side's records are written.
const Matching Direction = "match"

// Match is a good and a variant of the shop that may be one and the same.
type Match struct {
	GoodID sklad.GoodID `json:"good_id"`
	// ProductID is the shop's id of the variant's product. Empty is allowed in
	// ApplyMatches, which then looks through all products.
	ProductID string `json:"product_id"`
	VariantID string `json:"variant_id"`
	// Certain matches need no person: one record of each side has the barcode or
	// the code, and nothing speaks against it.
	Certain bool `json:"certain"`
	// Score is 0 to 100 and orders the candidates of a good.
	Score   int            `json:"score"`
	Reasons []match.Reason `json:"reasons"`
	// Good and Variant are what was compared, for a person.
	Good    MatchSide `json:"good"`
	Variant MatchSide `json:"variant"`
	// Fingerprint stands for ids, codes, barcodes and names of both. A match whose
	// sides have another one by now is not applied; an empty one is not compared.
	Fingerprint string `json:"fingerprint"`
}

// MatchSide is one side of a Match.
type MatchSide struct {
	Code     string   `json:"code"`
	Barcodes []string `json:"barcodes,omitempty"`
	// Name is, for a variant, the product's with the options behind it.
	Name string `json:"name"`
	// Price is the regular one, VAT included, in the shop's currency; not valid
	// when there is none.
	Price decimal.NullDecimal `json:"price"`
}

// ProposeMatches compares the goods without a link with the shop's variants
// without one, whatever groups are chosen for export: first come the certain
// matches, then the candidates of each other good, best first. Both sides are
// read before the first is yielded, and nothing is written. A product that
// cannot be read is told to the Observer and left out.
func (s *Syncer) ProposeMatches(ctx context.Context) iter.Seq2[Match, error] {
	return func(yield func(Match, error) bool) {
		ctx := s.hearing(ctx)
		r := s.newRun(Matching)
		r.dry = true

		err := r.propose(ctx, func(m Match) error {
			if !yield(m, nil) {
				return errStop
			}

			return nil
		})
		if err != nil && !errors.Is(err, errStop) {
			yield(Match{}, err)
		}
	}
}

func (r *run) propose(ctx context.Context, yield func(Match) error) error {
	if err := r.prepare(ctx); err != nil {
		return err
	}

	if err := errors.Join(r.sameCurrency(), r.sameShop(ctx)); err != nil {
		return err
	}

	linked, err := r.readLinked(ctx)
	if err != nil {
		return err
	}

	goods, err := r.unlinkedGoods(ctx, linked)
	if err != nil {
		return err
	}

	variants, err := r.unlinkedVariants(ctx, linked)
	if err != nil {
		return err
	}

	for _, pair := range match.Propose(records(goods), records(variants)) {
		good, variant := goods[pair.Left], variants[pair.Right]

		err := yield(Match{
			GoodID: good.good, ProductID: variant.product, VariantID: variant.variant,
			Certain: pair.Certain, Score: pair.Score, Reasons: pair.Reasons,
			Good: good.MatchSide, Variant: variant.MatchSide, Fingerprint: r.fingerprintOf(good, variant),
		})
		if err != nil {
			return err
		}
	}

	return nil
}
