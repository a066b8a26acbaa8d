// Package mysql opens Склад Pro databases on MySQL 5.6 or later and MariaDB.
//
// Open sets up its own sessions: strict mode, so that a text which the column's
// character set cannot hold is an error and never question marks; READ
// COMMITTED in every transaction; dates as they stand, without a time zone.
// Table names are taken in the spelling that the server has them in, which
// matters where it tells upper and lower case apart (lower_case_table_names 0).
//
// What is proven: MariaDB 10.11, with utf8mb4 and with an old Windows set-up
// (cp1251, an empty sql_mode, lower_case_table_names 1). MySQL's own server is
// not: the statements keep to what MySQL 5.6 knows.
package mysql
