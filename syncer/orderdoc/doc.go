// Package orderdoc turns a shop's order into a Склад Pro document whose total is
// the shop's total to the cent, and a recorded sale into its fiscal receipt. It
// is pure: no database, no network, the same input gives the same output.
//
// # From an order to a document
//
// [Build] wants three things: [Terms], the settings of a run; the order; and
// [Resolved], which says what the order's lines are in the warehouse. The
// [Draft] that it returns holds a document for sklad's Record and the proof of
// its total. Where the total cannot be met the error says why, with both sums.
//
// The arithmetic, in order:
//
//  1. Every item is quantity × unit price − its own discounts; the shop's
//     line_total may differ by a cent.
//  2. The order's discounts are shared over what they apply to, first over the
//     VAT rates, then over the lines, by the largest remainder. A line never
//     becomes negative. A voucher lowers the price or pays, by [VoucherMode];
//     what the customer pays in the end is the same either way.
//  3. The sum is compared with the shop's grand total. At most a cent a line
//     goes onto the largest line, with a warning; more is an error.
//  4. Prices without VAT get it, rounded once for each rate. Lev become euro,
//     the grand total first.
//  5. Each line gets a price and a percentage that Склад Pro's own formula
//     turns into the line's total; where no percentage does, the price after
//     the discount, on two rows if need be.
//
// # From a sale to a receipt
//
// [ReceiptRules] say which payments need one and when. [Receipt] announces the
// shop's prices and discounts and comes to the document's total.
//
// # When an order changes
//
// [ContentHash] tells whether a changed order would give another document.
package orderdoc
