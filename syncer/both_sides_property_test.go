package syncer_test

import (
	"database/sql"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
)

// sides are partners and goods that people edit on both sides while runs of both
// directions are cut off.
type sides struct {
	w       *world
	db      *sql.DB
	rnd     *rand.Rand
	trouble float64
}

const someOf = 3 // partners, and goods

func TestWhateverBothSidesChangeTheyAgreeInTheEnd(t *testing.T) {
	t.Parallel()

	first := partnerWorld(t)
	for i := range someOf {
		first.good(t, sklad.Good{Name: "Стока", Code: "C" + strconv.Itoa(i), TaxGroup: 1, GroupID: 1}, "10")

		p := ivan()
		p.Code, p.Email = "P"+strconv.Itoa(i), "p"+strconv.Itoa(i)+"@example.com"
		first.partner(t, p)
	}

	require.NoError(t, first.db.Close())

	blank, err := os.ReadFile(first.path)
	require.NoError(t, err)

	began := time.Now()

	rapid.Check(t, func(rt *rapid.T) {
		if time.Since(began) > 5*time.Second && !t.Failed() {
			return
		}

		s := newSides(t, blank, rapid.Uint64().Draw(rt, "seed"))

		for range rapid.IntRange(1, 6).Draw(rt, "rounds") {
			for range rapid.IntRange(0, 4).Draw(rt, "edits") {
				s.edit(t, rapid.IntRange(0, 5).Draw(rt, "what"), strconv.Itoa(rapid.IntRange(0, someOf-1).Draw(rt, "which")), rapid.IntRange(0, 9).Draw(rt, "value"))
			}

			s.trouble = rapid.SampledFrom([]float64{0, 0.3, 0.6}).Draw(rt, "trouble")
			s.run(t, rapid.Bool().Draw(rt, "import"))
		}

		s.trouble = 0
		s.w.cfg.Now = func() time.Time { return time.Now().Add(48 * time.Hour) } // what was kept aside is due again

		for range 2 {
			require.NoError(rt, s.run(t, true))
			require.NoError(rt, s.run(t, false))
		}

		s.agree(t, rt)
	})
}

func newSides(t *testing.T, blank []byte, seed uint64) *sides {
	t.Helper()

	path := filepath.Join(t.TempDir(), "sides.sqlite")
	require.NoError(t, os.WriteFile(path, blank, 0o600))

	s := &sides{w: open(t, path), rnd: rand.New(rand.NewPCG(seed, 1))}
	s.w.cfg.Import.Object, s.w.cfg.EditNameAndGroup, s.w.cfg.Export.Partners = "1", true, true
	s.db = rawDB(t, s.w)
	require.NoError(t, s.run(t, false)) // both have all before anybody edits
	require.NoError(t, s.run(t, true))
	s.w.cfg.Warehouse = &exportWarehouse{Warehouse: s.w.cfg.Warehouse, fail: func() bool { return s.rnd.Float64() < s.trouble }}

	return s
}

func (s *sides) run(t *testing.T, imports bool) error {
	t.Helper()

	if imports {
		_, err := s.w.engine(t).Import(t.Context(), syncer.ImportOptions{})

		return err
	}

	_, err := s.w.engine(t).Export(t.Context(), syncer.ExportOptions{})

	return err
}

func (s *sides) edit(t *testing.T, what int, which string, value int) {
	t.Helper()

	v := strconv.Itoa(value)
	statement := map[int]string{
		0: "UPDATE partners SET Phone = '0888 00" + v + "' WHERE Code = 'P" + which + "'",
		1: "UPDATE partners SET Company = 'Фирма " + v + "' WHERE Code = 'P" + which + "'",
		2: "UPDATE partners SET Discount = " + v + " WHERE Code = 'P" + which + "'",
		3: "UPDATE goods SET Name = 'Стока " + v + "' WHERE Code = 'C" + which + "'",
	}[what]

	if statement != "" {
		_, err := s.db.ExecContext(t.Context(), statement)
		require.NoError(t, err)

		return
	}

	if what == 4 {
		for _, c := range s.w.customers(t) {
			if c.Email == "p"+which+"@example.com" {
				s.w.addCustomer(t, gombashop.CustomerPatch{ID: c.ID, Phone: new("0899 00" + v)})
			}
		}

		return
	}

	product, _ := s.w.variantOf(t, "C"+which)
	s.w.changeProduct(t, gombashop.ProductPatch{ID: product.ID, Name: new("Продукт " + v)})
}

func (s *sides) agree(t *testing.T, rt *rapid.T) {
	t.Helper()

	scalar := func(query, arg string) string {
		var value string
		require.NoError(t, s.db.QueryRowContext(t.Context(), query, arg).Scan(&value))

		return value
	}

	customers := map[string]gombashop.Customer{}
	for _, c := range s.w.customers(t) {
		customers[c.Email] = c
	}

	require.Len(rt, s.w.customers(t), someOf)
	require.Len(rt, s.w.products(t), someOf)

	for i := range someOf {
		n := strconv.Itoa(i)
		c := customers["p"+n+"@example.com"]
		require.Equal(rt, scalar("SELECT Phone FROM partners WHERE Code = ?", "P"+n), c.Phone, "partner %d", i)
		require.Equal(rt, scalar("SELECT Company FROM partners WHERE Code = ?", "P"+n), c.Name, "partner %d", i)
		require.Equal(rt, scalar("SELECT CAST(Discount AS INT) FROM partners WHERE Code = ?", "P"+n), c.DiscountPercent.Decimal.String(), "partner %d", i)

		product, _ := s.w.variantOf(t, "C"+n)
		require.Equal(rt, scalar("SELECT Name FROM goods WHERE Code = ?", "C"+n), product.Name, "good %d", i)
	}

	for a, err := range s.w.engine(t).PlanExport(t.Context(), syncer.ExportOptions{}).Actions() {
		require.NoError(rt, err)
		rt.Fatalf("still to do after quiet runs: %s", actionName(a))
	}

	for a, err := range s.w.engine(t).PlanImport(t.Context(), syncer.ImportOptions{}).Actions() {
		require.NoError(rt, err)
		rt.Fatalf("still to do after quiet runs: %s", actionName(a))
	}
}
