// Package mssql opens Склад Pro databases on Microsoft SQL Server 2012 or later.
//
// Texts travel as nvarchar, whatever the collation of the database; dates as
// datetime, which SQL Server narrows to smalldatetime where the vendor's columns
// are that. Each transaction states READ COMMITTED, because a connection keeps
// the level of the one before. Numbers are allocated under sp_getapplock, and
// no statement uses MERGE.
//
// What is proven: the statements, on a server that speaks the same protocol and
// T-SQL (Babelfish). Microsoft's own server is not.
package mssql
