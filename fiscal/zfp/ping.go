package zfp

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// The answers to a ping (§1.3). In 40 to 4F the low bits are conditions.
const (
	pongReady    = 0x40
	pongPassword = 0x50 // waits for the password
	pongOccupied = 0x60 // serves another connection
	pongRefused  = 0x70 // the password was wrong
	busyBit      = 0x01
	lastPong     = 0x4F
)

func pong(b byte) bool {
	return b >= pongReady && b <= lastPong || b == pongPassword || b == pongOccupied || b == pongRefused
}

// Why a connection is of no use.
var (
	errOccupied = errors.New("the device serves another connection")
	errPassword = errors.New("the device wants another password for the network connection")
	errBusy     = errors.New("the device stays busy")
)

// ready pings until the device takes a command. Paper and heat do not matter here: the
// device refuses what it cannot print, and questions it always answers.
func (l *link) ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, l.opts.BusyTimeout)
	defer cancel()
	for {
		if err := l.write(ctx, []byte{ping}); err != nil {
			return err
		}
		answer, err := l.pong(ctx)
		switch {
		case errors.Is(err, errSilent) && ctx.Err() == nil:
			continue // too busy even for a ping
		case err != nil:
			return err
		case answer == pongOccupied:
			return errOccupied
		case answer == pongPassword || answer == pongRefused:
			return errPassword
		case answer&busyBit == 0:
			return nil
		}
		if err := sleep(ctx, linkPause); err != nil {
			return fmt.Errorf("zfp: %w: %w", errBusy, err)
		}
	}
}

// pong skips what is late: frames of an earlier question, and answers to a frame that
// was already given up.
func (l *link) pong(ctx context.Context) (byte, error) {
	ctx, cancel := context.WithTimeout(ctx, min(l.opts.ReplyTimeout, time.Second))
	defer cancel()
	for {
		u, err := l.read(ctx)
		switch {
		case errors.Is(err, errNonsense):
			continue
		case err != nil:
			return 0, err
		case u.frame == nil && pong(u.single):
			return u.single, nil
		}
	}
}
