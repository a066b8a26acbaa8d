package zfp

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"time"
)

// link is one TCP connection. It knows frames and not what they mean.
//
// The description does not say that a device remembers the number of a message, so a
// frame is sent again only when the device itself says that it did not take it: NACK,
// "the format is wrong", and RETRY, "busy, repeat it". After any other silence only
// questions are asked again.
type link struct {
	conn net.Conn
	in   *bufio.Reader
	opts Options
	nbl  byte
	// unhook forgets the context that closes the connection when it is over.
	unhook func() bool
}

// How a command can fail. Whatever else goes wrong leaves open whether it was done.
var (
	// errUntaken: the device did not take the frame, however often it was sent.
	errUntaken = errors.New("the device does not take the message")
	// errSilent: nothing came within the time.
	errSilent = errors.New("the device does not answer")
	// errNonsense: what came is not an answer.
	errNonsense = errors.New("the answer cannot be read")
)

// linkPause lies between two pings of a busy device, and between two connections.
const linkPause = 50 * time.Millisecond

// connect opens the connection, tells the password and waits for the device.
func connect(ctx context.Context, opts Options) (*link, error) {
	short, cancel := context.WithTimeout(ctx, opts.DialTimeout)
	defer cancel()
	conn, err := (&net.Dialer{}).DialContext(short, "tcp", opts.Addr)
	if err != nil {
		return nil, fmt.Errorf("zfp: %w", err)
	}
	l := &link{conn: conn, in: bufio.NewReaderSize(conn, 512), opts: opts, nbl: firstNBL}
	l.unhook = context.AfterFunc(ctx, func() { _ = conn.Close() })
	if opts.LinkPassword != nil {
		err = l.write(short, []byte(opts.LinkPassword()+"\n"))
	}
	if err == nil {
		err = l.ready(short)
	}
	if err != nil {
		l.close()
		return nil, err
	}
	return l, nil
}

func (l *link) close() {
	l.unhook()
	_ = l.conn.Close() // everything that counts was answered
}

// ask sends a question, which may be repeated, and returns its answer.
func (l *link) ask(ctx context.Context, cmd byte, data string) (Frame, error) {
	var err error
	for try := 0; try <= l.opts.Retries; try++ {
		var f Frame
		if f, err = l.do(ctx, cmd, []byte(data)); err == nil {
			return f, nil
		}
		if !errors.Is(err, errSilent) && !errors.Is(err, errNonsense) || ctx.Err() != nil {
			break
		}
	}
	return Frame{}, err
}

// do sends a command once, unless the device asks for it again.
func (l *link) do(ctx context.Context, cmd byte, data []byte) (Frame, error) {
	l.nbl++
	if l.nbl > lastNBL {
		l.nbl = firstNBL
	}
	frame, err := EncodeFrame(Frame{NBL: l.nbl, Cmd: cmd, Data: data})
	if err != nil {
		return Frame{}, err
	}
	if err := l.ready(ctx); err != nil {
		return Frame{}, fmt.Errorf("%w: %w", errUntaken, err)
	}
	for try := 0; try <= l.opts.Retries; try++ {
		if err := l.write(ctx, frame); err != nil {
			return Frame{}, err
		}
		f, again, err := l.reply(ctx)
		if err != nil || !again {
			return f, err
		}
	}
	return Frame{}, errUntaken
}

// reply waits for the answer to the last message. again means that the device wants the
// message once more.
func (l *link) reply(ctx context.Context) (f Frame, again bool, err error) {
	short, cancel := context.WithTimeout(ctx, l.opts.ReplyTimeout)
	defer cancel()
	for {
		u, err := l.read(short)
		switch {
		case err != nil:
			return Frame{}, false, err
		case u.frame == nil && u.single == nack:
			return Frame{}, true, nil
		case u.frame == nil && u.single == retry:
			return l.afterRetry(ctx)
		case u.frame != nil && u.frame.NBL == l.nbl:
			return *u.frame, false, nil
		}
		// A late answer to an earlier question, or to a ping.
	}
}

// afterRetry waits until the device is no longer busy. A device that was busy with this
// very message answers now; only if it is ready and has not, the message goes again.
func (l *link) afterRetry(ctx context.Context) (Frame, bool, error) {
	ctx, cancel := context.WithTimeout(ctx, l.opts.BusyTimeout)
	defer cancel()
	for {
		if err := sleep(ctx, linkPause); err != nil {
			return Frame{}, false, fmt.Errorf("zfp: %w: %w", errSilent, err)
		}
		if err := l.write(ctx, []byte{ping}); err != nil {
			return Frame{}, false, err
		}
		short, cancel := context.WithTimeout(ctx, l.opts.ReplyTimeout)
		u, err := l.read(short)
		cancel()
		switch {
		case errors.Is(err, errSilent):
			continue
		case err != nil:
			return Frame{}, false, err
		case u.frame != nil && u.frame.NBL == l.nbl:
			return *u.frame, false, nil
		case u.frame == nil && pong(u.single) && u.single&busyBit == 0:
			return Frame{}, true, nil
		}
	}
}

func (l *link) write(ctx context.Context, b []byte) error {
	if err := l.deadline(ctx); err != nil {
		return err
	}
	if _, err := l.conn.Write(b); err != nil {
		return fmt.Errorf("zfp: %w", err)
	}
	return nil
}

// unit is what the device sends: a frame, or a single byte.
type unit struct {
	frame  *Frame
	single byte
}

// longest is the longest frame.
const longest = headLen + maxReply + tailLen

func (l *link) read(ctx context.Context) (unit, error) {
	if err := l.deadline(ctx); err != nil {
		return unit{}, err
	}
	first, err := l.in.ReadByte()
	if err != nil {
		return unit{}, broken(err)
	}
	if first != stx && first != ack {
		if first == nack || first == retry || pong(first) {
			return unit{single: first}, nil
		}
		l.drain()
		return unit{}, fmt.Errorf("zfp: %w: it begins with %02X", errNonsense, first)
	}
	whole := []byte{first}
	for len(whole) < longest && whole[len(whole)-1] != etx {
		c, err := l.in.ReadByte()
		if err != nil {
			return unit{}, broken(err)
		}
		whole = append(whole, c)
	}
	f, err := DecodeFrame(slices.Clip(whole))
	if err != nil {
		l.drain()
		return unit{}, fmt.Errorf("zfp: %w: %w", errNonsense, err)
	}
	return unit{frame: &f}, nil
}

// drain forgets what came together with something unreadable.
func (l *link) drain() { _, _ = l.in.Discard(l.in.Buffered()) }

// broken tells silence from a connection that is gone.
func broken(err error) error {
	var timeout net.Error
	if errors.As(err, &timeout) && timeout.Timeout() {
		return fmt.Errorf("zfp: %w: %w", errSilent, err)
	}
	return fmt.Errorf("zfp: the connection broke: %w", err)
}

func (l *link) deadline(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("zfp: %w: %w", errSilent, err)
	}
	end, _ := ctx.Deadline() // none is the zero time, which SetDeadline takes as none
	if err := l.conn.SetDeadline(end); err != nil {
		return fmt.Errorf("zfp: %w", err)
	}
	return nil
}

// pauseBefore a device that was lost is called again.
func pauseBefore(try int) time.Duration { return linkPause << (2 * min(try, 3)) }

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
