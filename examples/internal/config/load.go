package config

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

// Env looks a variable of the environment up, as os.LookupEnv does.
type Env func(name string) (string, bool)

// maxFile is far above any configuration and far below what hurts.
const maxFile = 1 << 20

// Load reads and checks a file. The error joins every *Fault. Names in
// key_file and password_file are taken from the folder of the file.
func Load(path string, env Env) (Config, error) {
	data, err := os.ReadFile(path) //nolint:gosec // the user names the file
	if err != nil {
		return Config{}, &Fault{Code: Unreadable, File: path, Wants: unreadable(err)}
	}

	return Parse(path, data, env)
}

func unreadable(err error) Text {
	if errors.Is(err, fs.ErrNotExist) {
		return lang.Of("it does not exist; write one with gombasync init or name another with --config",
			"няма го; напишете го с gombasync init или посочете друг с --config")
	}

	return lang.Of(err.Error()+"; check its permissions", "системата не го отваря; проверете правата и дали е файл")
}

// LoadWarehouse is Load for a program that talks to the database alone: what is
// wrong with the shop, or not filled in yet, does not count.
func LoadWarehouse(path string, env Env) (Config, error) {
	data, err := os.ReadFile(path) //nolint:gosec // the user names the file
	if err != nil {
		return Config{}, &Fault{Code: Unreadable, File: path, Wants: unreadable(err)}
	}

	return read(path, data, env, ofWarehouse)
}

// ofWarehouse tells the faults that keep the database from being found.
func ofWarehouse(f *Fault) bool {
	return strings.HasPrefix(f.Setting, "warehouse.") || f.Code == Unreadable || f.Code == Syntax || f.Code == Unknown
}

// ParseWarehouse is LoadWarehouse for a file that is in memory already.
func ParseWarehouse(path string, data []byte, env Env) (Config, error) {
	return read(path, data, env, ofWarehouse)
}

// ParseShop is its counterpart for a program that talks to the shop alone.
func ParseShop(path string, data []byte, env Env) (Config, error) {
	return read(path, data, env, func(f *Fault) bool {
		return strings.HasPrefix(f.Setting, "shop.") || f.Code == Unreadable || f.Code == Syntax || f.Code == Unknown
	})
}

// Parse reads a file that is in memory already; path names it in faults.
func Parse(path string, data []byte, env Env) (Config, error) {
	return read(path, data, env, func(*Fault) bool { return true })
}

func read(path string, data []byte, env Env, counts func(*Fault) bool) (Config, error) {
	if len(data) > maxFile {
		return Config{}, &Fault{Code: Unreadable, File: path, Wants: lang.Of("it is larger than 1 MB; is this the right file?",
			"по-голям е от 1 MB; това ли е файлът?")}
	}

	found, faults := tree(path, data)
	if found == nil {
		return Config{}, errors.Join(faults...)
	}

	r := reader{file: path, found: found, faults: faults, env: env}
	c := draft{Config: Default()}
	r.values(&c)
	r.starts(&c)
	r.secrets(&c)
	r.rules(&c)
	slices.SortStableFunc(r.faults, byLine)

	if err := errors.Join(slices.DeleteFunc(r.faults, func(err error) bool { return !matters(err, counts) })...); err != nil {
		return Config{}, err
	}

	return c.Config, nil
}

func matters(err error, counts func(*Fault) bool) bool {
	f, ok := errors.AsType[*Fault](err)

	return !ok || counts(f)
}

// byLine puts faults in the order of the file; those without a line come last.
func byLine(a, b error) int {
	line := func(err error) int {
		var f *Fault
		if errors.As(err, &f) && f.Line > 0 {
			return f.Line
		}

		return maxFile
	}

	return line(a) - line(b)
}

type reader struct {
	file   string
	found  map[string]entry
	faults []error
	env    Env
	bad    map[string]bool // settings that have a fault already
}

func (r *reader) fault(code FaultCode, setting, value string, wants Text) {
	if r.bad == nil {
		r.bad = map[string]bool{}
	}

	if r.bad[setting] {
		return
	}

	r.bad[setting] = true
	r.faults = append(r.faults, &Fault{
		Code: code, File: r.file, Line: r.found[setting].line, Setting: setting, Value: value, Wants: wants,
	})
}

// has tells whether the file gives the setting a value: nothing and "" are
// none.
func (r *reader) has(setting string) bool {
	switch n := r.found[setting].node.(type) {
	case nil, *ast.NullNode:
		return false
	case *ast.StringNode:
		return n.Value != ""
	default:
		return true
	}
}

// values reads setting after setting, in the order of the table. An empty value
// means the default.
func (r *reader) values(c *draft) {
	for _, s := range settings() {
		if !r.has(s.name) {
			continue
		}

		wants, ok := s.read(c, r.found[s.name])
		if ok {
			continue
		}

		value, _ := scalar(r.found[s.name].node)
		if s.secret {
			value = ""
		}

		r.fault(BadValue, s.name, value, wants)
	}
}

// starts gives each part of the export its own start, or export.start.
func (r *reader) starts(c *draft) {
	for part, to := range map[string]*Start{
		"catalogue": &c.Export.Catalogue, "quantities": &c.Export.QuantityStart, "partners": &c.Export.PartnerStart,
	} {
		if !r.has("export.start."+part+".delay") && r.has("export.start.delay") {
			to.Delay = c.start.Delay
		}

		if !r.has("export.start."+part+".every") && r.has("export.start.every") {
			to.Every = c.start.Every
		}
	}
}

// near is the path of a file that the configuration names: beside it, unless
// the path is whole.
func (r *reader) near(name string) string {
	if filepath.IsAbs(name) {
		return name
	}

	return filepath.Join(filepath.Dir(r.file), name)
}

// beside is the content of a file that the configuration names.
func (r *reader) beside(name string) (string, error) {
	data, err := os.ReadFile(r.near(name))
	if err != nil {
		return "", err
	}

	return strings.TrimRight(strings.TrimPrefix(string(data), "\ufeff"), "\r\n"), nil
}
