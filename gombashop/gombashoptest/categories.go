package gombashoptest

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

func (s *Server) listCategories(w http.ResponseWriter, r *http.Request) {
	listing[wire.Category]{
		rows: all(s.tree), id: func(c wire.Category) string { return c.ID },
		at: func(c wire.Category) time.Time { return c.UpdatedAt },
	}.serve(w, r)
}

func (s *Server) writeCategories(w http.ResponseWriter, r *http.Request) {
	bulk(w, r, categoryRule(), s.saveCategory)
}

func (s *Server) saveCategory(row wire.CategoryPatch) wire.Result {
	c := s.category(row.ID, row.ExternalID)

	switch {
	case c == nil && row.ID != "":
		return failed(wire.CodeNotFound, "there is no category "+row.ID)
	case c == nil && !row.Name.Set:
		return refused(wrong("name", "required", "a new category needs a name"))
	case row.ParentID.Set && !row.ParentID.Null && s.tree[row.ParentID.Value] == nil:
		return refused(wrong("parent_id", "unknown", "there is no category %s to be the parent", row.ParentID.Value))
	case row.ParentID.Set && c != nil && s.within(row.ParentID.Value, c.ID):
		return refused(wrong("parent_id", "invalid", "category %s is below %s", row.ParentID.Value, c.ID))
	}

	status := wire.Updated
	if c == nil {
		s.serial++
		c, status = &wire.Category{ID: strconv.Itoa(s.serial), Visible: true}, wire.Created
		s.tree[c.ID] = c
	}

	before := *c
	patchCategory(c, row)
	c.Path = s.path(c)

	switch {
	case status == wire.Updated && same(before, *c):
		status = wire.Unchanged
	default:
		c.UpdatedAt = s.tick()
	}

	if before.Path != c.Path {
		s.renameBelow()
	}

	return wire.Result{Status: status, ID: c.ID, ExternalID: c.ExternalID}
}

func patchCategory(c *wire.Category, row wire.CategoryPatch) {
	if row.ExternalID != "" {
		c.ExternalID = row.ExternalID
	}

	row.ParentID.ApplyPtr(&c.ParentID)
	row.Name.Apply(&c.Name)
	row.Position.Apply(&c.Position)
	row.Visible.Apply(&c.Visible)
}

func (s *Server) category(id, external string) *wire.Category {
	if id != "" {
		return s.tree[id]
	}

	for _, c := range s.tree {
		if external != "" && c.ExternalID == external {
			return c
		}
	}

	return nil
}

// within tells whether a category is the other one, or below it.
func (s *Server) within(id, other string) bool {
	for c := s.tree[id]; c != nil; c = s.tree[*c.ParentID] {
		if c.ID == other {
			return true
		}

		if c.ParentID == nil {
			return false
		}
	}

	return false
}

// path is the names from the root on.
func (s *Server) path(c *wire.Category) string {
	names := []string{c.Name}
	for c.ParentID != nil {
		c = s.tree[*c.ParentID]
		names = append([]string{c.Name}, names...)
	}

	return strings.Join(names, wire.Separator)
}

// renameBelow: a new name or place shows in the path of all that is below.
func (s *Server) renameBelow() {
	for _, c := range s.tree {
		if path := s.path(c); path != c.Path {
			c.Path, c.UpdatedAt = path, s.tick()
		}
	}
}
