// Package skladtest proves an engine: Run is one suite that SQLite, MySQL, SQL
// Server and Access all pass, and that an engine of one's own has to.
//
// The subtests are named by topic, so that
//
//	go test -run 'TestConformance/numbers' -v
//
// reads like a table of contents. A topic makes databases of its own.
package skladtest
