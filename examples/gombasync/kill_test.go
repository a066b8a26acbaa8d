package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

// The program is killed while it exports and imports, at moments that nothing
// chose, and started again: no order is twice or lost, no number either, and
// then both sides agree. scripts/test-kill does it some hundred times.
func TestKilledAtRandomMoments(t *testing.T) {
	t.Parallel()

	path := filepath.Join(t.TempDir(), "kill.sqlite")
	r := gombasync(t, nil, "db", "create", "sqlite:"+path, "--supto")
	require.Equal(t, exitDone, r.code, r.err)

	m := &mortal{t: t, address: "sqlite:" + filepath.ToSlash(path), db: opened(t, "sqlite", "file:"+path+"?_pragma=busy_timeout(10000)")}
	m.live(kills(t, "SKLADMOST_KILLS", 4))
	t.Logf("figures: SQLite: %s", m.figures())
}

// Likewise orders that become order documents, and are cancelled.
func TestKilledAtRandomMomentsOfOrders(t *testing.T) {
	t.Parallel()

	n := kills(t, "SKLADMOST_KILLS_ORDERS", 0)
	if n == 0 {
		t.Skip("scripts/test-kill runs it")
	}

	path := filepath.Join(t.TempDir(), "orders.sqlite")
	r := gombasync(t, nil, "db", "create", "sqlite:"+path, "--supto")
	require.Equal(t, exitDone, r.code, r.err)

	m := &mortal{t: t, document: "order", address: "sqlite:" + filepath.ToSlash(path), db: opened(t, "sqlite", "file:"+path+"?_pragma=busy_timeout(10000)")}
	m.live(n)
	t.Logf("figures: SQLite, order documents: %s", m.figures())
}

// The same on the server that SKLADMOST_TEST_MYSQL names, when it is asked for.
func TestKilledAtRandomMomentsOnMySQL(t *testing.T) {
	t.Parallel()

	n := kills(t, "SKLADMOST_KILLS_MYSQL", 0)
	if n == 0 {
		t.Skip("scripts/test-kill runs it")
	}

	server := mysqlServers(t)[0]
	path := filepath.Join(t.TempDir(), "base.sqlite")
	r := gombasync(t, nil, "db", "create", "sqlite:"+path, "--supto")
	require.Equal(t, exitDone, r.code, r.err)

	m := &mortal{t: t}
	m.address, m.db = filled(t, server, opened(t, "sqlite", path))
	m.live(n)
	t.Logf("figures: MySQL: %s", m.figures())
}

// kills is how often the program is to be killed.
func kills(t *testing.T, variable string, usual int) int {
	t.Helper()

	if runtime.GOOS != "linux" {
		t.Skip("elsewhere nothing tells that a process is gone, and each death keeps the next run out for two minutes")
	}

	text := os.Getenv(variable)
	if text == "" {
		return usual
	}

	n, err := strconv.Atoi(text)
	require.NoError(t, err, variable)

	return n
}

// live is the whole life: it opens the shop, dies n times, comes to rest, and is
// judged.
func (m *mortal) live(n int) {
	m.settle()

	for m.died["import"]+m.died["export"] < n {
		m.round()
	}

	m.rest()
	m.judge()
}

func (m *mortal) figures() string {
	return fmt.Sprintf("%d kills (%d of import, %d of export; %d after a request to the shop or a document), %d of the shop; "+
		"%d orders, %d of them written by a run that was then killed, duplicates %d, lost %d, totals differing %d; %d УНП, holes %d, all recorded; "+
		"%d receipts, doubled 0, %d of unknown outcome; %d sales refunded, %d stornos; %d orders voided; %d goods in %d products; "+
		"%d orders kept aside for a person's retry; quiet after %d runs; seed %d",
		m.died["import"]+m.died["export"], m.died["import"], m.died["export"], m.midway, m.shopDied,
		m.seen.orders, m.dying, m.seen.twice, m.seen.lost, m.seen.differing, m.seen.numbers, m.seen.holes,
		m.seen.receipts, m.seen.unknown, m.seen.refunds, m.seen.stornos, m.seen.voided, m.seen.goods, m.seen.products, m.aside, m.runs, m.seed)
}
