package matchfile

import (
	"fmt"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

// Fault is what is wrong with the file, and where.
type Fault struct { //nolint:errname // the word that a person reads
	// Line counts from 1; Column is the head of the column. Zero and empty where
	// the whole file is meant.
	Line   int
	Column string
	// What is wrong, and what to do about it.
	What, Todo lang.Text
}

// Error is the English sentence.
func (f *Fault) Error() string { return f.Where().EN + f.What.EN + "; " + f.Todo.EN }

// Where is "line 7, column accept: ".
func (f *Fault) Where() lang.Text {
	switch {
	case f.Line == 0:
		return lang.Text{}
	case f.Column == "":
		return lang.Of(fmt.Sprintf("line %d: ", f.Line), fmt.Sprintf("ред %d: ", f.Line))
	}

	return lang.Of(fmt.Sprintf("line %d, column %s: ", f.Line, f.Column), fmt.Sprintf("ред %d, колона %s: ", f.Line, f.Column))
}

func notAFile(en, bg string) *Fault {
	return &Fault{What: lang.Of(en, bg), Todo: lang.Of(
		"take the file that match propose has written, and save it as “CSV UTF-8”",
		"вземете файла от match propose и го запазете като „CSV UTF-8“")}
}
