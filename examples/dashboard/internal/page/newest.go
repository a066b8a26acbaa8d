package page

import "slices"

// newest keeps the last names of a list that goes by oldest first: never more
// than the pages up to the wanted one have, however long the list is.
type newest struct {
	names       []string
	most, total int
}

// aPage is how many records a page of a list has.
const aPage = 50

func newNewest(page int) *newest { return &newest{most: min(page, 1<<20) * aPage} }

func (n *newest) add(name string) {
	n.total++

	if n.names = append(n.names, name); len(n.names) >= 2*n.most {
		n.names = slices.Clone(n.names[len(n.names)-n.most:])
	}
}

// pages is at least one.
func (n *newest) pages() int { return max(1, (n.total+aPage-1)/aPage) }

// page are the names of the wanted page, the newest first, and its number: the
// last one for a page that is not there.
func (n *newest) page(wanted int) (names []string, number int) {
	number = min(wanted, n.pages())
	all := slices.Clone(n.names)
	slices.Reverse(all)

	from := (number - 1) * aPage

	return all[from:min(from+aPage, len(all))], number
}
