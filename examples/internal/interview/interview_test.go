package interview

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad/dsn"
)

func TestPartsMakeAnAddress(t *testing.T) {
	t.Parallel()

	for _, p := range []place{
		{engine: "sqlite", path: `C:\shop\50% #1.db`},
		{engine: "access", path: `C:\Microinvest\baza.mdb`},
		{engine: "mysql", host: "127.0.0.1", port: "3306", name: "microinvest", user: "root"},
		{engine: "mysql", host: "db", port: "3306", name: "my#base", user: "a@b/c%"},
		{engine: "sqlserver", host: "127.0.0.1", port: "1433", name: "Склад", user: "sa"},
		{engine: "sqlserver", host: `PC\SQLEXPRESS`, name: "a&b c", user: "sa"},
		{engine: "mysql", host: "h", port: "1", name: "Магазин 1", user: "u"},
		{engine: "sqlserver", host: "h", port: "1433", name: "x", user: `dom\user`},
	} {
		got, err := dsn.Parse(p.address())
		require.NoError(t, err, p.address())
		require.Equal(t, p.engine, string(got.Engine))
		require.Equal(t, p.path, got.Path)
		require.Equal(t, p.name, got.Database)
		require.Equal(t, p.user, got.User)
		require.Contains(t, got.Host, p.host)
	}
}

func TestWholeURL(t *testing.T) {
	t.Parallel()

	for typed, want := range map[string]string{
		"shop.example":                             "https://shop.example/api/microinvest/v1",
		"https://shop.example/":                    "https://shop.example/api/microinvest/v1",
		"https://shop.example/api/microinvest/v1/": "https://shop.example/api/microinvest/v1",
		"http://127.0.0.1:8080":                    "http://127.0.0.1:8080/api/microinvest/v1",
		"http://127.0.0.1:8080/api/microinvest/v2": "http://127.0.0.1:8080/api/microinvest/v2",
	} {
		require.Equal(t, want, wholeURL(typed))
	}
}

func TestAChoiceIsAValueANameOrABeginning(t *testing.T) {
	t.Parallel()

	options := []option{{"1", "Магазин"}, {"10", "Склад Север"}, {"2", "10"}, {"cod", "Codex"}}

	for answer, want := range map[string]string{
		"1": "1", "10": "10", "2": "2", "магазин": "1", "Склад": "10", "СКЛАД СЕВЕР": "10", "co": "cod",
	} {
		got, err := pick(options, answer)
		require.NoError(t, err, answer)
		require.Equal(t, want, got, answer)
	}

	for _, answer := range []string{"3", "", "север"} {
		_, err := pick(options, answer)
		require.ErrorContains(t, err, "1, 10, 2, cod", answer)
	}
}
