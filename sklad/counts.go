package sklad

import (
	"context"

	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// Counts is how much a database holds. Deleted rows do not count; the rows that
// every database begins with do.
type Counts struct {
	Goods    int `json:"goods"`
	Partners int `json:"partners"`
	Objects  int `json:"objects"`
	Users    int `json:"users"`
	// Documents are the documents of every kind: an order that became a sale
	// counts as two.
	Documents int `json:"documents"`
}

// Counts counts the rows on the server, one statement a table.
func (db *DB) Counts(ctx context.Context) (Counts, error) {
	var c Counts
	if err := outside(ctx); err != nil {
		return c, err
	}
	for table, n := range map[string]*int{"Goods": &c.Goods, "Partners": &c.Partners, "Objects": &c.Objects, "Users": &c.Users} {
		query := "SELECT COUNT(*) FROM {" + table + "} t WHERE " + present("t", false)
		if err := count(ctx, db.SQL(), n, query); err != nil {
			return c, describe(cancelled(ctx, err), "count table %s", table)
		}
	}
	// Jet has no COUNT(DISTINCT …).
	err := count(ctx, db.SQL(), &c.Documents,
		"SELECT COUNT(*) FROM (SELECT DISTINCT o.[OperType], o.[Acct] FROM {Operations} o) d")
	return c, describe(cancelled(ctx, err), "count table Operations")
}

func count(ctx context.Context, s *engine.Session, into *int, query string) error {
	var n engine.Int
	_, err := s.Get(ctx, &n, query)
	*into = int(n)
	return err
}
