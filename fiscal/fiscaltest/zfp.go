package fiscaltest

import (
	"io"
	"net"
)

// ZFP is a Tremol fiscal device on a TCP port. Unlike [ISL] it has no memory of
// message numbers: the protocol knows none, and a command that is sent again is
// executed again. Safe for concurrent use; it executes one command at a time.
//
// Cancelling (39) a receipt whose payment has begun finishes the payment and closes
// it, as the document says: it is a sale then.
type ZFP struct {
	*host
	till

	script   script
	commands map[byte]zfpCommand
	password string
	resting  []byte
	busy     int  // pings that are still answered with 41
	pong     byte // answers every ping when it is not zero
	failed   bool // the power failed in an open receipt and the status was not read since
	outage   bool // the power failed in this receipt
}

// zfpCommand executes one command. ack = it has no answer of its own.
type zfpCommand struct {
	ack bool
	run func(data string) (string, error)
}

// NewZFP starts a device on a free port of 127.0.0.1. It panics when that fails;
// [StartZFP] returns an error instead.
func NewZFP(opts ...Option) *ZFP {
	d, err := StartZFP(opts...)
	if err != nil {
		panic(err)
	}
	return d
}

// StartZFP starts a device on a free port of 127.0.0.1. Close it. Of a [Device] given
// by [WithDevice] it uses what [StartISL] uses.
func StartZFP(opts ...Option) (*ZFP, error) {
	o := options{
		paper: io.Discard, now: sofiaNow, password: "0000",
		status: []byte{0x80, 0x80, 0x80, 0xF0, 0x80, 0x80, 0x80},
	}
	for _, set := range opts {
		set(&o)
	}
	maker := Device{Serial: "ZK126720", FiscalMemory: "50126720", TextMax: 34, CommentMax: 30}
	o.device = o.device.of(maker).complete()
	d := &ZFP{
		till: till{opts: o, docs: o.device.FirstNumber - 1, limits: limits{
			lines: 999, digits: 6, nameMax: o.device.TextMax, textMax: o.device.CommentMax,
		}},
		password: o.password, resting: o.status,
	}
	d.commands = d.table()
	var err error
	d.host, err = listen(d.session)
	return d, err
}

// On plans faults for the nth command code from now on (1 = the next).
func (d *ZFP) On(code byte, nth int, faults ...Fault) { d.script.add(code, nth, faults) }

// Commands are all commands in good frames, the oldest first, without pings.
func (d *ZFP) Commands() []Command { return d.script.all() }

// SetPing answers every ping with b: 0x60 = busy with another connection, 0x70 = wrong
// password. 0 = as the device is.
func (d *ZFP) SetPing(b byte) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.pong = b
}

// PowerCut switches the device off and on: see the fault of that name.
func (d *ZFP) PowerCut() {
	d.mu.Lock()
	d.powerFailed()
	d.mu.Unlock()
	d.hangUp()
}

func (d *ZFP) powerFailed() {
	d.failed, d.busy = d.open != nil, 0
	d.outage = d.failed
}

// ping answers the byte 09.
func (d *ZFP) ping(conn net.Conn) error {
	d.mu.Lock()
	answer := byte(0x40)
	if d.busy > 0 {
		d.busy--
		answer |= 1
	}
	if d.noPaper {
		answer |= 2
	}
	if d.pong != 0 {
		answer = d.pong
	}
	d.mu.Unlock()
	_, err := conn.Write([]byte{answer})
	return err
}
