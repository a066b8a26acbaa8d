package isl

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"
)

// link is one connection to a device: it sends a frame as often as it takes to get its
// answer. A device that sees a SEQ for the second time does not work twice; it repeats
// its last answer, and so sending again is safe inside one session.
type link struct {
	patience

	conn    net.Conn
	framing Framing
	seq     byte // of the last request
	frame   []byte
	scan    scanner
}

// patience bounds a question.
type patience struct {
	reply  time.Duration // without a byte for so long the frame is sent again
	writes int           // how often a frame is sent at most
}

var (
	errSilent = errors.New("the device does not answer (E101)")
	errNAK    = errors.New("the device does not accept the frame (NAK)")
	errBroken = errors.New("the device's answers are damaged (E107)")
)

// ask sends one command and waits for its answer. An error means that the answer is
// lost: the device may have done the command all the same.
func (l *link) ask(ctx context.Context, code byte, data []byte) (Frame, error) {
	return l.exchange(ctx, code, data, func(f Frame) bool { return f.Seq == l.seq && f.Cmd == code })
}

// exchange takes the first answer that is ours; any other one is old.
func (l *link) exchange(ctx context.Context, code byte, data []byte, ours func(Frame) bool) (Frame, error) {
	if l.seq++; l.seq > lastSeq || l.seq < firstSeq {
		l.seq = firstSeq
	}
	frame, err := Frame{Framing: l.framing, Seq: l.seq, Cmd: code, Data: data}.Append(l.frame[:0])
	if err != nil {
		return Frame{}, err
	}
	l.frame = frame
	again := errSilent
	for range l.writes {
		if err := l.write(ctx); err != nil {
			return Frame{}, fmt.Errorf("isl: sending command %02X: %w", code, err)
		}
		f, err := l.await(ctx, ours)
		switch {
		case err == nil:
			return f, nil
		case errors.Is(err, errSilent), errors.Is(err, errNAK), errors.Is(err, errBroken):
			again = err
		default:
			return Frame{}, fmt.Errorf("isl: the answer to command %02X: %w", code, err)
		}
	}
	return Frame{}, fmt.Errorf("isl: command %02X, sent %d times: %w", code, l.writes, again)
}

func (l *link) write(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err //nolint:wrapcheck // exchange says what was sent
	}
	l.scan.reset()
	wait, cancel := context.WithTimeout(ctx, l.reply)
	defer cancel()
	deadline, _ := wait.Deadline()
	if err := l.conn.SetWriteDeadline(deadline); err != nil {
		return err //nolint:wrapcheck // exchange says what was sent
	}
	if _, err := l.conn.Write(l.frame); err != nil {
		return silence(ctx, deadline, err)
	}
	return nil
}

// await reads until the answer is there or the frame must be sent again.
func (l *link) await(ctx context.Context, ours func(Frame) bool) (Frame, error) {
	for {
		f, working, err := l.listen(ctx, ours)
		if !working {
			return f, err
		}
	}
}

// listen waits one reply time. SYN says that the device is at work, and gives it another
// one; garbage and old answers do not.
func (l *link) listen(ctx context.Context, ours func(Frame) bool) (f Frame, working bool, err error) {
	wait, cancel := context.WithTimeout(ctx, l.reply)
	defer cancel()
	deadline, _ := wait.Deadline()
	if err := l.conn.SetReadDeadline(deadline); err != nil {
		return Frame{}, false, err //nolint:wrapcheck // exchange says what was asked
	}
	for {
		sign, raw, ok := l.scan.next()
		switch {
		case !ok:
			if err := l.scan.fill(l.conn); err != nil {
				return Frame{}, false, silence(ctx, deadline, err)
			}
			continue
		case sign == nak:
			return Frame{}, false, errNAK
		case sign == syn:
			return Frame{}, true, nil
		}
		f, err := DecodeFrame(raw)
		switch {
		case err != nil || f.Framing != l.framing:
			return Frame{}, false, errBroken
		case len(f.Status) > 0 && ours(f):
			return f, false, nil
		}
	}
}

// silence tells a device that is slow from one that is gone, and from a caller who is;
// his deadline is seen on the line a moment before his context says so.
func silence(ctx context.Context, deadline time.Time, err error) error {
	var timeout net.Error
	late := errors.As(err, &timeout) && timeout.Timeout()
	end, bounded := ctx.Deadline()
	switch {
	case ctx.Err() != nil:
		return ctx.Err() //nolint:wrapcheck // exchange says what was asked
	case late && bounded && !end.After(deadline):
		return context.DeadlineExceeded
	case late:
		return errSilent
	}
	return err
}
