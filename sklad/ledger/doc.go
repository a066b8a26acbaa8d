// Package ledger keeps what a synchronisation must not forget, in gomba_*
// tables beside Склад Pro's own: which good is which product, every order ever
// seen and what became of it, every УНП, every print, and a journal that only
// grows. It stands in the same database, so that a document and its entry are
// committed together or not at all.
//
// No table of the vendor is altered, and no feature newer than SQLite 3.7 or
// MySQL 5.6 is used: the vendor's sister program opens the same file.
//
//   - Make or upgrade the tables: [Install]. Use them: [Open].
//   - Links between rows and records of the shop: [Ledger.Links],
//     [Ledger.LinkByLocal], [Ledger.LinkByShopID], [Ledger.SaveLinks].
//   - Orders: [Ledger.ClaimOrder] first in the transaction that imports one,
//     [Ledger.SaveOrder], [Ledger.Orders].
//   - One run at a time: [Ledger.AcquireLease].
//   - Prints: [Ledger.BeginReceipt], [Ledger.SaveReceipt], [Ledger.Receipts].
//   - Watermarks and the floor of a device's УНП: [Ledger.Mark],
//     [Ledger.SetMark], [Ledger.RaiseUSNFloor].
//   - What happened: [Ledger.Append], [Ledger.Events].
//
// Whatever writes takes the [sklad.Tx] that it belongs to.
package ledger
