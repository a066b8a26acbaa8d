package syncer_test

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/gombashop/csvexport"
)

// rewritten is a good that somebody entered by hand for a product.
type rewritten struct {
	of         int // place of the product
	name, code string
	price      decimal.Decimal
	barcode    bool
}

// shopBarcodes gives most products a barcode, and a few the one of another.
func shopBarcodes(products []csvexport.Product, rnd *rand.Rand) []string {
	all := make([]string, len(products))

	for i := range all {
		switch n := rnd.IntN(20); {
		case n == 0 && i > 0:
			all[i] = all[rnd.IntN(i)]
		case n < 12:
			all[i] = fmt.Sprintf("380%010d", i)
		}
	}

	return all
}

// rewrite enters half of the products as a person would: each in another way, and
// some with the code of another.
func rewrite(products []csvexport.Product, rnd *rand.Rand) []rewritten {
	var all []rewritten

	for _, i := range rnd.Perm(len(products))[:len(products)/2] {
		g := rewritten{of: i, name: products[i].Name, code: products[i].SKU, price: products[i].Price, barcode: rnd.IntN(3) > 0}

		for range 1 + rnd.IntN(3) {
			g.change(rnd)
		}

		all = append(all, g)
	}

	mixUp(all, products, rnd)

	return all
}

func (g *rewritten) change(rnd *rand.Rand) {
	switch rnd.IntN(8) {
	case 0:
		g.name, g.code = strings.ToUpper(g.name), strings.ToLower(g.code)
	case 1:
		g.name, g.code = lookAlike(g.name, rnd), lookAlike(g.code, rnd)
	case 2:
		g.name = strings.NewReplacer("(", "- ", ")", "", "/", " ", ".", "").Replace(g.name)
	case 3, 4:
		words := strings.Fields(g.name)
		if len(words) > 1 {
			at := rnd.IntN(len(words))
			g.name = strings.Join(append(words[:at:at], words[at+1:]...), " ")
		}
	case 5:
		g.code = fmt.Sprintf("N%d", 10000+g.of)
	case 6:
		g.code = fmt.Sprint(1 + rnd.IntN(60)) // a running number
	case 7:
		g.price = g.price.Mul(decimal.RequireFromString("1.07")).Round(2)
	}
}

// lookAlike writes some Cyrillic letters as Latin ones, and the other way round.
func lookAlike(text string, rnd *rand.Rand) string {
	const cyrillic, latin = "АВЕКМНОРСТУХаеорсух", "ABEKMHOPCTYXaeopcyx"

	here, there := []rune(cyrillic), []rune(latin)

	return strings.Map(func(r rune) rune {
		for i := range here {
			switch {
			case rnd.IntN(2) == 0:
			case r == here[i]:
				return there[i]
			case r == there[i]:
				return here[i]
			}
		}

		return r
	}, text)
}

// mixUp swaps the codes of some goods, gives some the code of another good, and
// some that of a product that is not here at all.
func mixUp(all []rewritten, products []csvexport.Product, rnd *rand.Rand) {
	for range len(all) / 15 {
		a, b := rnd.IntN(len(all)), rnd.IntN(len(all))

		switch rnd.IntN(3) {
		case 0:
			all[a].code, all[b].code = all[b].code, all[a].code
		case 1:
			all[a].code = all[b].code
		default:
			all[a].code = products[rnd.IntN(len(products))].SKU
		}
	}
}
