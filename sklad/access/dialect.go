package access

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"strings"
	"time"

	"github.com/skladmost/skladmost/sklad/internal/engine"
	"github.com/skladmost/skladmost/sklad/schema"
)

// dialect is Access, or a server that stands in for it.
type dialect struct{ server server }

var _ engine.Dialect = dialect{}

func (dialect) Name() string              { return "access" }
func (dialect) Family() schema.Family     { return schema.Pro }
func (dialect) Table(name string) string  { return name }
func (dialect) Quote(ident string) string { return "[" + strings.ReplaceAll(ident, "]", "]]") + "]" }
func (dialect) Placeholder(int) string    { return "?" }

// Limit is never: TOP and LIMIT are no common ground. Listings go by ranges of
// the primary key.
func (dialect) Limit(query string, _ int) (string, bool) { return query, false }

// KeepIDs is nothing: an INSERT may name a COUNTER column.
func (dialect) KeepIDs(string) (on, off string) { return "", "" }

// TextLiteral is Unicode as it stands.
func (dialect) TextLiteral(text string) string { return schema.Apostrophes(text) }

// MomentLiteral is a date as Access has it, year first, which no setting of
// Windows turns round.
func (dialect) MomentLiteral(t time.Time) string { return "#" + t.Format(time.DateTime) + "#" }

// InsertID reads the identity on the connection of the INSERT: the driver has
// no LastInsertId.
func (d dialect) InsertID(ctx context.Context, s *engine.Session, query string, args []any) (int64, error) {
	if _, err := s.Raw().ExecContext(ctx, query, args...); err != nil {
		return 0, err
	}
	var id engine.Int
	_, err := s.Get(ctx, &id, d.server.identity)
	return int64(id), err
}

// Day is the day at midnight, whatever the zone of day is. The driver takes the
// clock of a time as it stands.
func (dialect) Day(day time.Time) any {
	y, m, d := day.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// Stamp is the moment on the shop's clock, in whole seconds: Access refuses
// fractions.
func (dialect) Stamp(moment time.Time, loc *time.Location) any {
	local := moment.In(loc)
	y, m, d := local.Date()
	return time.Date(y, m, d, local.Hour(), local.Minute(), local.Second(), 0, time.UTC)
}

// Clock is what Stamp is: a Date/Time column has one kind of clock.
func (d dialect) Clock(moment time.Time, loc *time.Location) any { return d.Stamp(moment, loc) }

func (d dialect) IsDuplicate(err error) bool { return d.server.fault(err) == duplicate }

// IsRetryable takes a table that another program has just made for a reason to
// look again.
func (d dialect) IsRetryable(err error) bool {
	f := d.server.fault(err)
	return f == busy || f == tableThere
}

// IsLost knows the class of connection errors; 08S01 is driver.ErrBadConn
// already.
func (dialect) IsLost(err error) bool {
	for _, r := range records(err) {
		if strings.HasPrefix(r.state, "08") {
			return true
		}
	}
	return false
}

// TxOptions are the default: the driver refuses every other isolation level.
func (dialect) TxOptions() *sql.TxOptions { return &sql.TxOptions{} }

// Begin takes the write lock at once where the server has one for all. Jet
// locks page by page.
func (d dialect) Begin(ctx context.Context, s *engine.Session) error {
	if d.server.early == "" {
		return nil
	}
	_, err := s.Exec(ctx, d.server.early)
	if d.server.fault(err) == noTable { // a database that is being made belongs to one writer
		return nil
	}
	return err
}

// Lock does nothing: there are no named locks.
func (dialect) Lock(context.Context, *engine.Session, string) error { return nil }

// Unlock has no lock to give back. But after a COMMIT that failed the driver
// leaves its connection inside the transaction, with everything locked; such a
// connection cannot begin another one and is dropped.
func (dialect) Unlock(_ context.Context, conn *sql.Conn) error {
	return conn.Raw(func(native any) error {
		beginner, ok := native.(interface{ Begin() (driver.Tx, error) })
		if !ok {
			return nil
		}
		tx, err := beginner.Begin()
		if err != nil {
			return err
		}
		return tx.Rollback()
	})
}

// HasTable reads nothing from the table: Jet lets nobody see its catalogue.
func (d dialect) HasTable(ctx context.Context, s *engine.Session, name string) (bool, error) {
	var n int
	_, err := s.Get(ctx, &n, "SELECT COUNT(*) FROM {"+name+"} WHERE 1 = 0")
	if d.server.fault(err) == noTable {
		return false, nil
	}
	return err == nil, err
}

// HasIndex asks a stand-in. Jet lets nobody see its catalogue, so there every
// index counts as present.
func (d dialect) HasIndex(ctx context.Context, s *engine.Session, table, name string, unique bool) (bool, error) {
	if d.server.index == "" || unique && d.server.fixedKeys {
		return true, nil
	}
	var n int
	_, err := s.Get(ctx, &n, d.server.index, table, name)
	return n > 0, err
}

// Server tells what was found out when the database was opened.
func (d dialect) Server(context.Context, *engine.Session) (engine.Server, error) {
	return engine.Server{Version: d.server.version, Charset: d.server.charset}, nil
}
