// Package catalog turns Склад Pro goods into the products of a shop: which
// goods are variants of one product, what their options are called, and which
// fields of a known product have to be sent again. It is pure: no database, no
// network.
//
// [FieldNamed] and [Index] decide which goods belong together (the grouping
// field), a [Product] is what should be in the shop, and Product.Patch compares
// it with what the ledger knows and gives the [Change] to send.
package catalog
