//go:build !nodemo

package demo

import (
	"fmt"
	"net"
	"strconv"
	"strings"
)

// Configuration is the file that describes the world, for config.Parse. After
// Live it leaves the goods out that are still to be matched, see lookalikes.go.
func (w *World) Configuration() []byte {
	host, port, err := net.SplitHostPort(w.Printer.Addr())
	if err != nil {
		host, port = "127.0.0.1", "0" // the printer listens, so it has both
	}

	return fmt.Appendf(nil, `# The settings of the demonstration. Everything in it is made up.
warehouse:
  dsn: %s
  supto: yes
shop:
  id: demo
  url: %s
  api_id: %s
  key: %s
  rate: 1000
import:
  start: {every: 1m}
  statuses: [confirmed]
  object: "1"
  document: sale
  delivery_item: true
  nomenclature: %t
export:
  start: {every: 1m}
  goods: true
  quantities: true
  grouping_field: Catalog3
  goods_groups: [%s]
fiscal:
  device_serial: %s
  operator_code: %q
  smart_printer: {enabled: true, host: %s, port: %s, dialect: netfp}
`, strconv.Quote("sqlite:"+w.File), strconv.Quote(w.address), apiID, key, len(w.groups) == 0,
		strings.Join(w.groups, ", "), Device, User, host, port)
}
