package mssql_test

import (
	"errors"
	"fmt"
	"testing"

	native "github.com/microsoft/go-mssqldb"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/mssql"
)

// A named instance is asked for at the service SQL Server Browser.
func TestAnInstanceThatNobodyKnowsHasARemedy(t *testing.T) {
	t.Parallel()
	_, err := mssql.Open(t.Context(), "sqlserver://sa:canary@127.0.0.1/NONE?database=x&dial+timeout=1")
	refused, ok := errors.AsType[*sklad.DatabaseError](err)
	require.True(t, ok, "%v", err)
	require.Equal(t, sklad.ReasonNoInstance, refused.Reason)
	require.ErrorContains(t, err, "SQL Server Browser")
	require.NotContains(t, err.Error(), "canary")
}

func TestServerErrorsHaveAReason(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		number  int32
		message string
		reason  sklad.Reason
		names   []string
	}{
		{208, "Invalid object name 'dbo.payments'.", sklad.ReasonMissing, []string{"payments"}},
		{208, "Invalid object name 'gomba_usn'.", sklad.ReasonLedgerMissing, []string{"gomba_usn"}},
		{207, "Invalid column name 'PriceOut2'.", sklad.ReasonMissing, []string{"PriceOut2"}},
		{33557097, `relation "gomba_usn" does not exist`, sklad.ReasonLedgerMissing, []string{"gomba_usn"}},
		{33557097, `column t.priceout7 does not exist`, sklad.ReasonMissing, []string{"priceout7"}},
		{229, "The INSERT permission was denied on the object 'goods', database 'shop', schema 'dbo'.", sklad.ReasonRights, []string{"goods"}},
		{262, "CREATE TABLE permission denied in database 'shop'.", sklad.ReasonRights, nil},
		{3906, "Failed to update database \"shop\" because the database is read-only.", sklad.ReasonReadOnly, nil},
		{4060, "Cannot open database \"x\" requested by the login.", sklad.ReasonNoDatabase, nil},
		{18456, "Login failed for user 'sa'.", sklad.ReasonLogin, nil},
	} {
		err := mssql.Dialect.Explain(fmt.Errorf("x: %w", native.Error{Number: c.number, Message: c.message}))
		refused, ok := errors.AsType[*sklad.DatabaseError](err)
		require.True(t, ok, "%d", c.number)
		require.Equal(t, c.reason, refused.Reason, "%d", c.number)
		require.Equal(t, c.names, refused.Names, "%d", c.number)
		require.NotEmpty(t, refused.Remedy)
	}
}
