package sqlite_test

import (
	"context"
	"testing"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/skladtest"
	"github.com/skladmost/skladmost/sklad/sqlite"
)

func TestProcessesNumberTogether(t *testing.T) {
	t.Parallel()
	skladtest.Processes(t, t.Name(), create(t, "shop.db"), func(ctx context.Context, path string) (*sklad.DB, error) {
		return sqlite.Open(ctx, path)
	})
}
