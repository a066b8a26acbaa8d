// Package sqlite opens Склад Pro databases in SQLite files, in pure Go.
//
//   - Create makes a new database with all tables and default rows.
//   - Open opens an existing file; it creates nothing.
//   - New takes a pool of the caller's own.
//
// The vendor's sister program may have the same file open. So the journal mode
// stays as it is found (WithWAL is for files that nobody else opens),
// synchronous is FULL, a transaction begins with the write lock (BEGIN
// IMMEDIATE), waits up to ten seconds for it and is short, and the tables use
// nothing that SQLite 3.7 could not read.
package sqlite
