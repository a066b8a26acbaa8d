package mysql

import (
	"fmt"
	"net"
	"testing"

	native "github.com/go-sql-driver/mysql"
	"github.com/stretchr/testify/require"
)

func TestWhatIsExplainedIsExplainedOnce(t *testing.T) {
	t.Parallel()
	for _, err := range []error{
		&native.MySQLError{Number: accessDenied, Message: "Access denied"}, &native.MySQLError{Number: noSuchTable, Message: "'shop.goods'"},
		&net.OpError{Op: "dial", Err: fmt.Errorf("refused")},
	} {
		once := explain(err)
		require.Equal(t, "open: "+once.Error(), explain(fmt.Errorf("open: %w", once)).Error())
	}
}
