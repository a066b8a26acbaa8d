package matchfile

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
)

// sheet is a file while it is read.
type sheet struct {
	at      map[column]int
	names   []string
	matches []syncer.Match
	// goods and variants are the lines on which they were accepted.
	goods, variants map[string]int
}

// locate finds the columns by their heads, in either language and any order.
func (s *sheet) locate(names []string) error {
	s.at, s.names = map[column]int{}, names

	for place, name := range names {
		name = strings.ToLower(strings.TrimSpace(name))

		for c, head := range heads() {
			if _, twice := s.at[column(c)]; !twice && (name == head.EN || name == head.BG) {
				s.at[column(c)] = place
			}
		}
	}

	var en, bg []string

	for _, c := range needed() {
		if _, there := s.at[c]; !there {
			en, bg = append(en, heads()[c].EN), append(bg, heads()[c].BG)
		}
	}

	if len(en) == 0 {
		return nil
	}

	f := notAFile("there is no column "+strings.Join(en, ", "), "липсва колона "+strings.Join(bg, ", "))
	f.Line = 1

	return f
}

// row takes one row. One that is not accepted is not looked at any further.
func (s *sheet) row(line int, cells []string) error {
	cell := func(c column) string {
		if place := s.at[c]; place < len(cells) {
			return unguard(cells[place])
		}

		return ""
	}

	wanted, known := accepted(cell(colAccept))
	if !known {
		return s.fault(line, colAccept, quote(cell(colAccept))+" is neither yes nor no", quote(cell(colAccept))+" не е нито да, нито не",
			"write yes, or leave the cell empty", "напишете да или оставете клетката празна")
	}

	if !wanted {
		return nil
	}

	good, err := strconv.ParseInt(cell(colGoodID), 10, 32)
	if err != nil || good < 1 {
		return s.fault(line, colGoodID, quote(cell(colGoodID))+" is no ID of a good", quote(cell(colGoodID))+" не е ID на стока",
			"write the ID as match propose has it", "напишете ID както е от match propose")
	}

	if cell(colVariantID) == "" {
		return s.fault(line, colVariantID, "the variant's id is missing", "липсва id на варианта",
			"write the id as match propose has it", "напишете id както е от match propose")
	}

	if err := s.once(line, colGoodID, s.goods, strconv.FormatInt(good, 10)); err != nil { // 007 is 7
		return err
	}

	if err := s.once(line, colVariantID, s.variants, cell(colVariantID)); err != nil {
		return err
	}

	s.matches = append(s.matches, syncer.Match{
		GoodID: sklad.GoodID(good), VariantID: cell(colVariantID), ProductID: cell(colProductID), Fingerprint: cell(colCheck),
	})

	return nil
}

// once refuses what is accepted on two lines: a record has one link.
func (s *sheet) once(line int, c column, seen map[string]int, id string) error {
	if before, twice := seen[id]; twice {
		return s.fault(line, c, fmt.Sprintf("%s is accepted on line %d already", quote(id), before),
			fmt.Sprintf("%s вече е прието на ред %d", quote(id), before), "accept one of the two", "приемете само едното от двете")
	}

	seen[id] = line

	return nil
}

func (s *sheet) fault(line int, c column, en, bg, todoEN, todoBG string) error {
	return &Fault{Line: line, Column: strings.TrimSpace(s.names[s.at[c]]), What: lang.Of(en, bg), Todo: lang.Of(todoEN, todoBG)}
}

// accepted reads yes and no as people and spreadsheets write them; empty is no.
func accepted(cell string) (yes, known bool) {
	switch strings.ToLower(cell) {
	case "yes", "y", "да", "д", "1", "x", "х", "+", "true", "вярно", "истина":
		return true, true
	case "", "no", "n", "не", "н", "0", "-", "false", "невярно", "лъжа":
		return false, true
	}

	return false, false
}

// quote shows a cell, cut where it is long.
func quote(cell string) string {
	const most = 40
	if letters := []rune(cell); len(letters) > most {
		cell = string(letters[:most]) + "…"
	}

	return strconv.Quote(cell)
}
