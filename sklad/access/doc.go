// Package access opens Склад Pro databases in Microsoft Access files (.mdb and
// .accdb) through ODBC.
//
//   - Open opens a file, or whatever an ODBC connection string names.
//   - Create makes a new file with all tables and default rows.
//   - New takes a pool of the caller's own.
//   - DDL is the statements that make tables, for reading and for other tools.
//
// The package compiles everywhere. The driver, github.com/alexbrainman/odbc, is
// in every build for Windows, where it needs no C compiler; elsewhere it takes
// the build tag odbc and the headers of unixODBC. Without it Open, Create and
// New fail with sklad.ErrUnsupported. On Windows the program has to be as wide
// as the installed Access driver: most are 32-bit, so build with GOARCH=386.
//
// # What is proven
//
// The driver and the statements are, the Access engine (Jet, ACE) itself is not:
// it runs on Windows only. Two other servers can stand in for it, which is what
// the tests do: SQLite behind its ODBC driver, also registered under the Access
// driver's name so that the connection string and the driver's ways with Access
// are the real ones; and MariaDB in sql_mode MSSQL. Open finds out which of the
// three it talks to; they differ in how an identity is read, in the types of
// columns and in the numbers of errors, and in nothing else. The stand-ins are
// there for tests: use packages sqlite and mysql for such databases. What
// creates an empty file on Windows is not proven either.
//
// # What Access cannot do
//
// Statements have no TOP and no LIMIT (listings go by ranges of the primary
// key), no date literals, no CASE, and each text is a parameter. A Date/Time
// keeps whole seconds and no zone: it holds the shop's clock. Integers have 32
// bits. There are no named locks: the unique keys are what keeps numbers apart,
// and InTx runs again when another program was faster. Jet locks pages, so
// whoever writes the same table at the same moment may have to wait.
package access
