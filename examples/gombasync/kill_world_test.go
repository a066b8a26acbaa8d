package main

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/internal/warehouse"
	"github.com/skladmost/skladmost/fiscal/fiscaltest"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/dsn"
)

// mortal is a program that is killed, between a warehouse and a shop that go on.
type mortal struct {
	processes

	t        *testing.T
	address  string  // of the database
	document string  // order; empty: sale
	db       *sql.DB // to look at it with
	sklad    *sklad.DB
	random   *rand.Rand
	seed     uint64

	at      string // the shop's host:port
	state   string // the shop's file
	open    *exec.Cmd
	printer *fiscaltest.Server
	later   atomic.Int64 // how far the printer's clock is ahead

	span   map[string]time.Duration // within which a run is killed, by command
	goods  []sklad.GoodID
	stock  map[sklad.GoodID]int64 // what was put on the shelves
	orders []string
	unpaid []string
	emails map[string]bool
	back   map[string]bool // orders that came back, or were cancelled
	// unbooked are those of them without a payment when they came back.
	unbooked map[string]bool

	died                          map[string]int // by command
	midway, shopDied, aside, runs int
	dying                         int // documents of runs that were killed
	seen                          figures
}

// settle is the first day: goods on the shelves, a shop, a printer, everything
// sent once.
func (m *mortal) settle() {
	t := m.t
	m.processes.t = t
	m.seed = uint64(time.Now().UnixNano())
	if text := os.Getenv("SKLADMOST_KILL_SEED"); text != "" {
		var err error
		m.seed, err = strconv.ParseUint(text, 10, 64)
		require.NoError(t, err)
	}

	t.Logf("seed %d", m.seed)

	m.random = rand.New(rand.NewPCG(m.seed, 0))
	m.died, m.span = map[string]int{}, map[string]time.Duration{}
	m.stock, m.emails, m.back, m.unbooked = map[sklad.GoodID]int64{}, map[string]bool{}, map[string]bool{}, map[string]bool{}

	address, err := dsn.Parse(m.address)
	require.NoError(t, err)
	m.sklad, err = warehouse.Open(t.Context(), address)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, m.sklad.Close()) })

	for range 24 {
		m.newGood()
	}

	m.binary, m.at, m.state = program(t), freeAddress(t), filepath.Join(t.TempDir(), "shop.json")
	if os.Getenv("SKLADMOST_KILL_INSTALLED") != "" {
		m.binary = build(t)
	}

	m.openShop()
	t.Cleanup(func() { m.shutShop() })

	m.printer = fiscaltest.NewServer(fiscaltest.WithDevice(fiscaltest.Device{Serial: "DT279013"}),
		fiscaltest.WithClock(func() time.Time { return time.Now().Add(time.Duration(m.later.Load())) }))
	t.Cleanup(m.printer.Close)
	m.printer.Slow(5 * time.Millisecond)
	m.configured()

	m.run("db", "install")
	require.Empty(t, m.ends("export").Parked)
	require.Empty(t, m.ends("import").Parked)
}

func (m *mortal) configured() {
	_, port, err := net.SplitHostPort(m.printer.Addr())
	require.NoError(m.t, err)

	m.config = filepath.Join(m.t.TempDir(), "gombasync.yaml")
	text := `warehouse: {dsn: "` + m.address + `", supto: yes}
shop: {id: main, url: "` + m.shop + gombashoptest.BasePath + `", api_id: test, key_env: KEY, rate: 1000}
export: {grouping_field: Catalog3}
`
	if m.document == "" {
		text += `import: {statuses: [confirmed], object: "1", on_change: refund}
fiscal:
  device_serial: DT279013
  operator_code: "0001"
  smart_printer: {enabled: true, host: 127.0.0.1, port: ` + port + `, dialect: netfp}
`
	} else {
		text += `import: {statuses: [confirmed], object: "1", document: order, on_change: void_order}
`
	}

	require.NoError(m.t, os.WriteFile(m.config, []byte(text), 0o600))
}

// openShop opens the shop as it was left, at the address where it was.
func (m *mortal) openShop() {
	shop := exec.Command(m.binary, "--json", "shop", "serve", "--addr", m.at, "--api-id", "test", "--key", "secret", "--state", m.state)
	shop.Env, shop.Stderr = append(os.Environ(), asProgram), os.Stderr
	out, err := shop.StdoutPipe()
	require.NoError(m.t, err)
	require.NoError(m.t, shop.Start())
	m.open = shop

	_, err = bufio.NewReader(out).ReadBytes('\n') // it tells when it can be asked
	require.NoError(m.t, err)

	m.shop = "http://" + m.at
}

func (m *mortal) shutShop() {
	_ = m.open.Process.Kill()
	_ = m.open.Wait()
}

// newGood is bought: half of the goods have a model, and are its variants.
func (m *mortal) newGood() {
	n := len(m.goods) + 1
	good := sklad.Good{
		Name: fmt.Sprintf("Стока %d", n), Code: fmt.Sprintf("C%d", n), BarCode1: fmt.Sprintf("38%011d", n), TaxGroup: 1, GroupID: 1,
	}
	if n%2 == 0 {
		good.Catalog3 = m.model()
	}

	good.Prices = good.Prices.With(sklad.Retail, decimal.New(int64(199+37*n), -2))

	require.NoError(m.t, m.sklad.InTx(m.t.Context(), func(ctx context.Context, tx *sklad.Tx) error {
		id, err := tx.SaveGood(ctx, good, sklad.GoodAll)
		if err != nil {
			return err
		}

		if _, err := tx.SQL().Update(ctx, "Store", obj{"Qtty": 1000.0, "Price": 1.0}, "[GoodID] = ? AND [ObjectID] = 1", int64(id)); err != nil {
			return err
		}

		m.goods, m.stock[id] = append(m.goods, id), 1000

		return nil
	}))
}

func (m *mortal) model() string { return strconv.Itoa(100 + m.random.IntN(5)) }
