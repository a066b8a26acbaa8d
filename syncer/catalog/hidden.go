package catalog

import "github.com/skladmost/skladmost/sklad"

// Hidden are the goods of the product that the shop is known not to show,
// because the product or the variant is hidden. What was never compared with the
// shop, and what is held back, is not among them.
func (p Product) Hidden() []sklad.GoodID {
	var hidden []sklad.GoodID

	for _, v := range p.Variants {
		kept := v.Known.Hashes
		if v.Held || !p.home(v) || kept[GroupVAT] == "" {
			continue
		}

		if kept[GroupVisible] != shown || kept[HashProductVisible] != shown {
			hidden = append(hidden, v.GoodID)
		}
	}

	return hidden
}
