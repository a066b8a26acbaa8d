package page

import (
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

//go:embed templates/*.html
var templates embed.FS

//go:embed static
var static embed.FS

// newDrawer parses the templates of a language: layout.html and pieces.html are
// part of every page.
func newDrawer(l lang.Lang) (*drawer, error) {
	d := &drawer{words: newWords(l), pages: map[string]*template.Template{}}

	base, err := template.New("").Funcs(d.words.funcs()).ParseFS(templates, "templates/layout.html", "templates/pieces.html")
	if err != nil {
		return nil, fmt.Errorf("page: %w", err)
	}

	files, err := fs.Glob(templates, "templates/*.html")
	if err != nil {
		return nil, fmt.Errorf("page: %w", err)
	}

	for _, file := range files {
		name := strings.TrimSuffix(path.Base(file), ".html")
		if name == "layout" || name == "pieces" {
			continue
		}

		page, err := base.Clone()
		if err == nil {
			page, err = page.ParseFS(templates, file)
		}

		if err != nil {
			return nil, fmt.Errorf("page: %w", err)
		}

		d.pages[name] = page
	}

	return d, nil
}

// staticFiles are part of the program; a browser may keep them for an hour.
func staticFiles() http.Handler {
	files := http.FileServerFS(static)

	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "max-age=3600")
		files.ServeHTTP(w, r)
	})
}
