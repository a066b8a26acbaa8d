// Package csvexport reads the product export of GombaShop's administration: the
// CSV file that a merchant downloads.
//
// [Products] goes through a file row by row. Columns are found by their
// Bulgarian heads, in any order; a byte order mark, both decimal separators,
// "€" and "EUR" after an amount and HTML entities in texts are all met in real
// files and all read. An [Error] says line, column and what was expected.
//
// The file is written for people: it has no VAT rate, no quantity and no id of
// a variant. The layout was learnt from real exports; GombaShop documents none.
package csvexport
