// Package engine is the seam between the warehouse's tables and the database
// servers that hold them.
//
//   - Dialect is what differs from server to server; each engine package
//     implements it.
//   - Pool and Session run statements that are written once for all servers.
//   - Page reads a table in pages of its primary key and holds no connection
//     between them.
//   - Float, Text and Time read columns as the program writes them: floats
//     through 15 significant digits, blank texts as empty, dates in all the
//     forms that the program itself accepts.
package engine
