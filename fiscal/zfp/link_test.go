package zfp

import (
	"bufio"
	"context"
	"errors"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// peer is the other end of a link, played by a script: it answers the nth thing that it
// receives (a ping, or a frame) with the nth answer. An answer that the script does not
// have is silence.
type peer struct {
	listener net.Listener
	done     sync.WaitGroup
	mu       sync.Mutex
	got      [][]byte
	answers  [][]byte
}

// hangUp in place of an answer closes the connection.
var hangUp = []byte("hang up")

func newPeer(t *testing.T, answers ...[]byte) *peer {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	p := &peer{listener: listener, answers: answers}
	p.done.Go(p.serve)
	t.Cleanup(func() {
		listener.Close()
		p.done.Wait()
	})
	return p
}

func (p *peer) serve() {
	for {
		conn, err := p.listener.Accept()
		if err != nil {
			return
		}
		p.talk(conn)
		conn.Close()
	}
}

func (p *peer) talk(conn net.Conn) {
	in := bufio.NewReader(conn)
	for {
		b, err := in.ReadByte()
		if err != nil {
			return
		}
		whole := []byte{b}
		if b != ping {
			rest, err := in.ReadBytes(etx)
			if err != nil {
				return
			}
			whole = append(whole, rest...)
		}
		p.mu.Lock()
		p.got = append(p.got, whole)
		var answer []byte
		if n := len(p.got); n <= len(p.answers) {
			answer = p.answers[n-1]
		}
		p.mu.Unlock()
		if string(answer) == string(hangUp) {
			return
		}
		conn.Write(answer)
	}
}

// received is what came in, as one character each: p for a ping, the command of a frame.
func (p *peer) received() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := ""
	for _, b := range p.got {
		if b[0] == ping {
			s += "p"
			continue
		}
		s += string(b[3])
	}
	return s
}

func (p *peer) frame(n int) []byte {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.got[n]
}

func wire(t *testing.T, f Frame) []byte {
	t.Helper()
	b, err := EncodeFrame(f)
	require.NoError(t, err)
	return b
}

func linkTo(t *testing.T, p *peer) *link {
	t.Helper()
	o := quick(p.listener.Addr().String())
	o.Location = sofia(t)
	l, err := connect(t.Context(), o)
	require.NoError(t, err)
	t.Cleanup(l.close)
	return l
}

var ready = []byte{pongReady}

func TestACommandIsSentOnce(t *testing.T) {
	t.Parallel()
	done := wire(t, Frame{Ack: true, NBL: 0x21, Data: []byte("00")})
	late := wire(t, Frame{Ack: true, NBL: 0x20, Data: []byte("99")})
	for name, tt := range map[string]struct {
		answers [][]byte // after the ping of the connection and the one before the command
		got     string
		fails   error
	}{
		"done":                        {[][]byte{done}, "pp8", nil},
		"NACK, then done":             {[][]byte{{nack}, done}, "pp88", nil},
		"two NACKs, then done":        {[][]byte{{nack}, {nack}, done}, "pp888", nil},
		"nothing but NACK":            {[][]byte{{nack}, {nack}, {nack}, done}, "pp888", errUntaken},
		"RETRY, ready, done":          {[][]byte{{retry}, {pongReady}, done}, "pp8p8", nil},
		"RETRY, busy, ready, done":    {[][]byte{{retry}, {0x41}, {0x41}, {pongReady}, done}, "pp8ppp8", nil},
		"RETRY, and it was at it":     {[][]byte{{retry}, append([]byte(nil), done...)}, "pp8p", nil},
		"nothing but RETRY":           {[][]byte{{retry}, ready, {retry}, ready, {retry}, ready}, "pp8p8p8p", errUntaken},
		"silence":                     {[][]byte{}, "pp8", errSilent},
		"NACK, then silence":          {[][]byte{{nack}}, "pp88", errSilent},
		"noise":                       {[][]byte{{0x13, 0x37}}, "pp8", errNonsense},
		"half a frame":                {[][]byte{done[:4]}, "pp8", errSilent},
		"a frame with a bad checksum": {[][]byte{append([]byte{ack, 0x21}, "0099\n"...)}, "pp8", errNonsense},
		"a late frame, then ours":     {[][]byte{append(append([]byte{pongReady}, late...), done...)}, "pp8", nil},
		"a late frame only":           {[][]byte{late}, "pp8", errSilent},
		"hung up":                     {[][]byte{hangUp}, "pp8", errors.New("the connection broke")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPeer(t, append([][]byte{ready, ready}, tt.answers...)...)
			l := linkTo(t, p)
			err := l.tell(t.Context(), cmdClose, nil)
			switch {
			case tt.fails == nil:
				require.NoError(t, err)
			case errors.Is(err, tt.fails):
			default:
				require.ErrorContains(t, err, tt.fails.Error())
			}
			require.Equal(t, tt.got, p.received())
			for i, c := range tt.got {
				if c == '8' {
					require.Equal(t, wire(t, Frame{NBL: 0x21, Cmd: cmdClose}), p.frame(i), "a repetition keeps its number")
				}
			}
		})
	}
}

func TestAQuestionIsAskedAgain(t *testing.T) {
	t.Parallel()
	answer := wire(t, Frame{NBL: 0x22, Cmd: cmdCounter, Data: []byte("000085")})
	for name, first := range map[string][]byte{"silence": {}, "noise": {0x99}, "half a frame": answer[:5]} {
		p := newPeer(t, ready, ready, first, ready, answer)
		text, err := linkTo(t, p).question(t.Context(), cmdCounter, "")
		require.NoError(t, err, name)
		require.Equal(t, "000085", text)
		require.Equal(t, "ppqpq", p.received(), name)
		require.Equal(t, byte(0x22), p.frame(4)[2], "with a number of its own, so that a late answer is known")
	}
}

func TestARefusedQuestionIsNotAskedAgain(t *testing.T) {
	t.Parallel()
	p := newPeer(t, ready, ready, wire(t, Frame{Ack: true, NBL: 0x21, Data: []byte("02")}))
	_, err := linkTo(t, p).question(t.Context(), cmdCounter, "")
	require.True(t, refused(err))
	require.ErrorContains(t, err, "error 02")
	require.Equal(t, "ppq", p.received())
}

// A device that answers no ping any more does not get the command.
func TestNoCommandWithoutAPing(t *testing.T) {
	t.Parallel()
	p := newPeer(t, ready)
	l := linkTo(t, p)
	l.opts.BusyTimeout = 150 * time.Millisecond
	err := l.tell(t.Context(), cmdClose, nil)
	require.ErrorIs(t, err, errUntaken)
	require.Contains(t, p.received(), "pp")
	require.NotContains(t, p.received(), "8")

	p = newPeer(t, ready, []byte{0x43}, []byte{0x45}, []byte{0x42}, wire(t, Frame{Ack: true, NBL: 0x21, Data: []byte("00")}))
	require.NoError(t, linkTo(t, p).tell(t.Context(), cmdClose, nil), "without paper the device itself refuses what it must")
	require.Equal(t, "pppp8", p.received())
}

func TestTheNumberOfTheMessageGoesRound(t *testing.T) {
	t.Parallel()
	var answers [][]byte
	nbl := byte(firstNBL)
	answers = append(answers, ready)
	for range 130 {
		if nbl++; nbl > lastNBL {
			nbl = firstNBL
		}
		answers = append(answers, ready, wire(t, Frame{Ack: true, NBL: nbl, Data: []byte("00")}))
	}
	l := linkTo(t, newPeer(t, answers...))
	for range 130 {
		require.NoError(t, l.tell(t.Context(), cmdText, []byte("a")))
	}
}

func TestThePasswordOfTheConnection(t *testing.T) {
	t.Parallel()
	p := newPeer(t, []byte{nack}, ready) // the description does not say what comes back, if anything
	o := quick(p.listener.Addr().String())
	o.LinkPassword = func() string { return "1234" }
	l, err := connect(t.Context(), o)
	require.NoError(t, err)
	l.close()
	require.Equal(t, "1234\n", string(p.frame(0)))
}

// A context that is over ends a wait at once.
func TestAContextEndsAWait(t *testing.T) {
	t.Parallel()
	p := newPeer(t, ready, ready)
	o := quick(p.listener.Addr().String())
	o.ReplyTimeout = time.Minute
	ctx, cancel := context.WithCancel(t.Context())
	l, err := connect(ctx, o)
	require.NoError(t, err)
	defer l.close()
	time.AfterFunc(30*time.Millisecond, cancel)
	began := time.Now()
	require.Error(t, l.tell(ctx, cmdClose, nil))
	require.Less(t, time.Since(began), 10*time.Second)
}
