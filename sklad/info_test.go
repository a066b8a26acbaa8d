package sklad_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
)

func TestCosting(t *testing.T) {
	t.Parallel()
	for c := range sklad.Costing(12) {
		require.Equal(t, c >= 2 && c <= 5, c.UsesLots(), c)
	}
}
