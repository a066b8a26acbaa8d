// Package dsn reads the address of a Склад Pro database from one line of
// configuration. It imports no database driver: pass Driver() to the Open of
// the package that DSN.Engine names.
//
//	sqlite:C:\shop\50% off #1.db                          everything behind the ':' is the path
//	access:C:\Microinvest\baza.mdb;PWD=…                  a path, then key=value pairs for the driver
//	odbc:DRIVER={…};DBQ=…                                 a whole connection string, taken literally
//	mysql://user:pass@host:3306/database                  a URL; parameters of the driver behind '?'
//	sqlserver://user:pass@host:1433?database=db           a URL; also host\INSTANCE
//
// In a URL the characters / ? # @ : and % of a user name or password are
// written %2F %3F %23 %40 %3A %25. No error and no printed form contains the
// password, and no field holds it.
package dsn
