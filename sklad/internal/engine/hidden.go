package engine

import (
	"context"
	"database/sql/driver"
)

// Hidden wraps a driver's connector, whose fields hold the password, so that
// printing a *sql.DB in whatever form shows only the address of a function.
func Hidden(c driver.Connector) driver.Connector {
	return hidden{connect: c.Connect, of: c.Driver()}
}

type hidden struct {
	connect func(context.Context) (driver.Conn, error)
	of      driver.Driver
}

func (h hidden) Connect(ctx context.Context) (driver.Conn, error) { return h.connect(ctx) }
func (h hidden) Driver() driver.Driver                            { return h.of }
