// Package sklad reads and writes the database of Microinvest Склад Pro.
//
// # Opening
//
// One of the engine packages opens a database: sqlite, mysql, mssql or access
// (package dsn reads an address from a line of configuration). Each gives a
// *DB, which is safe for concurrent use. DB.Info tells what the database is and
// how it is set: base currency, prices with or without VAT, costing, СУПТО.
//
// # Reading
//
// DB.Goods, Partners, Objects, Users, the groups, VATGroups and PaymentTypes
// are iterators that ascend by ID. They read pages of at most 1,000 rows and
// hold no connection in between, so the body of a loop may write; a listing is
// therefore no snapshot. DB.Stock sums quantities over objects and groups of
// objects. DB.Good, Partner, FindGoods, FindPartners, ObjectByCodeOrName and
// UserByCodeOrName look single records up, and DB.Document reads a document
// back.
//
// Texts come trimmed: NULL, the empty text and the single blank that the
// program stores for it are all "". Float columns become decimals through 15
// significant digits, as the program itself reads them. A quantity without a
// Store row is "no figure" (an invalid decimal.NullDecimal) and not zero.
//
// # Writing
//
// DB.InTx runs a function in one read-write transaction, again if need be. Its
// *Tx reads as the DB does and writes documents, goods, partners and groups by
// the program's own rules: document numbers from NextAcct, stock, money and the
// cash book belong to one transaction with the lines.
//
// # Errors
//
// ErrNotFound, ErrAmbiguous, ErrNotSklad, ErrSchemaVersion, ErrContention and
// ErrUnsupported are wrapped by errors that name the record and the remedy.
package sklad
