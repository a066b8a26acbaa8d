package mssql

import (
	"fmt"
	"net"
	"testing"

	native "github.com/microsoft/go-mssqldb"
	"github.com/stretchr/testify/require"
)

func TestWhatIsExplainedIsExplainedOnce(t *testing.T) {
	t.Parallel()
	for _, err := range []error{
		native.Error{Number: loginFailed, Message: "Login failed"}, native.Error{Number: noSuchTable, Message: "Invalid object name 'goods'."},
		&net.OpError{Op: "dial", Err: fmt.Errorf("refused")},
	} {
		once := explain(err)
		require.Equal(t, "open: "+once.Error(), explain(fmt.Errorf("open: %w", once)).Error())
	}
}
