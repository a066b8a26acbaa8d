package netfp

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/skladmost/skladmost/fiscal"
)

// Printer is one device of an ErpNet.FP server. It implements [fiscal.Printer] and
// [fiscal.TaskReader] and is safe for concurrent use.
type Printer struct {
	api  api
	id   string
	info Device
	opts Options
}

var (
	_ fiscal.Printer    = (*Printer)(nil)
	_ fiscal.TaskReader = (*Printer)(nil)
	_ fiscal.Dialer     = Dial
)

// ErrChoose is the error of [Open] when the server has several devices and no
// PrinterID says which one.
var ErrChoose = errors.New("netfp: the server has several printers")

// Options of [Open]. Addr or BaseURL is required, everything else has a default.
type Options struct {
	// Addr is host:port of the server, e.g. 127.0.0.1:8001.
	Addr string
	// BaseURL is used instead of Addr when the server stands behind a path or TLS. User
	// and password in it become basic authentication; no error and no log repeats them.
	BaseURL string
	// PrinterID is the server's name of the device, mostly its serial number in small
	// letters. Empty = the only device there is.
	PrinterID string
	// HTTPClient sends the requests; its redirect policy and time-out are not used.
	// Defaults to a client of its own.
	HTTPClient *http.Client
	// Timeout limits every question that does not print. Defaults to 15 seconds.
	Timeout time.Duration
	// PrintTimeout limits a print, in addition to its context. Defaults to 60 seconds.
	PrintTimeout time.Duration
	// PollEvery is the pause between questions about a running task. Defaults to
	// 500 ms.
	PollEvery time.Duration
	// Location is where the device's clock stands. Defaults to Europe/Sofia.
	Location *time.Location
}

// Dial opens the only device of the server at addr (host:port). It is a
// [fiscal.Dialer].
func Dial(ctx context.Context, addr string) (fiscal.Printer, error) {
	p, err := Open(ctx, Options{Addr: addr})
	if err != nil {
		return nil, err
	}
	return p, nil
}

// Open asks the server for its devices and takes one. It is [fiscal.ErrOffline] when
// the server does not answer, is still starting, or does not have the device (yet);
// [ErrChoose] when there are several; plain when the options are unusable.
func Open(ctx context.Context, o Options) (*Printer, error) {
	p, err := connect(o)
	if err != nil {
		return nil, err
	}
	printers, err := p.printers(ctx)
	if err != nil {
		return nil, err
	}
	p.id, err = choose(o.PrinterID, printers)
	if err != nil {
		return nil, err
	}
	p.info = printers[p.id]
	return p, nil
}

// connect sends nothing yet.
func connect(o Options) (*Printer, error) {
	o, base, err := o.complete()
	if err != nil {
		return nil, err
	}
	p := &Printer{api: api{base: base, client: plainClient(o.HTTPClient), sign: signer(base)}, opts: o}
	base.User, base.RawQuery, base.Fragment = nil, "", ""
	p.opts.Addr, p.opts.BaseURL, p.opts.HTTPClient = "", "", nil
	return p, nil
}

func (o Options) complete() (Options, *url.URL, error) {
	base, err := baseURL(o)
	if err != nil {
		return o, nil, err
	}
	if o.Location == nil {
		o.Location, err = time.LoadLocation("Europe/Sofia")
		if err != nil {
			return o, nil, fmt.Errorf("netfp: no time zone data; import time/tzdata or set Options.Location: %w", err)
		}
	}
	for _, d := range []struct {
		field *time.Duration
		value time.Duration
	}{
		{&o.Timeout, 15 * time.Second},
		{&o.PrintTimeout, time.Minute},
		{&o.PollEvery, 500 * time.Millisecond},
	} {
		if *d.field <= 0 {
			*d.field = d.value
		}
	}
	return o, base, nil
}

func baseURL(o Options) (*url.URL, error) {
	raw := o.BaseURL
	if raw == "" {
		if o.Addr == "" {
			return nil, errors.New("netfp: no address; set Options.Addr to host:port of the ErpNet.FP server")
		}
		raw = "http://" + o.Addr
	}
	// The error repeats nothing of the address: a password may stand anywhere in it.
	base, err := url.Parse(raw)
	if err != nil || base.Host == "" || (base.Scheme != "http" && base.Scheme != "https") {
		return nil, errors.New("netfp: Options.Addr or BaseURL is not the address of a server; use host:port or http://host:port")
	}
	return base, nil
}

// signer takes user and password out of the address.
func signer(base *url.URL) func(*http.Request) {
	user := base.User
	return func(r *http.Request) {
		if user != nil {
			password, _ := user.Password()
			r.SetBasicAuth(user.Username(), password)
		}
	}
}

// choose picks the device by its id, ids being case-blind like serial numbers.
func choose(id string, printers map[string]Device) (string, error) {
	ids := slices.Sorted(maps.Keys(printers))
	switch {
	case len(ids) == 0:
		return "", offline("open", id, "the server has found no printer", "switch the device on, wait for the detection, try again")
	case id == "" && len(ids) == 1:
		return ids[0], nil
	case id == "":
		return "", fmt.Errorf("%w: %s; say which one", ErrChoose, strings.Join(ids, ", "))
	}
	for _, known := range ids {
		if strings.EqualFold(known, id) {
			return known, nil
		}
	}
	return "", offline("open", id, "the server does not have this printer, only "+strings.Join(ids, ", "),
		"correct the printer's name or switch the device on")
}

func offline(op, device, text, remedy string) error {
	return &fiscal.Error{Op: op, Device: device, Text: text, Remedy: remedy, Kind: fiscal.ErrOffline}
}

// Close releases idle connections. A print that runs is not stopped.
func (p *Printer) Close() error {
	p.api.client.CloseIdleConnections()
	return nil
}
