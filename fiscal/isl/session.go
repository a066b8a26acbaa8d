package isl

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/fiscal"
)

// session is one conversation with the device, on a connection of its own.
type session struct {
	dialect

	ctx   context.Context //nolint:containedctx // a session lives no longer than the call that opened it
	link  *link
	owner *Printer
	p     profile
	first answer // the status that the session began with
	stop  func() bool
}

// begin connects and asks for the status twice. The SEQ of the first question may be the
// one that an earlier session ended with, and then the device repeats its last answer of
// that time; the second one has the next SEQ and is believed.
func (p *Printer) begin(ctx context.Context) (*session, error) {
	dialer := net.Dialer{Timeout: p.opts.DialTimeout}
	conn, err := dialer.DialContext(ctx, "tcp", p.opts.Addr)
	if err != nil {
		return nil, fmt.Errorf("isl: %w", err)
	}
	s := &session{
		ctx: ctx, dialect: p.dialect, owner: p, p: p.profile,
		link: &link{
			conn: conn, framing: p.profile.framing, seq: randomSeq(),
			patience: patience{reply: p.opts.ReplyTimeout, writes: p.opts.Retries + 1},
		},
		stop: context.AfterFunc(ctx, func() { _ = conn.Close() }),
	}
	stale := func(f Frame) bool { return f.Seq == s.link.seq }
	if _, err := s.link.exchange(ctx, cmdStatus, nil, stale); err != nil {
		s.end()
		return nil, err
	}
	if s.first, err = s.ask(cmdStatus, ""); err != nil {
		s.end()
		return nil, err
	}
	return s, nil
}

// end closes the connection. Whatever goes wrong in that, the answers are in.
func (s *session) end() {
	s.stop()
	_ = s.link.conn.Close()
}

// randomSeq makes it unlikely that two sessions meet at the same SEQ.
func randomSeq() byte {
	var b [1]byte
	_, _ = rand.Read(b[:]) // never fails, see its documentation
	return firstSeq + b[0]%(lastSeq-firstSeq+1)
}

// ask sends a command with text. Its error means that the answer is lost; whether the
// device did the command is for refusal.
func (s *session) ask(code byte, data string) (answer, error) {
	return s.send(code, []byte(data))
}

func (s *session) send(code byte, data []byte) (answer, error) {
	f, err := s.link.ask(s.ctx, code, data)
	if err != nil {
		return answer{}, err
	}
	return answer{code: code, data: f.Data, status: f.Status, p: s.p}, nil
}

// answer is what the device said to one command.
type answer struct {
	code   byte
	data   []byte
	status []byte
	p      profile
}

func (a answer) open() bool { return a.status[openByte]&openFiscal != 0 }

func (a answer) text() string { return decodeText(a.data) }

func (a answer) fields(sep string) []string {
	f := strings.Split(decodeText(a.data), sep)
	for i := range f {
		f[i] = strings.TrimSpace(f[i])
	}
	return f
}

// unknown: the device knows no such command, or not with these data.
func (a answer) unknown() bool {
	const syntaxOrCommand = 1<<0 | 1<<1
	return a.status[0]&syntaxOrCommand != 0 || a.p.framing == Long && len(a.data) > 0 && a.data[0] == '-'
}

func (a answer) messages() []fiscal.Message { return a.p.messages(a.status) }

func (a answer) failures() []fiscal.Message { return failures(a.messages()) }

// tally is how far a receipt is.
type tally struct {
	amount, paid decimal.Decimal
	paidKnown    bool
	raw          string
}

func tallyOf(a answer, amount string, rest []string) (tally, error) {
	sum, err := readAmount(amount)
	if err != nil {
		return tally{}, badReply(a)
	}
	t := tally{amount: sum, raw: a.text()}
	if len(rest) > 0 {
		paid, err := readAmount(rest[0])
		t.paid, t.paidKnown = paid, err == nil
	}
	return t, nil
}

var errBadReply = errors.New("the answer cannot be read")

func badReply(a answer) error {
	return fmt.Errorf("isl: command %02X: %w: %.60q", a.code, errBadReply, a.text())
}
