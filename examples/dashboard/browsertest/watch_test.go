package browsertest

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// watch hears what a tab asks of the network and what it complains of.
type watch struct {
	own string // the program's address

	mu      sync.Mutex
	heard   []string
	allowed []string
}

// listen hears an event of the tab.
func (w *watch) listen(event any) {
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		w.request(e.Request.URL)
	case *runtime.EventExceptionThrown:
		w.hear("exception: " + (&chromedp.ExceptionError{ExceptionDetails: e.ExceptionDetails}).Error())
	case *runtime.EventConsoleAPICalled:
		w.console(e)
	case *log.EventEntryAdded: // violations of the CSP, refused files, mixed content
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			w.hear(fmt.Sprintf("%s: %s (%s)", e.Entry.Level, e.Entry.Text, e.Entry.URL))
		}
	}
}

// request complains of one to another host. Nothing but the program's own
// address is called.
func (w *watch) request(address string) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme == "data" || u.Scheme == "about" || u.Scheme == "blob" {
		return
	}

	if u.Scheme+"://"+u.Host != w.own {
		w.hear("a request to another host: " + address)
	}
}

func (w *watch) console(e *runtime.EventConsoleAPICalled) {
	if e.Type != runtime.ConsoleAPICalledTypeError && e.Type != runtime.ConsoleAPICalledTypeWarning && e.Type != runtime.ConsoleAPICalledTypeAssert {
		return
	}

	var said []string
	for _, arg := range e.Args {
		said = append(said, string(arg.Value)+arg.Description)
	}

	w.hear("console: " + strings.Join(said, " "))
}

func (w *watch) hear(complaint string) {
	w.mu.Lock()
	defer w.mu.Unlock()

	w.heard = append(w.heard, complaint)
}

// allow lets the tab complain of what has this in it: a test that is refused on
// purpose.
func (w *watch) allow(part string) {
	w.mu.Lock()
	defer w.mu.Unlock()

	w.allowed = append(w.allowed, part)
}

func (w *watch) complaints() []string {
	w.mu.Lock()
	defer w.mu.Unlock()

	return slices.DeleteFunc(slices.Clone(w.heard), func(complaint string) bool {
		return slices.ContainsFunc(w.allowed, func(part string) bool { return strings.Contains(complaint, part) })
	})
}
