package syncer_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// untransacted is a database with MyISAM tables, which no transaction may write.
type untransacted struct{ syncer.Warehouse }

func (u untransacted) Info(ctx context.Context) (sklad.Info, error) {
	info, err := u.Warehouse.Info(ctx)
	info.UnsafeTables = []string{"store (MyISAM)"}

	return info, err
}

func (untransacted) VerifyWritable(context.Context) error { return sklad.ErrUnsafeTables }

func TestCheckTellsOneFaultOnce(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.cfg.Warehouse = untransacted{w.cfg.Warehouse}

	_, err := w.engine(t).Check(t.Context())
	require.Equal(t, []text.Code{text.UnsafeTables}, codesOf(t, err))
}

// codesOf are the codes of a joined error, whose every part is a problem.
func codesOf(t *testing.T, err error) []text.Code {
	t.Helper()

	parts := []error{err}
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		parts = many.Unwrap()
	}

	var all []text.Code

	for _, part := range parts {
		var p *syncer.Problem
		require.ErrorAs(t, part, &p)
		all = append(all, p.Code)
	}

	return all
}
