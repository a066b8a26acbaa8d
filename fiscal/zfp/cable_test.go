package zfp

import (
	"bufio"
	"io"
	"net"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// cable carries bytes to the device until its nth command. Then it breaks, before the
// command or after it, and no connection goes through until it is mended.
type cable struct {
	listener net.Listener
	device   string
	work     sync.WaitGroup

	mu     sync.Mutex
	left   int // commands until it breaks; 0 = never
	after  bool
	broken bool
	conns  []net.Conn
}

func newCable(tb testing.TB, device string) *cable {
	tb.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(tb, err)
	c := &cable{listener: listener, device: device}
	c.work.Go(func() {
		for {
			host, err := listener.Accept()
			if err != nil {
				return
			}
			c.work.Go(func() { c.carry(host) })
		}
	})
	return c
}

func (c *cable) close() {
	c.listener.Close()
	c.hangUp()
	c.work.Wait()
}

func (c *cable) breakAt(n int, after bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.left, c.after = n, after
}

func (c *cable) mend() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.broken, c.left = false, 0
}

func (c *cable) hangUp() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, conn := range c.conns {
		conn.Close()
	}
	c.conns = nil
}

func (c *cable) carry(host net.Conn) {
	defer host.Close()
	device, err := net.Dial("tcp", c.device)
	if err != nil {
		return
	}
	defer device.Close()
	c.mu.Lock()
	if c.broken {
		c.mu.Unlock()
		return
	}
	c.conns = append(c.conns, host, device)
	c.mu.Unlock()
	answers := make(chan struct{}, 1) // a token for each answer that is let through
	c.work.Go(func() { c.back(device, host, answers) })
	in := bufio.NewReader(host)
	for {
		message, err := next(in)
		if err != nil {
			return
		}
		whole, through := c.count(message)
		if whole {
			device.Write(message)
		}
		if !through {
			if whole {
				// The device answers into the broken cable, so it has done the command.
				<-answers
			}
			c.hangUp()
			return
		}
	}
}

// next is a ping or a frame.
func next(in *bufio.Reader) ([]byte, error) {
	b, err := in.ReadByte()
	if err != nil || b == ping {
		return []byte{b}, err
	}
	rest, err := in.ReadBytes(etx)
	return append([]byte{b}, rest...), err
}

// count says whether the message reaches the device, and its answer the host.
func (c *cable) count(message []byte) (whole, through bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if message[0] == ping || c.left == 0 {
		return !c.broken, !c.broken
	}
	if c.left--; c.left == 0 {
		c.broken = true
		return c.after, false
	}
	return true, true
}

func (c *cable) back(device io.Reader, host io.Writer, answers chan<- struct{}) {
	b := make([]byte, 512)
	for {
		n, err := device.Read(b)
		c.mu.Lock()
		broken := c.broken
		c.mu.Unlock()
		if broken || err != nil {
			answers <- struct{}{}
			return
		}
		host.Write(b[:n])
	}
}
