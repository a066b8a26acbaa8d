package syncer

import "github.com/skladmost/skladmost/sklad"

// made are the goods that the order makes, with the ids that stand for their
// own.
func (j *orderJob) made() []sklad.Good {
	var goods []sklad.Good

	for i, g := range j.goods {
		if g.save.New {
			good := g.save.Good
			good.ID = g.id(i)
			goods = append(goods, good)
		}
	}

	return goods
}

// makes finds the goods that earlier lines of the order make.
func (j *orderJob) makes(q sklad.GoodQuery) []sklad.Good { return goodsLike(j.made(), q) }

// variant is the good that an earlier line of the order makes for a variant.
func (j *orderJob) variant(id string) *sklad.Good {
	for i, g := range j.goods {
		if g.save.New && g.save.VariantID == id {
			good := g.save.Good
			good.ID = g.id(i)

			return &good
		}
	}

	return nil
}
