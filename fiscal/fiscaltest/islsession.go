package fiscaltest

import (
	"bufio"
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

var errHungUp = errors.New("fiscaltest: a fault broke the connection")

// answer executes a command, or repeats the last reply, and lets its faults happen.
func (d *ISL) answer(conn net.Conn, f islFrame) error {
	d.mu.Lock()
	if d.repeats(f) {
		d.script.record(Command{SEQ: f.seq, Code: f.cmd, Data: f.data, Frame: f.raw, Repeated: true})
		reply := d.repetition()
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

// repetition is the last reply, or nothing while repetitions get lost.
func (d *ISL) repetition() []byte {
	if d.memory.lost > 0 {
		d.memory.lost--
		return nil
	}
	return d.memory.reply
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
	if broken.kind == powerCut {
		d.forgetReply()
	}
	breakOff(d.host, conn, broken.kind)
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
	lost, _ := find(faults, loseReply)
	d.memory = islMemory{valid: true, seq: f.seq, cmd: f.cmd, reply: reply, lost: lost.count - 1}
	return reply
}

// after says that the device is busy, and then what became of the reply.
func (d *ISL) after(conn net.Conn, reply []byte, faults []Fault) error {
	busy, _ := find(faults, busySigns)
	for range busy.count {
		if _, err := conn.Write([]byte{islSYN}); err != nil {
			return err
		}
		d.pause(synPause)
	}
	return afterwards(d.host, conn, reply, faults, len(reply)-2)
}
