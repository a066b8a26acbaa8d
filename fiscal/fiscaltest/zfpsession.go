package fiscaltest

import (
	"bytes"
	"errors"
	"net"

	"golang.org/x/text/encoding/charmap"
)

// answer executes a command and lets its faults happen.
func (d *ZFP) answer(conn net.Conn, f zfpFrame) error {
	d.mu.Lock()
	faults := d.script.take(f.cmd)
	d.script.record(Command{SEQ: f.nbl, Code: f.cmd, Data: f.data, Frame: f.raw})
	if done, err := d.before(conn, f, faults); done {
		d.mu.Unlock()
		return err
	}
	if lost, _ := find(faults, loseReply); lost.count > 1 {
		d.script.again(f.cmd, []Fault{LoseReplies(lost.count - 1)})
	}
	reply := d.execute(f, faults)
	if _, cut := find(faults, powerCutAfter); cut {
		d.powerFailed()
	}
	d.mu.Unlock()
	return afterwards(d.host, conn, reply, faults, len(reply)-2)
}

// before lets those faults happen that keep a command from being executed.
func (d *ZFP) before(conn net.Conn, f zfpFrame, faults []Fault) (bool, error) {
	for kind, sign := range map[faultKind]byte{nakStorm: zfpNACK, retryStorm: zfpRETRY} {
		if storm, ok := find(faults, kind); ok && storm.count > 0 {
			storm.count--
			d.script.again(f.cmd, append([]Fault{storm}, without(faults, kind)...))
			_, err := conn.Write([]byte{sign})
			return true, err
		}
	}
	broken, ok := find(faults, cutBefore, resetBefore, powerCut)
	if !ok {
		return false, nil
	}
	if broken.kind == powerCut {
		d.powerFailed()
	}
	breakOff(d.host, conn, broken.kind)
	return true, errHungUp
}

// execute runs the command and builds the reply.
func (d *ZFP) execute(f zfpFrame, faults []Fault) []byte {
	if _, out := find(faults, paperOut); out {
		d.noPaper = true
	}
	if busy, planned := find(faults, busySigns); planned {
		d.busy = busy.count
	}
	if refused, planned := find(faults, refuseWith); planned {
		return f.acknowledged(byte(refused.code>>4&15), byte(refused.code&15))
	}
	command, known := d.commands[f.cmd]
	if !known {
		return f.acknowledged(0, 1)
	}
	text, err := charmap.Windows1251.NewDecoder().Bytes(f.data)
	var answer string
	if err == nil {
		answer, err = command.run(string(text))
	}
	switch {
	case err != nil:
		return f.acknowledged(zfpErrors(err))
	case command.ack:
		return f.acknowledged(0, 0)
	case f.cmd == 0x20:
		return f.answered([]byte(answer)) // status bytes are no text
	}
	data, err := charmap.Windows1251.NewEncoder().Bytes([]byte(answer))
	if err != nil {
		return f.acknowledged(15, 2)
	}
	return f.answered(data)
}

// zfpErrors says a refusal in the two STE digits: what ails the device, and the command.
func zfpErrors(err error) (device, command byte) {
	o, refused := errors.AsType[*objection](err)
	if !refused {
		return 0, 4
	}
	switch o.kind {
	case badSyntax:
		return 0, 4
	case badCommand:
		return 0, 1
	case overflow, tooMany:
		return 0, 5
	case zeroInput:
		return 0, 6
	case negative:
		return 0, 7
	case noCash:
		return 0, 8
	case outOfPaper:
		return 1, 2
	case receiptOpen:
		return 4, 2
	case notPaid:
		return 5, 2
	case paying:
		return 7, 2
	case wrongPassword:
		return 9, 2
	case powerFailed:
		return 13, 2
	default:
		return 0, 2
	}
}

// afterwards sends the reply, or what the faults make of it. spoiled is the place of a
// byte of the checksum.
func afterwards(h *host, conn net.Conn, reply []byte, faults []Fault, spoiled int) error {
	reply = bytes.Clone(reply)
	for _, f := range faults {
		switch f.kind {
		case slowReply:
			h.pause(f.wait)
		case badChecksum:
			if spoiled < len(reply) {
				reply[spoiled] ^= 1
			}
		case garbageInstead:
			reply, spoiled = bytes.Clone(f.noise), 0
		case garbage:
			reply, spoiled = append(bytes.Clone(f.noise), reply...), spoiled+len(f.noise)
		case loseReply:
			return nil
		case cutAfter, resetAfter, powerCutAfter:
			breakOff(h, conn, f.kind)
			return errHungUp
		default:
		}
	}
	_, err := conn.Write(reply)
	return err
}

// breakOff breaks the connection, with all others when the power fails. The caller
// closes it where nothing is done here.
func breakOff(h *host, conn net.Conn, kind faultKind) {
	switch kind {
	case resetBefore, resetAfter:
		reset(conn)
	case powerCut, powerCutAfter:
		h.hangUp()
	default:
	}
}
