package catalog_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/catalog"
)

func TestCanonicalReadsNumbersAsOneValue(t *testing.T) {
	t.Parallel()

	for text, want := range map[string]string{
		"12": "12", "\t12,0\n": "12", "12.50": "12.5", "0012": "12", "1.000001": "1.000001", "123456789012345": "123456789012345",
	} {
		got, ok := catalog.Canonical(text)
		require.True(t, ok, "%q", text)
		require.Equal(t, want, got, "%q", text)
	}

	for _, text := range []string{"", " ", "0", "0,0", "-1", "12a", "1 2", "1.2.3", "1.0000001", "1234567890123456", "١٢", "12."} {
		_, ok := catalog.Canonical(text)
		require.False(t, ok, "%q", text)
	}
}

func TestEveryFieldIsThere(t *testing.T) {
	t.Parallel()

	for _, name := range catalog.Fields() {
		field, err := catalog.FieldNamed(name)
		require.NoError(t, err)
		require.NotPanics(t, func() { field(sklad.Good{}) })
	}

	_, err := catalog.FieldNamed("Catalog4")
	require.ErrorContains(t, err, "Catalog4")
}

func TestIndexKeepsAGroupsNameEvenAlone(t *testing.T) {
	t.Parallel()

	var x catalog.Index

	x.Add(3, catalog.GroupID("12"))
	x.Add(5, catalog.GroupID("12"))
	x.Add(7, catalog.OwnID("8810"))
	x.Add(9, catalog.GroupID("7"))

	id, members := x.Of(5)
	require.Equal(t, "G:12", id)
	require.Equal(t, []sklad.GoodID{3, 5}, members)

	id, members = x.Of(9)
	require.Equal(t, "G:7", id)
	require.Equal(t, []sklad.GoodID{9}, members)

	id, members = x.Of(7)
	require.Equal(t, catalog.OwnID("8810"), id)
	require.Equal(t, []sklad.GoodID{7}, members)

	id, members = x.Of(4)
	require.Equal(t, "4", id)
	require.Equal(t, []sklad.GoodID{4}, members)
}
