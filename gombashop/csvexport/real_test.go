package csvexport_test

import (
	"encoding/csv"
	"html"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop/csvexport"
	"github.com/skladmost/skladmost/internal/sampledata"
)

// TestProductsReadsARealExport compares every cell of the file with what comes
// of it.
func TestProductsReadsARealExport(t *testing.T) {
	t.Parallel()

	path := sampledata.Path(t, "gombashop-products.csv")
	cells := realRows(t, path)

	file, err := os.Open(path)
	require.NoError(t, err)

	defer func() { _ = file.Close() }()

	all, err := collect(csvexport.Products(file))
	require.NoError(t, err)
	require.Len(t, all, 426)

	for i, p := range all {
		want := realCells(cells[i+1])

		require.Equal(t, i+2, p.Line)
		require.Equal(t, want, []string{
			p.ID, p.Name, p.SKU, strings.Join(p.Category, " > "), p.Parameters, p.Description, p.Brand,
			p.Price.StringFixed(2), p.OldPrice.StringFixed(2), bit(p.InPromotion), bit(p.New),
			p.Created.Format(time.DateTime), bit(p.Hidden), p.URL, p.PictureURL,
		})
		require.Len(t, p.Category, 2, "a path")
		require.Empty(t, p.Currency, "the amounts stand bare")
	}
}

// TestARealExportRepeatsRows: 29 of its products stand there twice.
func TestARealExportRepeatsRows(t *testing.T) {
	t.Parallel()

	file, err := os.Open(sampledata.Path(t, "gombashop-products.csv"))
	require.NoError(t, err)

	defer func() { _ = file.Close() }()

	distinct, err := collect(csvexport.Unique(csvexport.Products(file)))
	require.NoError(t, err)
	require.Len(t, distinct, 397)
}

func realRows(t *testing.T, path string) [][]string {
	t.Helper()

	data, err := os.ReadFile(path)
	require.NoError(t, err)

	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(data), "\ufeff"))).ReadAll()
	require.NoError(t, err)

	return rows
}

// realCells are those of a row without the entities and blanks of its texts.
func realCells(row []string) []string {
	cells := make([]string, 0, len(row))
	for _, cell := range row {
		cells = append(cells, strings.TrimSpace(strings.ReplaceAll(html.UnescapeString(cell), "\u00a0", " ")))
	}

	return cells
}

func bit(yes bool) string {
	if yes {
		return "1"
	}

	return "0"
}
