package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
)

// connector finishes each new connection with the settings that read the file.
// In the DSN they would wait for a locked file without an eye on ctx.
type connector struct{ driver.Connector }

// Connect implements driver.Connector.
func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	executor, ok := conn.(driver.ExecerContext)
	if !ok {
		return nil, errors.Join(fmt.Errorf("sqlite: the driver's %T runs no statements: use modernc.org/sqlite", conn), conn.Close())
	}
	if _, err := executor.ExecContext(ctx, "PRAGMA synchronous = FULL", nil); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}
