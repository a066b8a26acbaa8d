package sqlite_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/internal/sampledata"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
	"github.com/skladmost/skladmost/sklad/schema"
	"github.com/skladmost/skladmost/sklad/sqlite"
)

func TestCreateMakesEveryTable(t *testing.T) {
	t.Parallel()
	db, err := sqlite.Create(t.Context(), filepath.Join(t.TempDir(), "x.db"))
	require.NoError(t, err)
	defer db.Close()
	var tables []string
	require.NoError(t, db.SQL().Select(t.Context(), &tables, "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'sqlite_sequence'"))
	require.Len(t, tables, 30)
	for _, table := range schema.Tables() {
		require.Contains(t, tables, strings.ToLower(table.Name))
		var columns []string
		require.NoError(t, db.SQL().Select(t.Context(), &columns, "SELECT name FROM pragma_table_info(?)", strings.ToLower(table.Name)))
		var want []string
		for _, c := range table.For(schema.Open).Columns {
			want = append(want, c.Name)
		}
		require.Equal(t, want, columns, table.Name)
	}
}

// TestCreateMakesTheVendorsColumns compares with the vendor's own sample.
func TestCreateMakesTheVendorsColumns(t *testing.T) {
	t.Parallel()
	sample, err := sqlite.Open(t.Context(), sampledata.Copy(t, "samplestore.sqlite"))
	require.NoError(t, err)
	defer sample.Close()
	for _, table := range schema.Tables() {
		var theirs, ours []string
		require.NoError(t, sample.SQL().Select(t.Context(), &theirs, "SELECT LOWER(name) FROM pragma_table_info(?)", strings.ToLower(table.Name)))
		for _, c := range table.For(schema.Open).Columns {
			ours = append(ours, strings.ToLower(c.Name))
		}
		require.Equal(t, theirs, ours, table.Name)
	}
}

func TestCreateFillsDefaultRows(t *testing.T) {
	t.Parallel()
	db, err := sqlite.Create(t.Context(), filepath.Join(t.TempDir(), "x.db"))
	require.NoError(t, err)
	defer db.Close()
	for query, want := range map[string]string{
		"SELECT [Name] || '|' || [Code] || '|' || [GroupID] FROM {Goods}":                           "Служебна стока| |-1",
		"SELECT [Company2] || '|' || [IsVeryUsed] || '|' || [eMail] FROM {Partners}":                "Служебен партньор|-2| ",
		"SELECT [Password] || '|' || [UserLevel] FROM {Users}":                                      "YsAB16V90Bs=|3",
		"SELECT [Currency] || '|' || [Description] || '|' || [ExchangeRate] FROM {Currencies}":      "EUR|Евро|1.0",
		"SELECT GROUP_CONCAT([VATValue], ',') FROM {VATGroups}":                                     "20.0,9.0,0.0",
		"SELECT GROUP_CONCAT([Key] || '=' || [Value] || '/' || [UserID], ',') FROM {Configuration}": "configkey12=0/-1,configkey20=-1/-1,configkey23=0/-1,configkey48=0/-1",
		"SELECT COUNT(*) FROM {OperationType}":                                                      "39",
		"SELECT [BG] || '|' || [EN] || '|' || [DE] FROM {OperationType} WHERE [ID] = 19":            "Поръчка|Order| ",
		"SELECT [Version] || '|' || [ProductID] FROM {System}":                                      "3.07|1",
		"SELECT GROUP_CONCAT([PaymentMethod], ',') FROM {PaymentTypes}":                             "1,2,3,4",
		"SELECT [Code] || '|' || [Name] FROM {ObjectsGroups}":                                       "-1|Служебна група",
		"SELECT [ObjectID] || '|' || [GoodID] || '|' || [LotOrder] || '|' || [Lot] FROM {Store}":    "1|1|1| ",
		"SELECT COUNT(*) FROM {Operations}":                                                         "0",
	} {
		var got string
		_, err := db.SQL().Get(t.Context(), &got, query)
		require.NoError(t, err, query)
		require.Equal(t, want, got, query)
	}
}

func TestDocumentsReplaceOnConflict(t *testing.T) {
	t.Parallel()
	db, err := sqlite.Create(t.Context(), filepath.Join(t.TempDir(), "x.db"))
	require.NoError(t, err)
	defer db.Close()
	row := engine.Row{"Acct": 1, "OperType": 2, "InvoiceNumber": "0000000001", "Reason": "a"}
	require.NoError(t, db.SQL().Insert(t.Context(), "Documents", row))
	row["Reason"] = "b"
	require.NoError(t, db.SQL().Insert(t.Context(), "Documents", row))
	var reasons []string
	require.NoError(t, db.SQL().Select(t.Context(), &reasons, "SELECT [Reason] FROM {Documents}"))
	require.Equal(t, []string{"b"}, reasons)
}

func TestCreateRefusesAndCleansUp(t *testing.T) {
	t.Parallel()
	full := create(t, "full.db")
	before, err := os.ReadFile(full)
	require.NoError(t, err)
	_, err = sqlite.Create(t.Context(), full)
	require.ErrorIs(t, err, fs.ErrExist)
	after, err := os.ReadFile(full)
	require.NoError(t, err)
	require.Equal(t, before, after)
	_, err = sqlite.Create(t.Context(), t.TempDir())
	require.ErrorIs(t, err, fs.ErrExist)
	_, err = sqlite.Create(t.Context(), filepath.Join(t.TempDir(), "no", "folder", "x.db"))
	require.Error(t, err)

	empty := filepath.Join(t.TempDir(), "empty.db")
	require.NoError(t, os.WriteFile(empty, nil, 0o600))
	db, err := sqlite.Create(t.Context(), empty)
	require.NoError(t, err, "an empty file is taken over")
	require.NoError(t, db.Close())

	broken := filepath.Join(t.TempDir(), "broken.db")
	_, err = sqlite.Create(t.Context(), broken, failing())
	require.ErrorContains(t, err, "table OperationType")
	require.NoFileExists(t, broken, "nothing half-done stays behind")
}

// failing stops Create at the last of its tables.
func failing() sklad.Option {
	return func(s *engine.Settings) {
		s.Hook = func(_ context.Context, statement string) error {
			if strings.HasPrefix(statement, "INSERT INTO `operationtype`") {
				return fs.ErrPermission
			}
			return nil
		}
	}
}
