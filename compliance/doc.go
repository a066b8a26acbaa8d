// Package compliance reads out of Склад Pro and the ledger what Наредба Н-18 wants to
// see of the sales that the synchronisation has entered.
//
//   - The tables of Annex 29 item 18, as iterators of typed rows: [Books.Sales] (18.1),
//     [Books.Payments] (18.2), [Books.Lines] (18.3), [Books.Reversals] (18.4),
//     [Books.Annulled] (18.5), [Books.Nomenclature] (18.9). [Books.Tables] gives all of
//     them for any writer, [WriteCSV] is one.
//   - The journal of what happened to each order, with values before and after:
//     [Books.Journal].
//   - The monthly file of a shop in the alternative regime, Annex 38:
//     [Books.WriteAuditFile], with its schema [AuditSchema].
//
// A period across 2026-01-01 is two reports, each in the currency of its time:
// [Period.Split].
//
// # What it is not
//
// These are engineering notes and not legal advice: have an accountant look before you
// send anything. Sales that people enter in Склад Pro are Склад Pro's to report. The
// package does not make a program a declared sales software (СУПТО). Tables 18.6 to
// 18.8 (deliveries, stock movement) are Склад Pro's own. Sums of before 2026 are shown
// as they are stored, as BGN.
package compliance
