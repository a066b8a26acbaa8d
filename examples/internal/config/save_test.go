package config

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

func templateFile(t *testing.T) string {
	t.Helper()

	path := filepath.Join(t.TempDir(), "g.yaml")
	require.NoError(t, os.WriteFile(path, Template(lang.BG), 0o640))

	return path
}

func TestSaveWritesWhatIsRight(t *testing.T) {
	t.Parallel()

	path := templateFile(t)

	before, err := Values(path)
	require.NoError(t, err)
	require.Equal(t, []string{"confirmed"}, before.Values["import.statuses"])

	require.NoError(t, Save(path, before.Version, env, Edit{"import.object", "7"}, Edit{"import.settle", "10m"}))

	got, err := Load(path, env)
	require.NoError(t, err)
	require.Equal(t, "7", got.Import.Object)

	info, err := os.Stat(path)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o640), info.Mode().Perm())

	left, err := os.ReadDir(filepath.Dir(path))
	require.NoError(t, err)
	require.Len(t, left, 1, "nothing stays behind")

	require.ErrorIs(t, Save(path, before.Version, env, Edit{"import.object", "8"}), ErrChanged)

	after, err := Values(path)
	require.NoError(t, err)
	require.Equal(t, "7", after.Values["import.object"])
}

func TestSaveWritesNothingThatIsWrong(t *testing.T) {
	t.Parallel()

	path := templateFile(t)

	err := Save(path, "", env, Edit{"fiscal.smart_printer.enabled", true}, Edit{"import.mode", "all"})
	require.ErrorContains(t, err, "fiscal.smart_printer.host is missing")
	require.ErrorContains(t, err, `import.mode is "all"`)

	data, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, string(Template(lang.BG)), string(data))

	require.ErrorContains(t, Save(path+".none", "", env), "does not exist")
	require.ErrorContains(t, Save(path, "", env, Edit{"import.nothing", "x"}), "no such setting")
	require.ErrorContains(t, Save(path, "", env, Edit{"import.object", 1.5}), "float64")
}

func TestSaveKeepsALink(t *testing.T) {
	t.Parallel()

	path := templateFile(t)
	link := filepath.Join(t.TempDir(), "link.yaml")

	if err := os.Symlink(path, link); err != nil {
		t.Skip("no links here: " + err.Error())
	}

	require.NoError(t, Save(link, "", env, Edit{"import.object", "7"}))

	info, err := os.Lstat(link)
	require.NoError(t, err)
	require.NotZero(t, info.Mode()&os.ModeSymlink)
}

func TestValuesHaveNoSecret(t *testing.T) {
	t.Parallel()

	path := filepath.Join(t.TempDir(), "g.yaml")
	require.NoError(t, os.WriteFile(path, []byte("warehouse: {dsn: \"mysql://u:s3cret@pc/db\"}\nshop: {key: s3cret, id: 007, rate: }\n"), 0o600))

	got, err := Values(path)
	require.NoError(t, err)
	require.NotContains(t, fmt.Sprintf("%#v", got), "s3cret")
	require.Equal(t, map[string]bool{"warehouse.dsn": true, "shop.key": true}, got.Secrets)
	require.Equal(t, map[string]any{"warehouse.dsn": "mysql://u@pc/db", "shop.id": "007"}, got.Values)

	require.NoError(t, os.WriteFile(path, []byte("shop: [\n"), 0o600))
	_, err = Values(path)
	require.ErrorContains(t, err, "YAML")
}

// Notepad writes a mark at the beginning and CRLF; a comment must not make the
// parser count lines twice.
func TestAFileOfWindowsIsReadAsAnyOther(t *testing.T) {
	t.Parallel()

	_, err := Parse("g.yaml", []byte("\ufeffshop:\r\n  # едно\r\n  # две\r\n  rate: many\r\n"), env)
	require.ErrorContains(t, err, `g.yaml:4: shop.rate is "many"`)
	require.NotContains(t, err.Error(), "unknown")
}

func TestWhatIsTypedCanBeTriedBeforeItIsSaved(t *testing.T) {
	t.Parallel()

	path := templateFile(t)

	data, err := Typed(path, "", Edit{"warehouse.dsn", "sqlite:other.db"}, Edit{"shop.url", "http://shop.bg"}, Edit{"shop.key_env", nil})
	require.NoError(t, err)

	got, err := ParseWarehouse(path, data, env)
	require.NoError(t, err)
	require.Equal(t, filepath.Join(filepath.Dir(path), "other.db"), got.Warehouse.DSN.Path)

	_, err = ParseShop(path, data, env)
	require.ErrorContains(t, err, "an https address")
	require.ErrorContains(t, err, "shop.key_env is missing")

	var settings []string
	for _, f := range Faults(err) {
		settings = append(settings, f.Setting)
	}

	require.Equal(t, []string{"shop.url", "shop.key_env"}, settings)

	_, err = Typed(path, "another version")
	require.ErrorIs(t, err, ErrChanged)
}

func TestASecretGoesIntoItsFile(t *testing.T) {
	t.Parallel()

	path := templateFile(t)
	require.NoError(t, ReplaceSecret(path, "shop.key_file", "key.txt", "one"))
	require.NoError(t, ReplaceSecret(path, "shop.key_file", "key.txt", "two"))
	require.NoError(t, Save(path, "", env, Edit{"shop.key_file", "key.txt"}, Edit{"shop.key_env", nil}))

	got, err := Load(path, env)
	require.NoError(t, err)
	require.Equal(t, "two", got.Shop.Key())

	info, err := os.Stat(filepath.Join(filepath.Dir(path), "key.txt"))
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())

	require.Error(t, ReplaceSecret(path, "shop.key_file", "none/key.txt", "x"))
}

func TestASecretIsWrittenOverNothingButASecret(t *testing.T) {
	t.Parallel()

	path := templateFile(t)
	for name, content := range map[string]string{
		filepath.Base(path): "",
		"sklad.db":          "SQLite format 3\x00 and all the goods",
		"notes.txt":         "the first line\nand another\n",
		"long.txt":          strings.Repeat("x", 5000),
	} {
		file := filepath.Join(filepath.Dir(path), name)
		if content != "" {
			require.NoError(t, os.WriteFile(file, []byte(content), 0o600))
		}

		before, err := os.ReadFile(file)
		require.NoError(t, err)

		var fault *Fault
		require.ErrorAs(t, ReplaceSecret(path, "shop.key_file", name, "secret"), &fault, name)
		require.Equal(t, Conflict, fault.Code)

		after, err := os.ReadFile(file)
		require.NoError(t, err)
		require.Equal(t, before, after, name)
	}
}

// The name of the file beside it is too long for any disk.
func TestAFileThatCannotBeWrittenIsToldInBothLanguages(t *testing.T) {
	t.Parallel()

	path := filepath.Join(t.TempDir(), strings.Repeat("g", 250))
	require.NoError(t, os.WriteFile(path, Template(lang.BG), 0o600))

	for _, err := range []error{
		Save(path, "", env, Edit{"import.object", "7"}),
		ReplaceSecret(path, "shop.key_file", strings.Repeat("k", 250), "secret"),
		ReplaceSecret(path, "shop.key_file", "none/key.txt", "secret"),
	} {
		faults := Faults(err)
		require.Len(t, faults, 1, "%v", err)
		require.Equal(t, Unwritable, faults[0].Code)
		require.Contains(t, faults[0].In(lang.BG), "не може да се запише")
		require.Contains(t, faults[0].In(lang.BG), "мястото на диска")
	}
}
