package skladtest

import (
	"context"
	"database/sql"
	"strconv"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/sklad/schema"
)

// world is one database: the handle that the engine opened, and a pool of the
// caller's own, of which further handles are made.
type world struct {
	db  *sklad.DB
	raw *sql.DB
	// digits are those of a float that is read, 0 for all.
	digits int
}

func (s suite) world(t *testing.T) world {
	t.Helper()
	db, raw := s.open(t)
	return world{db: db, raw: raw, digits: s.digits}
}

// float is how a float that was stored comes back.
func (w world) float(t *testing.T, stored float64) float64 {
	t.Helper()
	if w.digits == 0 {
		return stored
	}
	read, err := strconv.ParseFloat(strconv.FormatFloat(stored, 'g', w.digits, 64), 64)
	require.NoError(t, err)
	return read
}

// handle is a second DB on the same database, with options of its own.
func (w world) handle(t *testing.T, opts ...sklad.Option) *sklad.DB {
	t.Helper()
	settings := sklad.Settle(opts)
	pool := engine.NewPool(w.raw, w.db.SQL().Dialect()).WithHook(settings.Hook)
	db, err := sklad.NewDB(t.Context(), pool, settings)
	require.NoError(t, err)
	return db
}

// noon is the present of handles with a fixed clock.
func noon() time.Time { return time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) }

// hooked is a handle whose statements pass *each once it is set.
func (w world) hooked(t *testing.T) (db *sklad.DB, each *engine.Hook) {
	t.Helper()
	each = new(engine.Hook)
	return w.handle(t, sklad.WithClock(noon), func(s *engine.Settings) {
		s.Hook = func(ctx context.Context, statement string) error {
			if *each == nil {
				return nil
			}
			return (*each)(ctx, statement)
		}
	}), each
}

// add inserts rows as another program would: they may name their ids, and
// columns that accept no NULL are filled.
func (w world) add(t *testing.T, table string, rows ...engine.Row) {
	t.Helper()
	require.NoError(t, w.db.InTx(t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
		for _, row := range rows {
			if err := insert(ctx, tx.SQL(), table, row); err != nil {
				return err
			}
		}
		return nil
	}))
}

func insert(ctx context.Context, s *engine.Session, table string, row engine.Row) error {
	fill(s.Dialect().Family(), table, row)
	on, off := s.Dialect().KeepIDs(table)
	if _, named := row["ID"]; !named || on == "" {
		return s.Insert(ctx, table, row)
	}
	if _, err := s.Raw().ExecContext(ctx, on); err != nil {
		return err
	}
	if err := s.Insert(ctx, table, row); err != nil {
		return err
	}
	_, err := s.Raw().ExecContext(ctx, off)
	return err
}

// fill puts zeros and blanks where a family's column refuses NULL.
func fill(family schema.Family, table string, row engine.Row) {
	for _, described := range schema.Tables() {
		if described.Name != table {
			continue
		}
		for _, c := range described.For(family).Columns {
			_, given := row[c.Name]
			switch {
			case given || c.Type == schema.Identity || c.NotNull == 0 || !c.NotNull.In(family):
			case c.Type == schema.Text:
				row[c.Name] = " "
			default:
				row[c.Name] = 0
			}
		}
	}
}

func (w world) exec(t *testing.T, query string, args ...any) {
	t.Helper()
	_, err := w.db.SQL().Exec(t.Context(), query, args...)
	require.NoError(t, err)
}

func (w world) count(t *testing.T, query string, args ...any) int {
	t.Helper()
	var n int
	_, err := w.db.SQL().Get(t.Context(), &n, "SELECT COUNT(*) FROM "+query, args...)
	require.NoError(t, err)
	return n
}

// set changes a setting for all users.
func (w world) set(t *testing.T, key, value string) {
	t.Helper()
	w.exec(t, "UPDATE {Configuration} SET [Value] = ? WHERE [Key] = ? AND [UserID] = -1", value, key)
}

// ledger installs the ledger if need be and opens it for db.
func (w world) ledger(t *testing.T, db *sklad.DB) *ledger.Ledger {
	t.Helper()
	require.NoError(t, ledger.Install(t.Context(), db))
	l, err := ledger.Open(t.Context(), db)
	require.NoError(t, err)
	return l
}

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }
