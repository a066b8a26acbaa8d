package sklad

import (
	"context"
	"strings"

	"github.com/skladmost/skladmost/sklad/internal/engine"
	"github.com/skladmost/skladmost/usn"
)

// DocumentID names a document: its kind and number.
type DocumentID struct {
	OperType OperType
	Acct     Acct
}

// DocumentQuery looks for documents by one of their marks; the first field that
// is set counts. A query without any finds nothing.
type DocumentQuery struct {
	// USN is the УНП of a sale, as the program keeps it in ECRReceipts.
	USN usn.Number
	// Note is the whole of Operations.Note, without surrounding blanks.
	Note string
	// OperType keeps documents of that kind; zero keeps all.
	OperType OperType
}

// FindDocuments returns the documents that a query finds, ascending by number;
// none is no error. Drafts and deleted rows are left out.
func (db *DB) FindDocuments(ctx context.Context, q DocumentQuery) ([]DocumentID, error) {
	if err := outside(ctx); err != nil {
		return nil, err
	}
	return findDocuments(ctx, db.SQL(), q)
}

// FindDocuments is DB.FindDocuments inside the transaction.
func (tx *Tx) FindDocuments(ctx context.Context, q DocumentQuery) ([]DocumentID, error) {
	return findDocuments(ctx, tx.session, q)
}

type documentIDRow struct {
	OperType engine.Int  `db:"OperType"`
	Acct     engine.Int  `db:"Acct"`
	Note     engine.Text `db:"Note"`
}

func findDocuments(ctx context.Context, s *engine.Session, q DocumentQuery) ([]DocumentID, error) {
	var (
		where string
		args  []any
	)
	note := strings.TrimSpace(q.Note)
	switch {
	case !q.USN.IsZero():
		where = "EXISTS (SELECT e.[ID] FROM {ECRReceipts} e WHERE e.[OperType] = o.[OperType] AND e.[Acct] = o.[Acct] AND " +
			"e.[ReceiptType] = ? AND e.[ECRID] = ? AND e.[ReceiptID] = ?)"
		args = []any{receiptUSN, q.USN.Device, int64(q.USN.Seq)}
	case note != "":
		where, args = "o.[Note] = ?", []any{note}
	default:
		return nil, nil
	}
	if q.OperType != 0 {
		where, args = where+" AND o.[OperType] = ?", append(args, int64(q.OperType))
	}
	var rows []documentIDRow
	query := "SELECT DISTINCT o.[OperType], o.[Acct], o.[Note] FROM {Operations} o WHERE o.[Acct] > 0 AND o.[PartnerID] <> 0 AND " +
		where + " ORDER BY o.[OperType], o.[Acct], o.[Note]"
	if err := s.Select(ctx, &rows, query, args...); err != nil {
		return nil, describe(cancelled(ctx, err), "look for documents")
	}
	var found []DocumentID
	for _, row := range rows {
		id := DocumentID{OperType: OperType(row.OperType), Acct: Acct(row.Acct)}
		// The server's collation may take another text for the same note.
		if (note == "" || !q.USN.IsZero() || strings.TrimSpace(string(row.Note)) == note) &&
			(len(found) == 0 || found[len(found)-1] != id) {
			found = append(found, id)
		}
	}
	return found, nil
}
