package fiscaltest

import (
	"fmt"
	"io"
	"net"
	"slices"
)

// Group is a maker, or a group of Datecs models, that an [ISL] device speaks like.
type Group string

// The groups, named after the models that their documents are for.
const (
	DatecsA Group = "datecs-a" // FP-800, FP-2000, FP-650, SK1, FMP-10, FP-550
	DatecsB Group = "datecs-b" // DP-05, DP-15, DP-25, DP-35, DP-150, WP-50
	DatecsX Group = "datecs-x" // FMP-350X, FP-700X, WP-50X, DP-25X, DP-150X
	Daisy   Group = "daisy"
	Eltrade Group = "eltrade"
	Incotex Group = "incotex"
)

// ISL is a fiscal device of the ISL family on a TCP port: it reads frames as the
// documents of the makers say and refuses what they do not allow. Where they are
// silent it refuses too. Safe for concurrent use; it executes one command at a time.
//
// It remembers SEQ and reply of the last good frame, also for the next connection: the
// same SEQ again (with Daisy: SEQ and command) is answered with that reply and not
// executed.
type ISL struct {
	*host
	till
	islProtocol

	script   script
	commands map[byte]islCommand
	password string
	resting  []byte // status bytes when all is well
	memory   islMemory
	wrong    int // passwords in a row
	lastUSN  string
}

// islMemory is the last good frame and its reply.
type islMemory struct {
	valid    bool
	seq, cmd byte
	reply    []byte
	lost     int // repetitions that get no answer
}

// islProtocol is what a maker does in its own way.
type islProtocol struct {
	group       Group
	long        bool // Datecs X: LEN and CMD of four bytes, fields that end in a tab
	maxSEQ      byte
	maxData     int
	anyCMD      bool // a repeated SEQ repeats the reply whatever the command is
	amount      byte // marks an amount where ',' marks a percentage
	unit        byte // marks the unit of measurement; 0 = none
	money       moneyStyle
	departments int
	letters     map[string]string
}

// islCommand executes one command. Data and reply are UTF-8.
type islCommand func(data string) (string, error)

// WithPassword sets the password of every operator. Default: 0000 with Datecs A and X
// and Tremol, 1 with the others.
func WithPassword(password string) Option {
	return func(o *options) { o.password = password }
}

// WithStatus sets the status bytes that the device reports when all is well. Errors and
// an open receipt are added to them.
func WithStatus(status ...byte) Option {
	return func(o *options) { o.status = slices.Clone(status) }
}

// NewISL starts a device of group g on a free port of 127.0.0.1. It panics when that
// fails; [StartISL] returns an error instead.
func NewISL(g Group, opts ...Option) *ISL {
	d, err := StartISL(g, opts...)
	if err != nil {
		panic(err)
	}
	return d
}

// StartISL starts a device of group g on a free port of 127.0.0.1. Close it. Of a
// [Device] given by [WithDevice] it uses Serial, FiscalMemory, TextMax, CommentMax and
// FirstNumber.
func StartISL(g Group, opts ...Option) (*ISL, error) {
	model, known := islModel(g)
	if !known {
		return nil, fmt.Errorf("fiscaltest: no group %q of ISL devices", g)
	}
	o := options{paper: io.Discard, now: sofiaNow, password: model.password, status: model.resting}
	for _, set := range opts {
		set(&o)
	}
	o.device = o.device.of(model.device).complete()
	d := &ISL{
		till:        till{opts: o, docs: o.device.FirstNumber - 1, limits: model.limits(o.device)},
		islProtocol: model.protocol, password: o.password, resting: o.status,
	}
	d.commands = model.commands(d)
	var err error
	d.host, err = listen(d.serve)
	return d, err
}

// of fills the gaps of d from what its maker has.
func (d Device) of(maker Device) Device {
	if d.Serial == "" {
		d.Serial = maker.Serial
	}
	if d.FiscalMemory == "" {
		d.FiscalMemory = maker.FiscalMemory
	}
	if d.TextMax == 0 {
		d.TextMax = maker.TextMax
	}
	if d.CommentMax == 0 {
		d.CommentMax = maker.CommentMax
	}
	return d
}

// On plans faults for the nth command code from now on (1 = the next). Repetitions that
// are answered from memory do not count.
func (d *ISL) On(code byte, nth int, faults ...Fault) { d.script.add(code, nth, faults) }

// Commands are all commands in good frames, the oldest first.
func (d *ISL) Commands() []Command { return d.script.all() }

// PowerCut switches the device off and on: see the fault of that name.
func (d *ISL) PowerCut() {
	d.mu.Lock()
	d.forgetReply()
	d.mu.Unlock()
	d.hangUp()
}

func (d *ISL) forgetReply() { d.memory, d.wrong = islMemory{}, 0 }

func (d *ISL) serve(conn net.Conn) { d.session(conn) }
