package page

import (
	"encoding/csv"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// sheet is a table as a file that Excel on a Bulgarian Windows opens by a double
// click: a mark of UTF-8, cells parted by semicolons, lines that end as Windows
// has them (RFC 4180). It is sent while it is written.
type sheet struct{ csv *csv.Writer }

// newSheet begins the file; what goes wrong from here on can only cut it off.
func newSheet(w http.ResponseWriter, name string, head ...string) (*sheet, error) {
	h := w.Header()
	h.Set("Content-Type", "text/csv; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="`+name+`.csv"`)
	h.Set("Cache-Control", "no-store")

	const utf8Mark = "\uFEFF"
	if _, err := io.WriteString(w, utf8Mark); err != nil {
		return nil, fmt.Errorf("page: %w", err)
	}

	s := &sheet{csv: csv.NewWriter(w)}
	s.csv.Comma, s.csv.UseCRLF = ';', true

	return s, s.row(head...)
}

// row writes a line.
func (s *sheet) row(cells ...string) error {
	for i := range cells {
		cells[i] = harmless(cells[i])
	}

	return s.csv.Write(cells)
}

// end sends what is still kept.
func (s *sheet) end() error {
	s.csv.Flush()

	return s.csv.Error()
}

// harmless is a cell that a table program takes as text: a name such as =1+1
// that a customer has given would be worked out, or would run a program
// (OWASP, CSV injection).
func harmless(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r\n", rune(cell[0])) {
		return "'" + cell
	}

	return cell
}
