package sklad

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/sklad/internal/engine"
	"github.com/skladmost/skladmost/sklad/internal/key"
	"github.com/skladmost/skladmost/usn"
)

type documentRow struct {
	OperType    engine.Int  `db:"OperType"`
	Acct        engine.Int  `db:"Acct"`
	ContentHash engine.Text `db:"ContentHash"`
	Total       engine.Text `db:"Total"`
	USN         engine.Text `db:"USN"`
}

// earlier finds what the document's ExternalKey became before.
func (w *writer) earlier(ctx context.Context) (Recorded, bool, error) {
	if w.doc.ExternalKey == "" {
		return Recorded{}, false, nil
	}

	var row documentRow

	ok, err := w.SQL().Get(ctx, &row, "SELECT "+engine.Columns[documentRow]("d")+
		" FROM {gomba_documents} d WHERE d.[KeyHash] = ?", key.Document(w.doc.ExternalKey))
	if err != nil || !ok {
		return Recorded{}, false, err
	}

	if string(row.ContentHash) != w.doc.contentHash() {
		return Recorded{}, false, fmt.Errorf("sklad: %w: %q is document %d of OperType %d already, with other content; "+
			"give the new content a key of its own", ErrKeyConflict, w.doc.ExternalKey, row.Acct, row.OperType)
	}

	recorded := Recorded{OperType: OperType(row.OperType), Acct: Acct(row.Acct), Existing: true}
	if recorded.Total, err = decimal.NewFromString(string(row.Total)); err != nil {
		return Recorded{}, false, fmt.Errorf("sklad: gomba_documents holds the total %q for %q: %w", row.Total, w.doc.ExternalKey, err)
	}

	if row.USN != "" {
		recorded.USN, err = usn.Parse(string(row.USN))
	}

	return recorded, true, err
}

// remember keeps what the ExternalKey became.
func (w *writer) remember(ctx context.Context) error {
	if w.doc.ExternalKey == "" {
		return nil
	}

	return w.SQL().Insert(ctx, "gomba_documents", engine.Row{
		"KeyHash": key.Document(w.doc.ExternalKey), "ExternalKey": cut(w.doc.ExternalKey),
		"OperType": int64(w.doc.OperType), "Acct": int64(w.recorded.Acct), "ObjectID": int64(w.doc.ObjectID),
		"ContentHash": w.doc.contentHash(), "Total": w.recorded.Total.String(), "USN": w.recorded.USN.String(),
		"CreatedAt": w.Now().UTC().Format(ledgerTime),
	})
}

// contentHash is the same for the same document, whatever the day: a repeat
// after midnight is still a repeat.
func (d Document) contentHash() string {
	var b strings.Builder

	fmt.Fprintf(&b, "%d|%d|%d|%d|%d|%q", d.OperType, d.PartnerID, d.ObjectID, d.OperatorID, d.UserID, d.Note)

	for _, l := range d.Lines {
		fmt.Fprintf(&b, "\n%d|%s|%s|%s|%q", l.GoodID, l.Qty, l.Price, l.Discount, l.Note)
	}

	for _, p := range d.Payments {
		fmt.Fprintf(&b, "\n%d|%s|%q", p.Type, p.Amount, p.TransactionNumber)
	}

	if d.USN != nil {
		fmt.Fprintf(&b, "\n%s|%s", d.USN.Device, d.USN.Operator)
	}

	sum := sha256.Sum256([]byte(b.String()))

	return hex.EncodeToString(sum[:20])
}
