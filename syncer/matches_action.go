package syncer

import "fmt"

// LinkRecord links a good with a variant, or a goods group with a category, or
// takes such a link back. It is told to an Observer and never part of a Plan.
type LinkRecord struct {
	What    Kind // KindGood or KindCategory
	LocalID int64
	ShopID  string
	// Removed tells that the link was taken back.
	Removed bool
}

func (LinkRecord) action() {}

// Kind is that of the local record.
func (a LinkRecord) Kind() Kind { return a.What }

// Record names the local record.
func (a LinkRecord) Record() string {
	if a.What == KindCategory {
		return fmt.Sprintf("goods group %d", a.LocalID)
	}

	return fmt.Sprintf("good %d", a.LocalID)
}

// Direction is Matching.
func (LinkRecord) Direction() Direction { return Matching }
