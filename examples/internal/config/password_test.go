package config

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad/dsn"
)

func TestThePasswordOfAnAddressIsNotShown(t *testing.T) {
	t.Parallel()

	for address, want := range map[string][2]string{
		"sqlite:C:\\a;PWD=x.db":                        {"sqlite:C:\\a;PWD=x.db", ""},
		"mysql://shop:s%40cret@pc1:3306/sklad":         {"mysql://shop@pc1:3306/sklad", "s@cret"},
		"mysql://shop@pc1/sklad?tls=true":              {"mysql://shop@pc1/sklad?tls=true", ""},
		"mysql://pc1/sklad":                            {"mysql://pc1/sklad", ""},
		"sqlserver://sa:x%3Ay@pc1?database=db":         {"sqlserver://sa@pc1?database=db", "x:y"},
		"sqlserver://sa@pc1?password=a+b&database=db":  {"sqlserver://sa@pc1?database=db", "a b"},
		"access:C:\\b.mdb;PWD={a;}}b};READONLY=1":      {"access:C:\\b.mdb;READONLY=1", "a;}b"},
		"access:C:\\b.mdb":                             {"access:C:\\b.mdb", ""},
		"odbc:DRIVER={SQL Server};Password=x;UID=me":   {"odbc:DRIVER={SQL Server};UID=me", "x"},
		"odbc:DSN=a;Jet OLEDB:Database Password = x ;": {"odbc:DSN=a;", "x"},
		"mysql://shop:50%@pc1/sklad":                   {"", ""},
	} {
		shown, password := ShownAddress(address)
		require.Equal(t, want, [2]string{shown, password}, address)
	}
}

func TestAPasswordComesIntoAnAddress(t *testing.T) {
	t.Parallel()

	for _, address := range []string{
		"mysql://shop:old@pc1/sklad?tls=true", "sqlserver://sa@pc1?database=db", "access:C:\\b.mdb", "odbc:DSN=a;PWD=old",
	} {
		const secret = `a:b@c;d}e/f?g#h%i`

		whole, ok := WithPassword(address, secret)
		require.True(t, ok, address)

		shown, got := ShownAddress(whole)
		require.Equal(t, secret, got, whole)

		before, _ := ShownAddress(address)
		require.Equal(t, before, shown)

		_, err := dsn.Parse(whole)
		require.NoError(t, err)
	}

	_, ok := WithPassword("sqlite:a.db", "x")
	require.False(t, ok)

	_, ok = WithPassword("mysql://pc1/db", "x")
	require.False(t, ok, "a password needs a user")
}
