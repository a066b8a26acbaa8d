package engine_test

import (
	"context"
	"errors"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad/internal/engine"
	"github.com/skladmost/skladmost/sklad/sqlite"
)

// numbered is a server with numbered placeholders and its own quotes.
type numbered struct{ engine.Dialect }

func (numbered) Placeholder(n int) string { return "@p" + strconv.Itoa(n) }
func (numbered) Quote(s string) string    { return "<" + s + ">" }
func (numbered) Table(s string) string    { return "dbo." + s }

func TestRewrite(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"SELECT g.[Name] FROM {Goods} g WHERE g.[ID] = ? AND [Code] = ?": "SELECT g.<Name> FROM <dbo.Goods> g WHERE g.<ID> = @p1 AND <Code> = @p2",
		"SELECT '? [x] {y}' FROM {A} WHERE a = ?":                        "SELECT '? [x] {y}' FROM <dbo.A> WHERE a = @p1",
		"SELECT 'it''s ?', ?":                                            "SELECT 'it''s ?', @p1",
		"":                                                               "",
		"SELECT [unclosed":                                               "SELECT <unclosed>",
		"SELECT {unclosed":                                               "SELECT <dbo.unclosed>",
		"SELECT 'unclosed ?":                                             "SELECT 'unclosed ?",
	} {
		require.Equal(t, want, engine.Rewrite(numbered{}, in), in)
	}
}

func TestColumns(t *testing.T) {
	t.Parallel()
	type row struct {
		ID    engine.Int  `db:"ID"`
		Other string      // not a column
		Name  engine.Text `db:"Name"`
	}
	require.Equal(t, "g.[ID] AS [ID], g.[Name] AS [Name]", engine.Columns[row]("g"))
}

func TestSession(t *testing.T) {
	t.Parallel()
	db, err := sqlite.Create(t.Context(), filepath.Join(t.TempDir(), "x.db"))
	require.NoError(t, err)
	defer db.Close()
	ctx, s := t.Context(), db.SQL()
	id, err := s.InsertID(ctx, "Goods", engine.Row{"Name": "чаша", "Code": "7"})
	require.NoError(t, err)
	require.Equal(t, int64(2), id)
	n, err := s.Update(ctx, "Goods", engine.Row{"Name": "чаша 2", "Code": "8"}, "[ID] = ?", id)
	require.NoError(t, err)
	require.Equal(t, int64(1), n)
	var name string
	found, err := s.Get(ctx, &name, "SELECT [Name] FROM {Goods} WHERE [Code] = ?", "8")
	require.NoError(t, err)
	require.True(t, found)
	require.Equal(t, "чаша 2", name)
	found, err = s.Get(ctx, &name, "SELECT [Name] FROM {Goods} WHERE [Code] = ?", "9")
	require.NoError(t, err)
	require.False(t, found)
	require.NoError(t, s.Lock(ctx, "anything"))
	_, err = s.Get(ctx, &name, "SELECT nonsense FROM {Goods}")
	require.Error(t, err)
}

func TestHookStopsEveryStatement(t *testing.T) {
	t.Parallel()
	db, err := sqlite.Create(t.Context(), filepath.Join(t.TempDir(), "x.db"))
	require.NoError(t, err)
	defer db.Close()
	boom := errors.New("boom")
	var seen []string
	s := db.SQL().With(db.SQL().Dialect(), func(_ context.Context, statement string) error {
		seen = append(seen, statement)
		return boom
	})
	ctx := t.Context()
	var n int
	_, err = s.Exec(ctx, "DELETE FROM {Goods}")
	require.ErrorIs(t, err, boom)
	_, err = s.Get(ctx, &n, "SELECT 1")
	require.ErrorIs(t, err, boom)
	require.ErrorIs(t, s.Select(ctx, &[]int{}, "SELECT 2"), boom)
	require.ErrorIs(t, s.Insert(ctx, "Goods", engine.Row{"B": 1, "A": 2}), boom)
	_, err = s.InsertID(ctx, "Goods", engine.Row{"A": 1})
	require.ErrorIs(t, err, boom)
	_, err = s.Update(ctx, "Goods", engine.Row{"A": 1}, "[ID] = ?", 1)
	require.ErrorIs(t, err, boom)
	require.Equal(t, []string{
		"DELETE FROM `goods`", "SELECT 1", "SELECT 2", "INSERT INTO `goods` (`A`, `B`) VALUES (?, ?)",
		"INSERT INTO `goods` (`A`) VALUES (?)", "UPDATE `goods` SET `A` = ? WHERE `ID` = ?",
	}, seen)
}
