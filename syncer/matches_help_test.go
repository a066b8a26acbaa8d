package syncer_test

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
)

func idOf(id sklad.GoodID) string { return strconv.FormatInt(int64(id), 10) }

// categories are new ones below a parent, or at the root.
func categories(parent string, names ...string) []gombashop.CategoryPatch {
	rows := make([]gombashop.CategoryPatch, len(names))
	for i := range names {
		rows[i] = gombashop.CategoryPatch{ExternalID: "shop's " + names[i], Name: &names[i]}
		if parent != "" {
			rows[i].ParentID = &parent
		}
	}

	return rows
}

// categoryNamed is the shop's id of the category with a name, empty when there
// is none.
func (w *world) categoryNamed(t *testing.T, name string) string {
	t.Helper()

	for c, err := range w.client.Categories.All(t.Context(), gombashop.ListOptions{}) {
		require.NoError(t, err)

		if c.Name == name {
			return c.ID
		}
	}

	return ""
}
