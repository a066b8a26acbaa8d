package fiscaltest

import "time"

// Fault is what goes wrong with one command of an [ISL] or [ZFP] device. Give it to
// their method On.
type Fault struct {
	kind  faultKind
	count int
	wait  time.Duration
	noise []byte
	code  int
}

type faultKind int

const (
	loseReply faultKind = iota + 1
	cutBefore
	cutAfter
	resetBefore
	resetAfter
	garbage
	garbageInstead
	slowReply
	busySigns
	nakStorm
	retryStorm
	badChecksum
	paperOut
	powerCut
	powerCutAfter
	refuseWith
)

// AnyCommand stands for every command in the method On.
const AnyCommand byte = 0

// LoseReply executes the command and sends no reply; the connection stays.
func LoseReply() Fault { return LoseReplies(1) }

// LoseReplies is [LoseReply] for the command and its repetitions, n replies in all. ISL
// executes it once, ZFP each time.
func LoseReplies(n int) Fault { return Fault{kind: loseReply, count: n} }

// CutBefore closes the connection; the command is not executed.
func CutBefore() Fault { return Fault{kind: cutBefore} }

// CutAfter executes the command and closes the connection without a reply.
func CutAfter() Fault { return Fault{kind: cutAfter} }

// ResetBefore is [CutBefore] with a TCP reset.
func ResetBefore() Fault { return Fault{kind: resetBefore} }

// Reset is [CutAfter] with a TCP reset.
func Reset() Fault { return Fault{kind: resetAfter} }

// Garbage executes the command and sends noise before the reply.
func Garbage(noise ...byte) Fault { return Fault{kind: garbage, noise: noise} }

// GarbageInstead executes the command and sends noise in place of the reply.
func GarbageInstead(noise ...byte) Fault { return Fault{kind: garbageInstead, noise: noise} }

// Slow executes the command and sends the reply after d.
func Slow(d time.Duration) Fault { return Fault{kind: slowReply, wait: d} }

// SYN executes the command and says n times that the device is busy: on ISL with SYN
// before the reply, on ZFP with 41 to the next n pings after it.
func SYN(n int) Fault { return Fault{kind: busySigns, count: n} }

// NAK answers the command and its next repetitions with NAK, n times in all, and does
// not execute them.
func NAK(n int) Fault { return Fault{kind: nakStorm, count: n} }

// Retry answers the command and its next repetitions with RETRY (0E), n times in all,
// and does not execute them. Only ZFP has it.
func Retry(n int) Fault { return Fault{kind: retryStorm, count: n} }

// BadChecksum executes the command and spoils the checksum of the reply. A repetition
// of the command gets the reply as it should be; ZFP executes it again.
func BadChecksum() Fault { return Fault{kind: badChecksum} }

// PaperOut ends the paper: this command and all that print are refused until
// LoadPaper. An open receipt stays open.
func PaperOut() Fault { return Fault{kind: paperOut} }

// PowerCut closes all connections before the command is executed. The device forgets
// its last reply and how many passwords were wrong; an open receipt stays open: most
// makers promise it, and the others say nothing.
func PowerCut() Fault { return Fault{kind: powerCut} }

// PowerCutAfter is [PowerCut] after the command was executed, before its reply.
func PowerCutAfter() Fault { return Fault{kind: powerCutAfter} }

// Refuse does not execute the command and reports code. On ISL it is the status bit,
// byte and bit as two digits (0x11 = bit 1 of byte 1, not allowed), or, below zero, the
// ErrorCode of Datecs X; on ZFP it is the pair of STE digits (0x02 = receipt error 2).
func Refuse(code int) Fault { return Fault{kind: refuseWith, code: code} }
