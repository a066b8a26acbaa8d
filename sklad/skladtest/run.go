package skladtest

import (
	"context"
	"database/sql"
	"testing"

	"github.com/skladmost/skladmost/sklad"
)

// Run runs the suite. open makes a new database with the tables of schema 3.07
// and their default rows, empty otherwise, and returns it with a pool of the
// caller's own on the same database, set up as the engine's New demands (on
// SQLite also with _txlock=immediate). open cleans up with TB.Cleanup: topics
// run in parallel and go on after Run has returned.
func Run(t *testing.T, open func(testing.TB) (*sklad.DB, *sql.DB), opts ...Option) {
	t.Helper()
	s := suite{open: open}
	for _, opt := range opts {
		opt(&s)
	}
	for _, topic := range topics() {
		t.Run(topic.name, func(t *testing.T) {
			t.Parallel()
			topic.run(t, s)
		})
	}
}

// Option tells Run what else the engine can do.
type Option func(*suite)

// WithKill lets the suite end a connection from the server's side, in the
// middle of a transaction. number is the query by which a connection learns its
// own number; kill ends the connection of that number from another one.
// Without it these subtests are skipped.
func WithKill(number string, kill func(ctx context.Context, number int64) error) Option {
	return func(s *suite) { s.number, s.kill = number, kill }
}

// WithFloatDigits tells that a float comes back from the database with so many
// significant digits and no more, as SQLite's ODBC driver reads it; what is
// stored has all of them. The suite then compares as many.
func WithFloatDigits(digits int) Option {
	return func(s *suite) { s.digits = digits }
}

type suite struct {
	open   func(testing.TB) (*sklad.DB, *sql.DB)
	digits int
	number string
	kill   func(ctx context.Context, number int64) error
}

type topic struct {
	name string
	run  func(t *testing.T, s suite)
}

func topics() []topic {
	return []topic{
		{"create", createTopic},
		{"settings", settingsTopic},
		{"lists", listsTopic},
		{"groups", groupsTopic},
		{"texts", textsTopic},
		{"find", findTopic},
		{"stock", stockTopic},
		{"document", documentTopic},
		{"save", saveTopic},
		{"transaction", transactionTopic},
		{"record", recordTopic},
		{"shortage", shortageTopic},
		{"lots", lotsTopic},
		{"prices", pricesTopic},
		{"payments", paymentsTopic},
		{"numbers", numbersTopic},
		{"usn", usnTopic},
		{"once", onceTopic},
		{"void", voidTopic},
		{"faults", faultsTopic},
		{"race", raceTopic},
		{"lost", lostTopic},
		{"ledger", ledgerTopic},
		{"extras", extrasTopic},
		{"missing", missingTopic},
	}
}
