package config

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

// Filled is what a person may say before the file is written; empty: the line
// stays as it is.
type Filled struct {
	// DSN has no password in it: PasswordEnv or PasswordFile tells where that is.
	DSN, PasswordEnv, PasswordFile string
	// KeyEnv or KeyFile tells where the shop's key is.
	URL, APIID, KeyEnv, KeyFile string
	Statuses                    []string
	Object, User                string
	// ImportEvery and ExportEvery are durations, such as 5m.
	ImportEvery, ExportEvery string
	// Device is setting p; with it the operator's code is set too, because the
	// first user of a database has none.
	Device, Operator string
	Printer          SmartPrinter
}

// FilledTemplate is Template with some lines filled in.
func FilledTemplate(l lang.Lang, f Filled) []byte {
	t := filling{text: string(Template(l))}

	t.put("warehouse", `dsn: "sqlite:shop.db"`, "dsn: ", f.DSN)
	t.put("warehouse", "# password_env: SKLAD_PASSWORD", "password_env: ", f.PasswordEnv)
	t.put("warehouse", "# password_file: password.txt", "password_file: ", f.PasswordFile)
	t.put("shop", `url: "https://shop.example/api/microinvest/v1"`, "url: ", f.URL)
	t.put("shop", `api_id: "0000000000000000"`, "api_id: ", f.APIID)
	t.put("shop", "# key_file: key.txt", "key_file: ", f.KeyFile)

	if f.KeyFile != "" {
		t.replace("shop", "key_env: GOMBASHOP_KEY", "# key_env: GOMBASHOP_KEY")
	} else {
		t.put("shop", "key_env: GOMBASHOP_KEY", "key_env: ", f.KeyEnv)
	}

	t.work(f)
	t.fiscal(f)

	return []byte(t.text)
}

// filling is a template on its way.
type filling struct{ text string }

// work fills in what is synchronised, and when.
func (t *filling) work(f Filled) {
	if f.ImportEvery != "" {
		t.replace("import", "every: 5m", "every: "+f.ImportEvery)
	}

	if f.ExportEvery != "" {
		t.replace("export", "every: 15m", "every: "+f.ExportEvery)
	}

	if len(f.Statuses) > 0 {
		quoted := make([]string, 0, len(f.Statuses))
		for _, s := range f.Statuses {
			quoted = append(quoted, strconv.Quote(s))
		}

		t.replace("import", "statuses: [confirmed]", "statuses: ["+strings.Join(quoted, ", ")+"]")
	}

	t.put("import", `object: "1"`, "object: ", f.Object)
	t.put("import", `# user: "1"`, "user: ", f.User)
}

func (t *filling) fiscal(f Filled) {
	if f.Device != "" {
		operator := f.Operator
		if operator == "" {
			operator = "0001"
		}

		t.put("fiscal", "# device_serial: DT279013", "device_serial: ", f.Device)
		t.put("fiscal", `# operator_code: "0001"`, "operator_code: ", operator)
	}

	if p := f.Printer; p.Enabled {
		t.replace("fiscal", `smart_printer: {enabled: false, host: "", port: , dialect: netfp}`,
			fmt.Sprintf("smart_printer: {enabled: true, host: %q, port: %d, dialect: %s}", p.Host, p.Port, p.Dialect))
	}
}

// put gives a line a value, in quotes, unless there is none.
func (t *filling) put(section, from, name, value string) {
	if value != "" {
		t.replace(section, from, name+strconv.Quote(value))
	}
}

// replace changes the first such text of a section.
func (t *filling) replace(section, from, to string) {
	begin := strings.Index(t.text, "\n"+section+":")
	t.text = t.text[:begin] + strings.Replace(t.text[begin:], from, to, 1)
}
