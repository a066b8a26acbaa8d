// Package usntest is the conformance suite of usn.Allocator: whoever keeps sale
// numbers in a table of his own runs it over that table.
//
//	func TestAllocator(t *testing.T) {
//		usntest.Run(t, func(t *testing.T) usntest.Open {
//			store := newStore(t)
//			return func() usn.Allocator { return store.allocator() }
//		})
//	}
package usntest
