package syncer_test

import (
	"database/sql"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/sklad/sqlite"
	"github.com/skladmost/skladmost/syncer"
)

// model is a shop and a warehouse as somebody would keep them in mind who knows
// the rules: what people did on either side, and what runs may have seen of it.
// It never asks the engine what is right.
type model struct {
	w     *world
	db    *sql.DB
	path  string
	ahead time.Duration // of the clock that both sides go by
	k     *killer       // of the run in hand, when it is to be cut off
	turn  int           // runs so far

	goods  []*modelGood
	people []*modelPerson
	orders []*modelOrder
	made   map[string]string // accounts of the other program's sales, with their totals
}

// propertyTime is how long examples are drawn: SKLADMOST_PROPERTY=10m looks
// longer than a test has time for.
func propertyTime(t *testing.T) time.Duration {
	t.Helper()

	value, set := os.LookupEnv("SKLADMOST_PROPERTY")
	if !set {
		return 3 * time.Second
	}

	long, err := time.ParseDuration(value)
	require.NoError(t, err)

	return long
}

// Whatever people do on both sides, and wherever runs fail or end: after quiet
// runs both sides agree by the rules, no order is twice and none is lost, and
// every sum is right to the cent.
func TestWhateverHappensBothSidesAgree(t *testing.T) {
	t.Parallel()

	blank, until, failed := modelBlank(t), time.Now().Add(propertyTime(t)), false

	for time.Now().Before(until) && !t.Failed() {
		rapid.Check(t, func(rt *rapid.T) {
			if time.Now().After(until) && !failed {
				return // one that fails is made smaller for as long as it takes
			}

			defer func() { failed = failed || rt.Failed() }()

			m := newModel(rt, blank)
			rt.Repeat(map[string]func(*rapid.T){
				"good": m.editGood, "person": m.editPerson, "place": m.placeOrders, "order": m.changeOrders, "local": m.workLocally,
				"import": func(rt *rapid.T) { m.run(rt, true) }, "export": func(rt *rapid.T) { m.run(rt, false) }, "pause": m.pause,
			})
			m.rest(rt)
		})
	}
}

const (
	modelGoods  = 6
	modelPeople = 3
)

// modelBlank is a database with goods, partners and two objects.
func modelBlank(t *testing.T) []byte {
	t.Helper()

	w := newWorld(t)
	w.execute(t, "INSERT INTO objectsgroups (ID, Name, Code) VALUES (2, 'Складове', 'AAA')")
	w.execute(t, `INSERT INTO objects (ID, Code, Name, Name2, PriceGroup, IsVeryUsed, GroupID, Deleted)
		VALUES (2, '2', 'Склад', ' ', 1, 0, 2, 0)`)
	w.execute(t, "UPDATE objects SET Code = '1' WHERE ID = 1")
	w.groups(t, "AAA", "BBB")

	for i := range modelGoods {
		w.goodIn(t, "C"+strconv.Itoa(i), "AAA")
	}

	w.execute(t, "UPDATE store SET Qtty = 20")

	for i := range modelPeople {
		p := ivan()
		p.Code, p.Email, p.Phone = "P"+strconv.Itoa(i), personEmail(i), "0888 100 00"+strconv.Itoa(i)
		p.Company, p.MOL = "Фирма "+strconv.Itoa(i), ""
		w.partner(t, p)
	}

	require.NoError(t, w.db.Close())

	blank, err := os.ReadFile(w.path)
	require.NoError(t, err)

	return blank
}

// newModel begins with both sides in agreement.
func newModel(rt *rapid.T, blank []byte) *model {
	dir, err := os.MkdirTemp("", "model")
	require.NoError(rt, err)
	rt.Cleanup(func() { require.NoError(rt, os.RemoveAll(dir)) })

	m := &model{path: filepath.Join(dir, "model.sqlite"), w: &world{}, made: map[string]string{}}
	require.NoError(rt, os.WriteFile(m.path, blank, 0o600))

	m.db, err = sql.Open("sqlite", "file:"+m.path+"?_pragma=busy_timeout(10000)")
	require.NoError(rt, err)
	m.db.SetMaxOpenConns(1)
	rt.Cleanup(func() { require.NoError(rt, m.db.Close()) })

	m.connect(rt)
	m.choose(rt)

	for i := range modelGoods {
		m.goods = append(m.goods, newModelGood(m, rt, "C"+strconv.Itoa(i)))
	}

	for i := range modelPeople {
		m.people = append(m.people, &modelPerson{email: personEmail(i), phone: threeWay{agreed: "0888 100 00" + strconv.Itoa(i)}})
	}

	require.NoError(rt, m.goes(rt.Context(), rt, false))
	require.NoError(rt, m.goes(rt.Context(), rt, true))

	return m
}

// choose draws the settings of one example.
func (m *model) choose(rt *rapid.T) {
	cfg := &m.w.cfg
	cfg.ShopID, cfg.Now = "main", m.now
	cfg.Export = syncer.ExportConfig{
		Goods: true, Quantities: true, Partners: true,
		GroupingField: rapid.SampledFrom([]string{"", "", "Catalog3"}).Draw(rt, "grouping"),
		Reserved:      rapid.SampledFrom([]syncer.Reserved{syncer.ReservedOurs, syncer.ReservedAll, syncer.ReservedNone}).Draw(rt, "reserved"),
	}
	cfg.Import = syncer.ImportConfig{
		Statuses: []string{"confirmed"}, Object: "1", DeliveryItem: true,
		Nomenclature: rapid.Bool().Draw(rt, "nomenclature"),
		Document:     rapid.SampledFrom([]syncer.DocumentKind{syncer.DocumentSale, syncer.DocumentSale, syncer.DocumentOrder}).Draw(rt, "document"),
		OnChange:     rapid.SampledFrom([]syncer.OnChange{syncer.OnChangeRecord, syncer.OnChangeRefund, syncer.OnChangeVoidOrder}).Draw(rt, "on change"),
		Voucher:      rapid.SampledFrom([]syncer.VoucherMode{syncer.VoucherAsShop, syncer.VoucherDiscount, syncer.VoucherPayment}).Draw(rt, "voucher"),
	}
	cfg.Fiscal = syncer.FiscalConfig{SUPTO: syncer.SUPTOYes}
	cfg.EditNameAndGroup = rapid.Bool().Draw(rt, "l")

	if cfg.Import.Document == syncer.DocumentSale {
		cfg.Fiscal.DeviceSerial, cfg.Fiscal.OperatorCode = "DT279013", "0001"
	}
}

func (m *model) now() time.Time { return time.Now().Add(m.ahead) }

// connect opens the file, and the shop when there is none yet.
func (m *model) connect(rt *rapid.T) {
	var err error

	m.w.path = m.path
	m.w.db, err = sqlite.Open(rt.Context(), m.path)
	require.NoError(rt, err)
	rt.Cleanup(func() { require.NoError(rt, m.w.db.Close()) })
	m.w.ledger, err = ledger.Open(rt.Context(), m.w.db)
	require.NoError(rt, err)

	if m.w.shop == nil {
		m.openShop(rt)
	}

	m.w.cfg.Warehouse = &unaltered{Warehouse: syncer.Sklad(m.w.db, m.w.ledger), raw: m.db}
}

// pause is a program that ends and begins anew, or rests.
func (m *model) pause(rt *rapid.T) {
	if rapid.IntRange(0, 2).Draw(rt, "rest") == 0 {
		m.rest(rt)
	} else {
		m.restart(rt)
	}
}

// restart is the program's end and a new beginning on the same file.
func (m *model) restart(rt *rapid.T) {
	require.NoError(rt, m.w.db.Close())
	m.connect(rt)
}

func (m *model) set(rt *rapid.T, query string, args ...any) {
	_, err := m.db.ExecContext(rt.Context(), query, args...)
	require.NoError(rt, err)
}

func (m *model) value(rt *rapid.T, query string, args ...any) string {
	var value sql.NullString
	require.NoError(rt, m.db.QueryRowContext(rt.Context(), query, args...).Scan(&value))

	return value.String
}

// threeWay is a field that people edit on both sides.
type threeWay struct {
	agreed      string
	here, there []edit
}

type edit struct {
	value string
	turn  int
}

// may are the values that the field may have once both sides are together: the
// side's that changed it. Where both did and no run came between, it is the
// shop's; otherwise the run has made a change of one side one of both, and the
// last of either may stand.
func (f *threeWay) may() []string {
	n, k := len(f.here), len(f.there)

	switch {
	case n == 0 && k == 0:
		return []string{f.agreed}
	case k == 0:
		return []string{f.here[n-1].value}
	case n == 0:
		return []string{f.there[k-1].value}
	case f.here[0].turn == f.here[n-1].turn && f.there[0].turn == f.there[k-1].turn && f.here[0].turn == f.there[0].turn:
		if f.there[k-1].value == f.agreed {
			return []string{f.here[n-1].value}
		}

		return []string{f.there[k-1].value}
	}

	return []string{f.here[n-1].value, f.there[k-1].value}
}

func (f *threeWay) agree(value string) { *f = threeWay{agreed: value} }
