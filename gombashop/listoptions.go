package gombashop

import (
	"slices"
	"time"
)

// ListOptions narrow a listing. The zero value lists everything.
type ListOptions struct {
	// UpdatedSince leaves out what has not changed since. Take the last run's
	// time less an overlap of some two minutes, and ignore what you have seen
	// with the same UpdatedAt.
	UpdatedSince time.Time
	// IDs keeps only these. nil keeps all, an empty list none.
	IDs []string
	// Limit is the size of a page, 1…250; 0 leaves it to the shop (100).
	Limit int
	// Cursor continues behind a page of an earlier listing.
	Cursor string
}

func (o ListOptions) filter() filter {
	return filter{updatedSince: o.UpdatedSince, ids: slices.Clone(o.IDs), limit: o.Limit, cursor: o.Cursor}
}

// CategoryListOptions narrow a listing of categories.
type CategoryListOptions = ListOptions

// CustomerListOptions narrow a listing of customers.
type CustomerListOptions = ListOptions

// StatusListOptions say where a listing of order statuses begins.
type StatusListOptions struct {
	Limit  int    // 1…250; 0 leaves it to the shop (100)
	Cursor string // continues behind a page of an earlier listing
}

// ProductListOptions narrow a listing of products. The zero value lists all
// that are not deleted.
type ProductListOptions struct {
	UpdatedSince time.Time // see ListOptions
	CreatedSince time.Time
	IDs          []string // nil keeps all, an empty list none
	SKUs         []string // products with a variant of one of these
	Barcodes     []string // products with a variant of one of these
	// IncludeDeleted lists deleted products too, with Deleted set.
	IncludeDeleted bool
	Limit          int    // 1…250; 0 leaves it to the shop (100)
	Cursor         string // continues behind a page of an earlier listing
}

func (o ProductListOptions) filter() filter {
	return filter{
		updatedSince: o.UpdatedSince, createdSince: o.CreatedSince, ids: slices.Clone(o.IDs),
		skus: slices.Clone(o.SKUs), barcodes: slices.Clone(o.Barcodes),
		deleted: o.IncludeDeleted, limit: o.Limit, cursor: o.Cursor,
	}
}

// OrderListOptions narrow a listing of orders. The zero value lists all.
type OrderListOptions struct {
	UpdatedSince time.Time // see ListOptions
	CreatedSince time.Time
	Statuses     []string  // status codes; empty keeps all
	IDs          []OrderID // nil keeps all, an empty list none
	Limit        int       // 1…250; 0 leaves it to the shop (100)
	Cursor       string    // continues behind a page of an earlier listing
}

func (o OrderListOptions) filter() filter {
	f := filter{
		updatedSince: o.UpdatedSince, createdSince: o.CreatedSince, statuses: slices.Clone(o.Statuses), limit: o.Limit, cursor: o.Cursor,
	}
	if o.IDs != nil {
		f.ids = make([]string, 0, len(o.IDs))
	}
	for _, id := range o.IDs {
		f.ids = append(f.ids, string(id))
	}
	return f
}
