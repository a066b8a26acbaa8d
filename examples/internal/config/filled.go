package config

import (
	"strconv"
	"strings"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

// Filled is what a person may say before the file is written; empty: the line
// stays as it is.
type Filled struct {
	URL, APIID string
	// Device is setting p; with it the operator's code is set too, because the
	// first user of a database has none.
	Device string
}

// FilledTemplate is Template with some lines filled in.
func FilledTemplate(l lang.Lang, f Filled) []byte {
	text := string(Template(l))

	put := func(name, from, to string) {
		begin := strings.Index(text, "\n  "+name)
		if to == "" || begin < 0 {
			return
		}

		text = text[:begin] + strings.Replace(text[begin:], from, to, 1)
	}

	put("url: ", `"https://shop.example/api/microinvest/v1"`, quoted(f.URL))
	put("api_id: ", `"0000000000000000"`, quoted(f.APIID))

	if f.Device != "" {
		put("# device_serial: ", "# device_serial: DT279013", "device_serial: "+quoted(f.Device))
		put("# operator_code: ", "# operator_code:", "operator_code:")
	}

	return []byte(text)
}

func quoted(value string) string {
	if value == "" {
		return ""
	}

	return strconv.Quote(value)
}
