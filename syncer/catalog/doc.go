// Package catalog turns Склад Pro goods into the products of a shop: which
// goods are variants of one product, what their options are called, and which
// fields of a known product have to be sent again. It is pure: no database, no
// network.
//
// [FieldNamed] reads the grouping field, an [Index] tells which goods share a
// product, [Build] makes the [Product] that should be in the shop, and
// Product.Patch compares it with what the ledger knows and gives the [Change]
// to send.
//
// A product is one of three: a group of goods ([GroupID]), a single good
// ([SingleID]), or a product of the shop's own that its goods came from
// ([OwnID]). Of the last only that is ever sent which Склад Pro owns: codes,
// price, VAT and visibility.
package catalog
