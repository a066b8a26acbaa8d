package browsertest

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/internal/config"
	"github.com/skladmost/skladmost/examples/internal/gated"
)

// written are the texts that are typed; of a list, a box or a choice another one
// than the present is taken.
func written() map[string]string {
	return map[string]string{
		"warehouse.dsn":          "mysql://sklad@127.0.0.1:1/sklad", // a server, which may have a password
		"warehouse.password_env": "SKLAD_PASSWORD", "warehouse.password_file": "sklad.password", "warehouse.timezone": "Europe/Athens",
		"shop.api_id": "another", "shop.key": "a-new-key", "shop.key_env": "SHOP_KEY", "shop.key_file": "shop.key", "shop.id": "other",
		"shop.rate": "7", "shop.patience": "90s",
		"import.start.delay": "2m", "import.start.every": "11m", "import.delivery_good": "A01", "import.since": "2026-11-01",
		"import.settle": "3m", "import.missing_item": "OTHER-1\nOTHER-2", "import.guest_partner": "Гост",
		"import.missing_good": "item",
		"export.start.delay":  "4m", "export.start.every": "12m", "export.start.catalogue.delay": "5m", "export.start.catalogue.every": "13m",
		"export.start.quantities.delay": "6m", "export.start.quantities.every": "14m",
		"export.start.partners.delay": "7m", "export.start.partners.every": "25h",
		"fiscal.device_serial": "DT279014", "fiscal.operator_code": "0002", "fiscal.usn_from": "100", "fiscal.usn_to": "900000",
		"fiscal.smart_printer.host": "192.0.2.7", "fiscal.smart_printer.port": "4999", "fiscal.printer_id": "dt279013",
		"fiscal.operator": "3", "fiscal.password_env": "PRINTER_PASSWORD",
		"limits.share": "35", "limits.min": "21",
		"compliance.eik": "831641791", "compliance.shop_number": "RF0001234", "compliance.domain": "shop.example.bg",
		"compliance.virtual_pos": "4201", "compliance.processor": "Плащане ООД",
	}
}

// alone are settings that shut others out or put them away. Each part is saved
// for itself, on a file as it was, after all others together.
func alone() [][]string {
	return [][]string{
		{"warehouse.dsn", "warehouse.password_env", "shop.key_env"},
		{"warehouse.dsn", "warehouse.password_file", "shop.key_file"},
		{"warehouse.supto", "shop.url", "shop.key"}, {"fiscal.printer_id"},
		// An order has no receipt, and a receipt has the delivery on it.
		{"import.document", "import.delivery_item", "fiscal.smart_printer.enabled"},
	}
}

// change does with a field what a person does, and gives the text that is to be
// found in the file.
const change = `(name, text) => {
	const field = document.querySelector('.field[data-name="' + name + '"]');
	if (!field) throw new Error("no field " + name);
	for (let d = field.closest("details"); d; d = null) d.open = true;
	const controls = [...field.querySelectorAll("input:not([type=hidden]), select, textarea")].filter(c => !c.disabled);
	const tell = c => { for (const e of ["input", "change"]) c.dispatchEvent(new Event(e, {bubbles: true})); };
	const box = controls.find(c => c.type === "checkbox" && (!c.checked || controls.length === 1));
	if (box) { box.checked = !box.checked; tell(box); return box.value === "true" ? String(box.checked) : box.value; }
	const c = controls[0];
	if (c.localName === "select") {
		c.value = text || [...c.options].map(o => o.value).find(v => v && v !== c.value && v !== "auto");
	} else {
		if (!text) throw new Error("no text for " + name);
		c.value = text;
	}
	tell(c);
	return c.value;
}`

func TestEverySettingIsFoundInTheFile(t *testing.T) {
	t.Parallel()

	world, err := gated.Open(t.Context(), t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, world.Close()) })
	t.Cleanup(world.Gate.Open)

	whole, err := os.ReadFile(world.File)
	require.NoError(t, err)

	for _, secret := range []string{"sklad.password", "shop.key"} {
		require.NoError(t, os.WriteFile(filepath.Join(filepath.Dir(world.File), secret), []byte("secret"), 0o600))
	}

	whole = append([]byte("# моят коментар\n"), whole...)

	var together []string

	for _, s := range config.Describe() {
		if !slices.ContainsFunc(alone(), func(part []string) bool { return slices.Contains(part, s.Name) }) {
			together = append(together, s.Name)
		}
	}

	p := start(t, "--config", world.File)
	x := newTab(t, p)

	for _, part := range append([][]string{together}, alone()...) {
		require.NoError(t, os.WriteFile(world.File, whole, 0o600))
		x.changeSettings(world.File, part)
	}
}

func (x *tab) changeSettings(file string, names []string) {
	x.t.Helper()
	x.open("/settings")

	typed := map[string]string{}

	for _, name := range names {
		text := written()[name]

		if name == "shop.url" { // the same shop by another name
			text = strings.Replace(x.string(`document.querySelector("[name='shop.url']").value`), "127.0.0.1", "localhost", 1)
		}

		typed[name] = x.string(fmt.Sprintf(`(%s)(%s, %s)`, change, quoted(name), quoted(text)))
	}

	x.leave("#save")
	require.Contains(x.t, x.text(".notice.good"), "Записано", "%s\n%s\n%v", x.text(".notice"), x.string(`[...document.querySelectorAll(".fault:not([hidden])")]
		.map(f => f.closest(".field").dataset.name + ": " + f.innerText).join("\n")`), names)

	text, err := os.ReadFile(file)
	require.NoError(x.t, err)
	assert.Contains(x.t, string(text), "# моят коментар")

	for name, want := range typed {
		assert.Contains(x.t, inFile(x.t, text, name), strings.ReplaceAll(want, "\n", " "), name)
	}
}

// inFile is what the file has at a setting's name, as text.
func inFile(t *testing.T, text []byte, name string) string {
	t.Helper()

	path, err := yaml.PathString("$." + name)
	require.NoError(t, err)

	var value any
	if !assert.NoError(t, path.Read(strings.NewReader(string(text)), &value), name) {
		return ""
	}

	return fmt.Sprint(value)
}

func quoted(text string) string {
	data, err := json.Marshal(text)
	if err != nil {
		panic(err) // a text has no such
	}

	return string(data)
}
