package gombashop

import "time"

// PathSeparator stands between the names of Category.Path.
const PathSeparator = " > "

// Category is a node of the shop's tree.
type Category struct {
	ID         string
	ExternalID string // the warehouse's goods group, empty when it knows none
	ParentID   string // empty for a root
	Name       string
	Path       string // names from the root, joined by PathSeparator
	Position   int    // order among its siblings
	Visible    bool
	UpdatedAt  time.Time
}

// CategoryPatch creates a category or changes the fields that it names. A row
// finds its category by ID, else by ExternalID. A nil field stays as it is.
type CategoryPatch struct {
	ID, ExternalID string
	ParentID       *string // empty makes it a root
	Name           *string
	Position       *int
	Visible        *bool
}
