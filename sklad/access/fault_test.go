package access

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
)

func TestFaults(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		server server
		record record
		want   fault
	}{
		{jet(), record{"23000", -1605, "duplicate values"}, duplicate},
		{jet(), record{"23000", -3701, "You must enter a value"}, other},
		{jet(), record{"HY000", -1102, "currently locked by user"}, busy},
		{jet(), record{"42S02", -1305, "cannot find the input table"}, noTable},
		{jet(), record{"42S01", -1303, "already exists"}, tableThere},
		{jet(), record{"HY000", -1809, "must use an updateable query"}, readOnly},
		{sqliteServer(""), record{"HY000", 19, "UNIQUE constraint failed: x.y (19)"}, duplicate},
		{sqliteServer(""), record{"HY000", 19, "NOT NULL constraint failed: x.y (19)"}, other},
		{sqliteServer(""), record{"HY000", 5, "database is locked (5)"}, busy},
		{sqliteServer(""), record{"HY000", 1, "no such table: x (1)"}, noTable},
		{sqliteServer(""), record{"HY000", 1, "no such column: t.x (1)"}, noColumn},
		{mariaServer("", ""), record{"42S22", 1054, "Unknown column 't.x' in 'WHERE'"}, noColumn},
		{mariaServer("", ""), record{"42000", 1142, "SELECT command denied"}, noRights},
		{mariaServer("", ""), record{"HY000", 2003, "Can't connect"}, unreachable},
		{mariaServer("", ""), record{"23000", 1062, "Duplicate entry"}, duplicate},
		{mariaServer("", ""), record{"23000", 1048, "cannot be null"}, other},
		{mariaServer("", ""), record{"40001", 1213, "Deadlock found"}, busy},
	} {
		err := fmt.Errorf("wrapped: %w", refusal{c.record})
		d := dialect{server: c.server}
		require.Equal(t, c.want, c.server.fault(err), c.record)
		require.Equal(t, c.want == duplicate, d.IsDuplicate(err))
		require.Equal(t, c.want == busy || c.want == tableThere, d.IsRetryable(err))
		require.ErrorIs(t, d.Explain(context.Canceled), context.Canceled)
	}
	require.Equal(t, other, jet().fault(errors.New("x")))
	d := dialect{server: jet()}
	require.True(t, d.IsLost(refusal{{"08003", 0, "connection not open"}}))
	require.ErrorContains(t, d.Explain(refusal{{"07002", -3010, "Too few parameters. Expected 1."}}), "a column is missing")
}

func TestWhatIsMissingIsNamed(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		server server
		record record
		reason sklad.Reason
		names  []string
	}{
		{jet(), record{"42S02", -1305, "The Microsoft Jet database engine cannot find the input table or query 'Payments'."},
			sklad.ReasonMissing, []string{"Payments"}},
		{jet(), record{"07002", -3010, "Too few parameters. Expected 1."}, sklad.ReasonMissing, nil},
		{sqliteServer(""), record{"HY000", 1, "no such table: gomba_usn (1)"}, sklad.ReasonLedgerMissing, []string{"gomba_usn"}},
		{sqliteServer(""), record{"HY000", 1, "table goods has no column named Code (1)"}, sklad.ReasonMissing, []string{"Code"}},
		{mariaServer("", ""), record{"42S02", 1146, "Table 'shop.gomba_usn' doesn't exist"}, sklad.ReasonLedgerMissing, []string{"gomba_usn"}},
		{mariaServer("", ""), record{"42S22", 1054, "Unknown column 't.x' in 'WHERE'"}, sklad.ReasonMissing, []string{"x"}},
	} {
		refused, ok := errors.AsType[*sklad.DatabaseError](dialect{server: c.server}.Explain(refusal{c.record}))
		require.True(t, ok, c.record)
		require.Equal(t, c.reason, refused.Reason, c.record)
		require.Equal(t, c.names, refused.Names, c.record)
	}
}

func TestOpenSaysWhatToDo(t *testing.T) {
	t.Parallel()
	for says, r := range map[string]record{
		"check the password":    {"42000", -1905, "Not a valid password."},
		"check the path":        {"HY000", -1811, "Could not find file"},
		"holds the file":        {"HY000", -1024, "file already in use"},
		"of another width":      {"IM014", 0, "architecture mismatch"},
		installDriver:           {"IM002", 0, "Data source name not found"},
		"needs to write":        {"HY000", -1809, "read-only"},
		"password and the ODBC": {"HY000", -9999, "something else"},
	} {
		require.ErrorContains(t, explainOpen(refusal{r}), says)
	}
	require.ErrorIs(t, explainOpen(refusal{{"IM002", 0, ""}}), sklad.ErrUnsupported)
}

// refusing is a driver that has no such driver until the last address.
type refusing struct {
	seen []string
	says string
}

func (r *refusing) Open(text string) (driver.Conn, error) {
	r.seen = append(r.seen, text)
	if len(r.seen) == 1 {
		return nil, refusal{{"IM002", 0, "no driver"}}
	}
	return nil, refusal{{"42000", -1905, r.says}}
}

func TestConnectorTriesBothDriversAndHidesPasswords(t *testing.T) {
	t.Parallel()
	where, err := parse(`C:\База\baza.mdb;PWD={hun;ter}}2};ExtendedAnsiSQL=0`)
	require.NoError(t, err)
	native := &refusing{says: "not a valid password: {hun;ter}}2} or hun;ter}2"}
	_, err = connector{where, native}.Connect(t.Context())
	require.Equal(t, []string{
		`Driver={Microsoft Access Driver (*.mdb, *.accdb)};DBQ=C:\База\baza.mdb;PWD={hun;ter}}2};ExtendedAnsiSQL=0`,
		`Driver={Microsoft Access Driver (*.mdb)};DBQ=C:\База\baza.mdb;PWD={hun;ter}}2};ExtendedAnsiSQL=0`,
	}, native.seen)
	require.ErrorContains(t, err, "not a valid password: … or …")
	require.Equal(t, wrongPassword, jet().fault(err))
	for _, verb := range []string{"%v", "%+v", "%#v"} {
		require.NotContains(t, fmt.Sprintf(verb, connector{where, native}.where), "hun;ter")
	}
}

func TestAddress(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ dsn, path, text string }{
		{`C:\a=b.accdb`, `C:\a=b.accdb`, `Driver={Microsoft Access Driver (*.mdb, *.accdb)};DBQ=C:\a=b.accdb`},
		{`baza.mdb;PWD=x`, `baza.mdb`, `Driver={Microsoft Access Driver (*.mdb, *.accdb)};DBQ=baza.mdb;PWD=x`},
		{`DSN=shop;PWD=x`, ``, `DSN=shop;PWD=x`},
		{`uid=u; driver = {a;b} ;pwd=x`, ``, `uid=u; driver = {a;b} ;pwd=x`},
		{`/srv/x.mdb;Driver={y}`, `/srv/x.mdb`, `DBQ=/srv/x.mdb;Driver={y}`},
	} {
		where, err := parse(c.dsn)
		require.NoError(t, err)
		require.Equal(t, c.path, where.path)
		require.Equal(t, c.text, where.texts()[0])
	}
	for _, dsn := range []string{"", " ", ";PWD=x", "a\x00b"} {
		_, err := parse(dsn)
		require.ErrorIs(t, err, errNoAddress)
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"a;b=c", "DSN=x;PWD={a}}b}", "=;{=}", "Driver={"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, dsn string) {
		where, err := parse(dsn)
		if err != nil {
			require.ErrorIs(t, err, errNoAddress)
			return
		}
		require.NotEmpty(t, where.texts())
	})
}

// What the session has explained passes through the driver's other calls as it
// is: the sentence and its remedy are there once.
func TestWhatIsExplainedIsExplainedOnce(t *testing.T) {
	t.Parallel()
	for _, r := range []record{
		{"HY000", -1102, "currently locked by user"}, {"42S02", -1305, "cannot find the input table"},
		{"HY000", -1809, "must use an updateable query"}, {"07002", 0, "too few parameters"},
	} {
		once := dialect{server: jet()}.Explain(refusal{r})
		twice := dialect{server: jet()}.Explain(fmt.Errorf("read the goods: %w", once))
		require.Equal(t, "read the goods: "+once.Error(), twice.Error())
	}
}
