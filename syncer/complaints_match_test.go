package syncer_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// Complaint 6: the first sync of two filled systems doubles the catalogue. Both
// directions refuse until a person has matched the two; then what is one stays one.
func TestComplaint06_JoiningTwoFilledSystemsDoublesNothing(t *testing.T) {
	t.Parallel()

	const both, each = 30, 5 // in both systems, and in one alone

	w := newWorld(t)

	for i := range both + each {
		here, there := fmt.Sprintf("W%d", i), fmt.Sprintf("w%d ", i)
		if i >= both {
			there = fmt.Sprintf("ONLY%d", i)
		}

		barcode := fmt.Sprintf("38000000%05d", i)
		g := sklad.Good{Name: "Стока " + here, Code: here, TaxGroup: 1, GroupID: 1}

		variant := row{"sku": there, "price": "10.00", "quantity": "100"}
		if i%2 == 0 && i < both {
			g.BarCode1, g.Code = barcode, "OTHER"+here
			variant["barcode"] = barcode
		}

		w.good(t, g, "10")

		_, err := w.shop.AddProduct(row{"name": fmt.Sprintf("Продукт %d", i), "vat_rate": "20", "variants": []row{variant}})
		require.NoError(t, err)
	}

	counts := func() string {
		return fmt.Sprint(w.scalar(t, "SELECT COUNT(*) FROM Goods WHERE ID > 1 AND Type <> 8"), " ", len(w.products(t)))
	}
	before := counts()

	for range 2 { // nobody has matched them: nothing is written on either side
		_, err := w.exports(t, syncer.ExportOptions{})
		require.Equal(t, text.UnlinkedSides, firstProblem(t, err).Code)
		_, err = w.engine(t).Import(t.Context(), syncer.ImportOptions{})
		require.Equal(t, text.UnlinkedSides, firstProblem(t, err).Code)
		require.Equal(t, before, counts())
	}

	certain, _ := w.proposed(t)
	require.Len(t, certain, both)
	require.Equal(t, both, w.applied(t, certain).Buckets[syncer.KindGood].Written)
	require.NoError(t, w.engine(t).FinishMatching(t.Context()))

	w.export(t)
	w.imports(t)
	require.Equal(t, fmt.Sprint(both+2*each, " ", both+2*each), counts(), "each side has got what only the other had")

	w.export(t)
	w.imports(t)
	require.Equal(t, fmt.Sprint(both+2*each, " ", both+2*each), counts())
	w.quiet(t)

	_, err := w.exports(t, syncer.ExportOptions{Full: true})
	require.NoError(t, err)
	require.Equal(t, fmt.Sprint(both+2*each, " ", both+2*each), counts())
}
