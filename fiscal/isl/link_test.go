package isl

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// reply is what a scripted peer does with one frame.
type reply func(conn net.Conn, f Frame)

// peer is the other end of a cable: it reads frames, notes them and does what the script
// says, the last line of it again and again.
type peer struct {
	conn   net.Conn
	frames chan string
	done   chan struct{}
}

func newPeer(t *testing.T, script ...reply) (*link, *peer) {
	t.Helper()
	ours, theirs := net.Pipe()
	p := &peer{conn: theirs, frames: make(chan string, 100), done: make(chan struct{})}
	go func() {
		defer close(p.done)
		var scan scanner
		for n := 0; ; {
			_, raw, ok := scan.next()
			if !ok {
				if scan.fill(theirs) != nil {
					return
				}
				continue
			}
			p.frames <- string(raw)
			f, err := DecodeFrame(raw)
			if err == nil {
				script[min(n, len(script)-1)](theirs, f)
			}
			n++
		}
	}()
	t.Cleanup(func() {
		_ = ours.Close()
		_ = theirs.Close()
		<-p.done
	})
	return &link{conn: ours, seq: 0x30, patience: patience{reply: 100 * time.Millisecond, writes: 6}}, p
}

func (p *peer) received() []string {
	var all []string
	for {
		select {
		case f := <-p.frames:
			all = append(all, f)
		default:
			return all
		}
	}
}

func answerTo(f Frame, data string) []byte {
	f.Data, f.Status = []byte(data), []byte("\x80\x80\x80\x80\x86\x9A")
	if f.Framing == Long {
		f.Status = append(f.Status, 0x80, 0x80)
	}
	b, err := f.Encode()
	if err != nil {
		panic(err)
	}
	return b
}

func says(data string) reply {
	return func(conn net.Conn, f Frame) { _, _ = conn.Write(answerTo(f, data)) }
}

func sends(raw ...byte) reply {
	return func(conn net.Conn, _ Frame) { _, _ = conn.Write(raw) }
}

func silent(net.Conn, Frame) {}

// both does one after the other.
func both(replies ...reply) reply {
	return func(conn net.Conn, f Frame) {
		for _, r := range replies {
			r(conn, f)
		}
	}
}

func pause(d time.Duration) reply { return func(net.Conn, Frame) { time.Sleep(d) } }

// spoilt is an answer whose check sum is wrong.
func spoilt(conn net.Conn, f Frame) {
	b := answerTo(f, "wrong")
	b[len(b)-2] ^= 1
	_, _ = conn.Write(b)
}

// other is an answer to another question.
func other(seq, cmd byte) reply {
	return func(conn net.Conn, f Frame) {
		f.Seq, f.Cmd = f.Seq+seq, f.Cmd+cmd
		_, _ = conn.Write(answerTo(f, "old"))
	}
}

func slowly(conn net.Conn, f Frame) {
	for _, b := range answerTo(f, "0000085") {
		_, _ = conn.Write([]byte{b})
	}
}

func TestLinkSendsTheSameFrameUntilItsAnswerComes(t *testing.T) {
	good := says("0000085")
	for name, c := range map[string]struct {
		script []reply
		writes int
	}{
		"at once":                   {[]reply{good}, 1},
		"byte by byte":              {[]reply{slowly}, 1},
		"NAK":                       {[]reply{sends(nak), good}, 2},
		"NAK five times":            {[]reply{sends(nak), sends(nak), sends(nak), sends(nak), sends(nak), good}, 6},
		"silence":                   {[]reply{silent, good}, 2},
		"SYN longer than a reply":   {[]reply{both(sends(syn), pause(60*time.Millisecond), sends(syn), pause(60*time.Millisecond), sends(syn), good)}, 1},
		"SYN, then silence":         {[]reply{sends(syn), good}, 2},
		"garbage before":            {[]reply{both(sends(0x00, 0xFF, 'x', 0x03, 0x05), good)}, 1},
		"garbage only":              {[]reply{sends(0x00, 0xFF, 'x'), good}, 2},
		"a frame cut, then whole":   {[]reply{both(sends(0x01, 0x2B, 0x31), good)}, 1},
		"a frame cut, then nothing": {[]reply{sends(0x01, 0x2B, 0x31, 0x71), good}, 2},
		"wrong check sum":           {[]reply{spoilt, good}, 2},
		"old SEQ":                   {[]reply{both(other(1, 0), good)}, 1},
		"old command":               {[]reply{both(other(0, 1), good)}, 1},
		"old answer only":           {[]reply{other(1, 1), good}, 2},
		"our own echo": {[]reply{both(func(conn net.Conn, f Frame) {
			b, _ := f.Encode()
			_, _ = conn.Write(b)
		}, good)}, 1},
		"two answers at once": {[]reply{both(good, good)}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l, p := newPeer(t, c.script...)
			f, err := l.ask(t.Context(), cmdLastNumber, []byte("data"))
			require.NoError(t, err)
			assert.Equal(t, "0000085", string(f.Data))
			frames := p.received()
			require.Len(t, frames, c.writes)
			for _, again := range frames {
				assert.Equal(t, frames[0], again, "sent again as it was")
			}
		})
	}
}

func TestLinkGivesUp(t *testing.T) {
	for name, c := range map[string]struct {
		script reply
		want   error
		writes int
	}{
		"NAK storm":          {sends(nak), errNAK, 6},
		"silence":            {silent, errSilent, 6},
		"damaged answers":    {spoilt, errBroken, 6},
		"old answers":        {other(1, 0), errSilent, 6},
		"long in short":      {sends([]byte("\x01\x30\x30\x32\x3A\x20\x30\x30\x34\x3A\x05\x30\x31\x3B\x3F\x03")...), errBroken, 6},
		"the line is closed": {func(conn net.Conn, _ Frame) { _ = conn.Close() }, io.EOF, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l, p := newPeer(t, c.script)
			_, err := l.ask(t.Context(), cmdLastNumber, nil)
			if errors.Is(err, io.ErrClosedPipe) { // the pipe's word where it is closed before we listen
				err = fmt.Errorf("%w: %w", io.EOF, err)
			}
			require.ErrorIs(t, err, c.want)
			assert.Len(t, p.received(), c.writes)
		})
	}
}

// A device that talks without end about other things does not keep us waiting.
func TestLinkDoesNotListenForEverToOldAnswers(t *testing.T) {
	var talk sync.WaitGroup
	t.Cleanup(talk.Wait) // after the line is closed
	babble := func(conn net.Conn, f Frame) {
		talk.Go(func() {
			for range 8 {
				other(1, 0)(conn, f)
				time.Sleep(30 * time.Millisecond)
			}
		})
	}
	l, p := newPeer(t, babble, says("0000085"))
	_, err := l.ask(t.Context(), cmdLastNumber, nil)
	require.NoError(t, err)
	assert.Len(t, p.received(), 2)
}

func TestLinkStopsWithItsContext(t *testing.T) {
	l, _ := newPeer(t, both(pause(10*time.Millisecond), sends(syn), pause(10*time.Millisecond), sends(syn), pause(10*time.Millisecond), sends(syn)))
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	_, err := l.ask(ctx, cmdLastNumber, nil)
	require.ErrorIs(t, err, context.DeadlineExceeded)
	_, err = l.ask(ctx, cmdLastNumber, nil)
	require.ErrorIs(t, err, context.DeadlineExceeded, "nothing is sent any more")
}

func TestLinkCountsSEQ(t *testing.T) {
	l, p := newPeer(t, says(""))
	for _, start := range []byte{0x20, 0x7E, 0x7F, 0x00, 0xFF} {
		l.seq = start
		_, err := l.ask(t.Context(), cmdStatus, nil)
		require.NoError(t, err)
	}
	var seqs []byte
	for _, f := range p.received() {
		seqs = append(seqs, f[2])
	}
	assert.Equal(t, []byte{0x21, 0x7F, 0x20, 0x20, 0x20}, seqs)
}

func TestLinkSendsNothingThatIsNoFrame(t *testing.T) {
	l, p := newPeer(t, says(""))
	_, err := l.ask(t.Context(), cmdSale, make([]byte, 300))
	require.ErrorIs(t, err, ErrFrame)
	assert.Empty(t, p.received())
}

func TestScannerLosesTheEndOfAFrame(t *testing.T) {
	var s scanner
	s.buf = append(append([]byte{preamble}, make([]byte, 3*longest)...), terminator)
	_, _, ok := s.next()
	assert.False(t, ok)
	s.buf = append(s.buf, answerTo(Frame{Seq: 0x20, Cmd: 0x4A}, "")...)
	sign, frame, ok := s.next()
	require.True(t, ok)
	assert.Equal(t, byte(preamble), sign)
	_, err := DecodeFrame(frame)
	require.NoError(t, err)
}

func TestRandomSeqIsASeq(t *testing.T) {
	seen := map[byte]bool{}
	for range 2000 {
		seq := randomSeq()
		require.GreaterOrEqual(t, seq, byte(firstSeq))
		require.LessOrEqual(t, seq, byte(lastSeq))
		seen[seq] = true
	}
	assert.Greater(t, len(seen), 80, "96 there are")
}
