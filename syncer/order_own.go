package syncer

import (
	"context"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/orderdoc"
)

// ownDocument reads the document of an imported order. Склад Pro gives the
// number of a document that a person voided to the next one: that one belongs to
// somebody else, and is sklad.ErrNotFound here.
func (p *importPlan) ownDocument(ctx context.Context, row ledger.Order) (sklad.Document, error) {
	document, err := p.cfg.Warehouse.Document(ctx, row.OperType, row.Acct)
	if err != nil || namesOrder(document.Note, row) {
		return document, err
	}

	if _, plain := p.cfg.DocumentBuilder.(plainBuilder); !plain {
		return document, nil // its documents may say anything
	}

	if adopted, err := p.journalled(ctx, row, eventAdopted); adopted || err != nil {
		return document, err // another connector may have written it
	}

	return sklad.Document{}, fmt.Errorf("syncer: %s: document %d is another's now: %w", rowRecord(row), row.Acct, sklad.ErrNotFound)
}

// namesOrder looks for the order's number, as a whole, in a note: a person may
// have added words of their own.
func namesOrder(note string, row ledger.Order) bool {
	const width = 255 // of Operations.Note

	number := strings.TrimSpace(cutTo(first(row.Number, row.OrderID), width))

	for from := 0; ; from++ {
		at := strings.Index(note[from:], number)
		if at < 0 {
			return false
		}

		from += at
		left, _ := utf8.DecodeLastRuneInString(note[:from])
		right, _ := utf8.DecodeRuneInString(note[from+len(number):])

		if !wordly(left) && !wordly(right) {
			return true
		}
	}
}

func wordly(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// plainBuilder is the default DocumentBuilder. Operations.Note of its documents
// is the order's number.
type plainBuilder struct{}

func (plainBuilder) BuildDocument(_ context.Context, q DocumentQuery) (orderdoc.Draft, error) {
	return orderdoc.Build(q.Terms, q.Order, q.Resolved)
}
