package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os/exec"
	"strings"
	"sync/atomic"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop/gombashoptest"
	"github.com/skladmost/skladmost/syncer"
)

// round is some business, and then a run of each direction or of both at once,
// killed at some moment.
func (m *mortal) round() {
	m.business()
	m.ask(http.MethodDelete, "requests", nil, nil)

	before := m.number("SELECT COUNT(*) FROM gomba_documents")
	runs := m.starts([][]string{{"export"}, {"import"}, {"import"}, {"import", "export"}}[m.random.IntN(4)])

	if m.random.IntN(15) == 0 {
		m.shopDies(runs)
	}

	deaths := 0

	for _, r := range runs {
		if m.dies(r) {
			deaths++
		}
	}

	m.later.Add(int64(3 * time.Minute)) // a print is left to the program that began it for two

	var asked struct{ Data []gombashoptest.Request }

	m.ask(http.MethodGet, "requests", nil, &asked)

	written := m.number("SELECT COUNT(*) FROM gomba_documents") - before
	if deaths > 0 && (len(asked.Data) > 0 || written > 0) {
		m.midway++
	}

	if deaths == len(runs) {
		m.dying += written
	}
}

// running is a run that will be killed, unless it ends before.
type running struct {
	command string
	cmd     *exec.Cmd
	out     *bytes.Buffer
	moment  time.Duration
	killer  *time.Timer
	killed  atomic.Bool
}

func (m *mortal) starts(commands []string) []*running {
	all := make([]*running, 0, len(commands))

	for _, command := range commands {
		r := &running{command: command, moment: time.Duration(m.random.Int64N(int64(m.span[command])))}
		r.cmd, r.out = m.start("--json", command)
		r.killer = time.AfterFunc(r.moment, func() { r.killed.Store(r.cmd.Process.Kill() == nil) })
		all = append(all, r)
	}

	return all
}

// shopDies under the runs, which wait for it and get their time anew.
func (m *mortal) shopDies(runs []*running) {
	<-time.After(runs[0].moment / 2)
	m.shopDied++
	m.shutShop()
	m.openShop()

	for _, r := range runs {
		r.killer.Reset(r.moment)
	}
}

// dies is false when the run ended by itself before its moment. About one in
// five does, of each command: they are killed from the first to the last step.
func (m *mortal) dies(r *running) bool {
	_ = r.cmd.Wait() // the state tells how it ended
	r.killer.Stop()

	if ended := r.cmd.ProcessState; ended.String() == killed {
		require.Eventually(m.t, r.killed.Load, 10*time.Second, time.Millisecond, "somebody else killed it: %s", r.out)

		m.died[r.command]++
		m.span[r.command] += m.span[r.command] / 16

		return true
	}

	outcomeOf(m.t, r.cmd.ProcessState.ExitCode(), r.out.String())

	m.span[r.command] = m.span[r.command] * 3 / 4

	return false
}

// ends runs a command to its end, which must be a good one.
func (m *mortal) ends(args ...string) syncer.Report {
	m.t.Helper()

	began := time.Now()
	cmd, out := m.start(append([]string{"--json"}, args...)...)
	_ = cmd.Wait() // the state tells how it ended
	report := outcomeOf(m.t, cmd.ProcessState.ExitCode(), out.String())

	m.span[args[0]] = max(m.span[args[0]], time.Since(began))

	return report
}

// business is what happens on both sides between two runs.
func (m *mortal) business() {
	for range 1 + m.random.IntN(5) {
		m.buy()
	}

	m.turnBack()

	switch id := m.goods[m.random.IntN(len(m.goods))]; m.random.IntN(8) {
	case 0:
		m.newGood()
	case 1, 2:
		m.exec(fmt.Sprintf("UPDATE goods SET PriceOut2 = PriceOut2 + 0.5 WHERE ID = %d", id))
	case 3:
		m.exec(fmt.Sprintf("UPDATE store SET Qtty = Qtty + 7 WHERE ObjectID = 1 AND GoodID = %d", id))
		m.stock[id] += 7
	case 4:
		m.exec(fmt.Sprintf("UPDATE goods SET Catalog3 = '%s' WHERE ID = %d AND Catalog3 <> ' '", m.model(), id))
	case 5, 6:
		m.pay()
	}
}

func (m *mortal) exec(query string) {
	_, err := m.db.ExecContext(m.t.Context(), query)
	require.NoError(m.t, err)
}

// buy is an order of one to three goods that the shop has.
func (m *mortal) buy() {
	items := make([]obj, 0, 3)
	for _, i := range m.random.Perm(24)[:1+m.random.IntN(3)] {
		items = append(items, obj{"external_id": fmt.Sprint(m.goods[i]), "quantity": fmt.Sprint(1 + m.random.IntN(3))})
	}

	n := m.random.IntN(40)
	email := fmt.Sprintf("k%d@example.com", n)
	m.emails[email] = true
	kind, paid := []string{"cod", "card", "bank_transfer"}[m.random.IntN(3)], m.random.IntN(2) == 0
	postal := kind == "cod" && m.random.IntN(3) == 0 // the carrier pays by postal money transfer

	order := obj{
		"status": obj{"code": "confirmed"}, "items": items, "payment": obj{"method": kind, "paid": paid, "carrier_ppp": postal},
		"customer": obj{"name": fmt.Sprintf("Клиент %d", n), "email": email, "phone": fmt.Sprintf("08880000%02d", n)},
		"delivery": obj{"name": "Еконт", "price": "4.90", "vat_rate": "20"},
	}
	if m.random.IntN(3) == 0 {
		order["discounts"] = []obj{{"kind": "promo_code", "code": "NOVEMBER", "type": "percent", "value": "10"}}
	}

	var placed struct{ ID json.RawMessage }

	m.ask(http.MethodPost, "orders", order, &placed)

	id := strings.Trim(string(placed.ID), `"`)
	if m.orders = append(m.orders, id); !paid {
		m.unpaid = append(m.unpaid, id+" "+kind)
	}
}

// pay is an order that is paid later.
func (m *mortal) pay() {
	if len(m.unpaid) == 0 {
		return
	}

	id, kind, _ := strings.Cut(m.unpaid[0], " ")
	m.unpaid = m.unpaid[1:]

	if !m.back[id] {
		m.ask(http.MethodPatch, "orders/"+id, obj{"payment": obj{"method": kind, "paid": true}}, nil)
	}
}
