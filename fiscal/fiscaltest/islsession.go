package fiscaltest

import (
	"bufio"
	"bytes"
	"errors"
	"net"
	"time"

	"golang.org/x/text/encoding/charmap"
)

// synPause is the time between two SYN. Devices take 60 ms; tests have no time.
const synPause = 5 * time.Millisecond

// session serves one connection until it breaks.
func (d *ISL) session(conn net.Conn) {
	in := bufio.NewReader(conn)
	for {
		f, err := d.receive(conn, in)
		switch {
		case errors.Is(err, errFrame):
			_, err = conn.Write([]byte{islNAK})
		case err == nil:
			err = d.answer(conn, f)
		}
		if err != nil {
			return
		}
	}
}

var errHungUp = errors.New("fiscaltest: a fault broke the connection") //nolint:gochecknoglobals // a sentinel

// answer executes a command, or repeats the last reply, and lets its faults happen.
func (d *ISL) answer(conn net.Conn, f islFrame) error {
	d.mu.Lock()
	if d.repeats(f) {
		reply := d.memory.reply
		d.script.record(Command{SEQ: f.seq, Code: f.cmd, Data: f.data, Frame: f.raw, Repeated: true})
		d.mu.Unlock()
		_, err := conn.Write(reply)
		return err
	}
	faults := d.script.take(f.cmd)
	d.script.record(Command{SEQ: f.seq, Code: f.cmd, Data: f.data, Frame: f.raw})
	if done, err := d.before(conn, f, faults); done {
		d.mu.Unlock()
		return err
	}
	reply := d.run(f, faults)
	if _, cut := find(faults, powerCutAfter); cut {
		d.forgetReply()
	}
	d.mu.Unlock()
	return d.after(conn, reply, faults)
}

func (d *ISL) repeats(f islFrame) bool {
	return d.memory.valid && d.memory.seq == f.seq && (d.anyCMD || d.memory.cmd == f.cmd)
}

// before lets those faults happen that keep a command from being executed.
func (d *ISL) before(conn net.Conn, f islFrame, faults []Fault) (bool, error) {
	if storm, ok := find(faults, nakStorm); ok && storm.count > 0 {
		storm.count--
		d.script.again(f.cmd, append([]Fault{storm}, without(faults, nakStorm)...))
		_, err := conn.Write([]byte{islNAK})
		return true, err
	}
	broken, ok := find(faults, cutBefore, resetBefore, powerCut)
	if !ok {
		return false, nil
	}
	switch broken.kind {
	case resetBefore:
		reset(conn)
	case powerCut:
		d.forgetReply()
		d.hangUp()
	default:
	}
	return true, errHungUp
}

func without(faults []Fault, kind faultKind) []Fault {
	var out []Fault
	for _, f := range faults {
		if f.kind != kind {
			out = append(out, f)
		}
	}
	return out
}

// run executes the command, remembers the reply and returns it.
func (d *ISL) run(f islFrame, faults []Fault) []byte {
	if _, out := find(faults, paperOut); out {
		d.noPaper = true
	}
	text, err := charmap.Windows1251.NewDecoder().Bytes(f.data)
	var answer string
	switch refused, planned := find(faults, refuseWith); {
	case planned:
		err = &objection{kind: otherError, code: refused.code, text: "as planned"}
	case err == nil:
		answer, err = d.execute(f.cmd, string(text))
	}
	data, encodeErr := charmap.Windows1251.NewEncoder().Bytes([]byte(d.failure(answer, err)))
	if encodeErr != nil {
		data = nil
	}
	if f.cmd == 0x4A && err == nil {
		data = d.statusData()
	}
	reply := d.reply(f, data, d.status(err))
	d.memory = islMemory{valid: true, seq: f.seq, cmd: f.cmd, reply: reply}
	return reply
}

// after sends the reply, or what the faults make of it.
func (d *ISL) after(conn net.Conn, reply []byte, faults []Fault) error {
	reply = bytes.Clone(reply)
	for _, f := range faults {
		switch f.kind {
		case slowReply:
			d.pause(f.wait)
		case busySigns:
			for range f.count {
				if _, err := conn.Write([]byte{islSYN}); err != nil {
					return err
				}
				d.pause(synPause)
			}
		case garbage:
			reply = append(bytes.Clone(f.noise), reply...)
		case garbageInstead:
			reply = bytes.Clone(f.noise)
		case badChecksum:
			reply[len(reply)-2] ^= 1
		case loseReply:
			return nil
		case cutAfter:
			return errHungUp
		case resetAfter:
			reset(conn)
			return errHungUp
		case powerCutAfter:
			d.hangUp()
			return errHungUp
		default:
		}
	}
	_, err := conn.Write(reply)
	return err
}
