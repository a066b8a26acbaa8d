// Package schema describes the tables of Склад Pro, schema 3.07, once for all
// database servers.
//
//   - Tables is the description: columns in logical types, keys, indexes. What
//     only the vendor's SQL Server scripts have, or only the MySQL and SQLite
//     ones, is marked with a Family.
//   - DDL writes the CREATE statements in the words of a Dialect.
//   - Inserts writes rows as statements without parameters.
//   - DefaultRows are the rows of a new, Bulgarian database in euro.
//
// The same Table type describes tables of one's own beside the vendor's. The
// index on ID that the vendor's MySQL and SQLite scripts add to the primary key
// is left out.
package schema
