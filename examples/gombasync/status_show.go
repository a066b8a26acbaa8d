package main

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/output"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// showStatus prints the status as one table.
func (a *app) showStatus(v statusView) {
	var rows [][]string

	add := func(head lang.Text, value string) { rows = append(rows, []string{head.In(a.out.Lang()), value}) }

	for _, task := range []syncer.Task{
		syncer.TaskExport, syncer.TaskCatalogue, syncer.TaskQuantities, syncer.TaskPartners, syncer.TaskImport,
	} {
		if last, ran := v.Runs[task]; ran || task == syncer.TaskExport || task == syncer.TaskImport {
			add(taskName(task), a.lastRun(last))
		}
	}

	if !v.LastSeen.IsZero() {
		add(lang.Of("last order read", "последна прочетена поръчка"), a.local(v.LastSeen))
	}

	if !v.ReadUpTo.IsZero() {
		add(lang.Of("orders read up to the change of", "поръчките са прочетени до промяната от"), a.local(v.ReadUpTo))
	}

	a.addOrders(add, v)
	add(lang.Of("still to be told or printed", "за съобщаване или печат"), strconv.Itoa(v.Owed))

	for _, kind := range linkKinds() {
		add(linkName(kind), strconv.Itoa(v.Links[kind]))
	}

	if v.Device != nil {
		a.addDevice(add, v.Device)
	}

	a.out.Table([]output.Column{{Head: lang.Of("what", "какво")}, {Head: lang.Of("state", "състояние"), Wrap: true}}, rows)
	a.showHistory(v.History)
}

// showHistory prints the last runs that did something or failed.
func (a *app) showHistory(runs []syncer.PastRun) {
	rows := make([][]string, 0, len(runs))

	for _, r := range runs {
		rows = append(rows, []string{a.local(r.Started), r.Summary(text.Language(a.out.Lang())), r.Error})
	}

	if len(rows) > 0 {
		a.out.Table([]output.Column{
			{Head: lang.Of("began", "начало")}, {Head: lang.Of("run", "изпълнение"), Long: true},
			{Head: lang.Of("error", "грешка"), Long: true},
		}, rows)
	}
}

func taskName(t syncer.Task) lang.Text {
	last := lang.Of("last ", "последен ")
	if t == syncer.TaskQuantities || t == syncer.TaskPartners {
		last.BG = "последни "
	}

	return lang.Of(last.EN+text.EN.Word(string(t)), last.BG+text.BG.Word(string(t)))
}

func (a *app) addOrders(add func(lang.Text, string), v statusView) {
	for _, state := range []ledger.OrderState{
		ledger.OrderImported, ledger.OrderWaiting, ledger.OrderParked, ledger.OrderSkipped, ledger.OrderBeforeStart,
	} {
		name := stateName(state)
		count := strconv.Itoa(v.Orders[state])

		if state == ledger.OrderParked && v.Orders[state] > 0 {
			count += lang.Of(" (why: ", " (защо: ").In(a.out.Lang()) + "gombasync orders list --state parked)"
		}

		add(lang.Of("orders: "+name.EN, "поръчки: "+several(state)), count)
	}
}

func (a *app) addDevice(add func(lang.Text, string), d *deviceView) {
	last := lang.Of("none given yet", "още няма издаден").In(a.out.Lang())
	if d.LastNumber > 0 {
		last = fmt.Sprintf("%07d", d.LastNumber)
	}

	add(lang.Of("device "+d.Serial+", last УНП", "апарат "+d.Serial+", последен УНП"), last)

	for _, state := range slices.Sorted(maps.Keys(d.Receipts)) {
		add(lang.Of("receipts: "+text.EN.Word(state), "бонове: "+text.BG.Word(state)), strconv.Itoa(d.Receipts[state]))
	}

	if d.Unsettled > 0 {
		add(lang.Of("receipts whose outcome nobody knows", "бонове с неясен изход"), strconv.Itoa(d.Unsettled))
	}
}

// lastRun is when a run ended, how long ago, what it did, and for how long the
// task has been failing.
func (a *app) lastRun(r taskView) string {
	if r.Run == "" {
		return lang.Of("none yet", "още няма").In(a.out.Lang())
	}

	how := lang.Of("done", "успешно")
	if r.Failed > 0 {
		how = lang.Of(fmt.Sprintf("failed %d times, last good %s", r.Failed, a.when(r.Succeeded, lang.EN)),
			fmt.Sprintf("неуспешно %d пъти, последно успешно %s", r.Failed, a.when(r.Succeeded, lang.BG)))
	}

	ago := time.Since(r.Ended).Round(time.Second)

	return fmt.Sprintf(lang.Of("%s (%s ago), %s, written %d, parked %d", "%s (преди %s), %s, записани %d, заделени %d").In(a.out.Lang()),
		a.local(r.Ended), ago, how.In(a.out.Lang()), r.Written, r.Parked)
}

func (a *app) when(at time.Time, l lang.Lang) string {
	if at.IsZero() {
		return lang.Of("never", "никога").In(l)
	}

	return a.local(at)
}

func linkName(kind string) lang.Text {
	return map[string]lang.Text{
		"category": lang.Of("links: groups", "връзки: групи"), "variant": lang.Of("links: goods", "връзки: стоки"),
		"customer": lang.Of("links: partners", "връзки: партньори"),
	}[kind]
}

// several is the state of more than one order, in Bulgarian.
func several(s ledger.OrderState) string {
	switch s {
	case ledger.OrderImported:
		return "прехвърлени"
	case ledger.OrderWaiting:
		return "чакат"
	case ledger.OrderParked:
		return "заделени"
	case ledger.OrderSkipped:
		return "пропуснати"
	default:
		return stateName(s).BG
	}
}
