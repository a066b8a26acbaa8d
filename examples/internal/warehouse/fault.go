package warehouse

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/skladmost/skladmost/examples/internal/explain"
	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/output"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/dsn"
)

// Fault is a database that could not be opened or made.
type Fault struct { //nolint:errname // the word that a person reads
	// Address says which, without a password.
	Address string
	Err     error

	path string // of a file
}

func fault(address dsn.DSN, err error) error {
	if err == nil {
		return nil
	}

	return &Fault{Address: address.String(), Err: err, path: address.Path}
}

// Error names the database.
func (f *Fault) Error() string { return f.Address + ": " + f.Err.Error() }

// Unwrap is the engine's own error.
func (f *Fault) Unwrap() error { return f.Err }

// Configuration tells whether a person has to change something, and not the
// server down or the file locked.
func (f *Fault) Configuration() bool {
	for _, wrong := range []error{ErrNoEngine, fs.ErrNotExist, fs.ErrExist, sklad.ErrUnsupported} {
		if errors.Is(f.Err, wrong) {
			return true
		}
	}

	return explain.Configuration(f.Err)
}

// Notice says what is wrong and what to do.
func (f *Fault) Notice(l lang.Lang) output.Notice {
	code, what, todo := f.say()
	if code == "" {
		return f.other(l)
	}

	return output.Notice{Code: code, Message: f.Address + ": " + what.In(l), Remedy: todo.In(l)}
}

func (f *Fault) say() (code string, what, todo lang.Text) {
	elsewhere := lang.Of("name the database that Склад Pro itself opens, or make one with gombasync db create",
		"посочете базата, която отваря самият Склад Pro, или направете нова с gombasync db create")

	if _, reason := errors.AsType[*sklad.DatabaseError](f.Err); reason {
		return "", lang.Text{}, lang.Text{}
	}

	switch {
	case errors.Is(f.Err, ErrNoEngine):
		have := strings.Join(Engines(), ", ")

		return "no_engine", lang.Of("this program has no such database engine", "тази програма няма такъв вид база"),
			lang.Of("it has "+have, "има "+have)
	case errors.Is(f.Err, sklad.ErrUnsupported):
		return "no_driver", lang.Of("this program was built without the ODBC driver", "тази програма е построена без драйвера ODBC"),
			lang.Of("take the build for Windows, or build it with -tags odbc", "вземете изданието за Windows или я постройте с -tags odbc")
	case errors.Is(f.Err, fs.ErrExist):
		return "database_exists", lang.Of("there is a database already", "там вече има база"),
			lang.Of("choose another name; gombasync db info tells what it is", "изберете друго име; gombasync db info казва каква е")
	case errors.Is(f.Err, fs.ErrNotExist):
		return "database_missing", lang.Of("there is no such file", "няма такъв файл"),
			lang.Of("check the path, or make a database with gombasync db create",
				"проверете пътя или направете база с gombasync db create")
	case errors.Is(f.Err, sklad.ErrSchemaVersion):
		return "schema_version", lang.Of("the database is of version "+f.version()+", and 3.07 is needed",
				"базата е с версия "+f.version()+", а е нужна 3.07"),
			lang.Of("open it once in a current Склад Pro, which upgrades it; for a later version look for a newer release of this program",
				"отворете я веднъж в текущ Склад Pro, който я обновява; за по-нова версия потърсете ново издание на тази програма")
	case errors.Is(f.Err, sklad.ErrNotSklad):
		return "not_sklad", f.content(), elsewhere
	}

	return "", lang.Text{}, lang.Text{}
}

// version is the one that was found; the error knows it as a sentence.
func (f *Fault) version() string {
	_, rest, _ := strings.Cut(f.Err.Error(), "System.Version is ")
	version, _, _ := strings.Cut(rest, ",")
	version, _, _ = strings.Cut(version, ":")

	return strings.Trim(version, `"`)
}

// content tells what is there instead of a database of Склад Pro.
func (f *Fault) content() lang.Text {
	info, err := os.Stat(f.path)

	switch {
	case f.path == "" || err != nil:
	case info.IsDir():
		return lang.Of("this is a folder", "това е папка")
	case info.Size() == 0:
		return lang.Of("the file is empty", "файлът е празен")
	case !isSQLite(f.path):
		return lang.Of("the file is no database, or a damaged one", "файлът не е база данни или е повреден")
	}

	return lang.Of("this is a database of another program, without the tables of Склад Pro",
		"това е база на друга програма, без таблиците на Склад Pro")
}

func isSQLite(path string) bool {
	file, err := os.Open(path) //nolint:gosec // the person names the file
	if err != nil {
		return false
	}

	defer func() { _ = file.Close() }()

	head := make([]byte, 15)
	_, err = io.ReadFull(file, head)

	return err == nil && bytes.Equal(head, []byte("SQLite format 3"))
}

// other is what the SDK has a reason for, or what only the engine has words for.
func (f *Fault) other(l lang.Lang) output.Notice {
	if n := (explain.Reader{Lang: l}).Notice(f.Err); n.Code != "" {
		n.Message = f.Address + ": " + n.Message

		return n
	}

	n := output.Notice{Code: "database", Message: f.Error()}
	if l == lang.BG {
		n.Message = f.Address + ": базата не може да се отвори (" + f.Err.Error() + ")"
		n.Remedy = "проверете адреса, потребителя и правата му и дали друга програма не държи базата"
	}

	return n
}
