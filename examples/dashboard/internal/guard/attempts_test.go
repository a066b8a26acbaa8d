package guard

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestWaitDoublesAndEnds(t *testing.T) {
	for remote, want := range map[string][]int{
		"192.168.1.5:1": {0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900},
		"127.0.0.1:1":   {0, 0, 0, 0, 30, 60, 60, 60},
	} {
		c := newClock()
		a := newAttempts(c.now)

		for i, seconds := range want {
			wait := time.Duration(seconds) * time.Second

			require.Zero(t, a.begin(remote), "attempt %d", i)
			require.Equal(t, wait, a.wrong(remote), "attempt %d", i)
			c.pass(wait)
		}

		require.Zero(t, a.wait(remote))
		a.right(remote)
		require.Zero(t, a.wrong(remote), "the right one forgets the wrong ones")
	}
}

func TestManyAtOnceAreFive(t *testing.T) {
	c := newClock()
	a := newAttempts(c.now)

	passed := 0

	for range 100 { // none of them known to be wrong yet
		if a.begin("192.168.1.5:1") == 0 {
			passed++
		}
	}

	require.Equal(t, 5, passed)
	require.Equal(t, 12*time.Second, a.begin("192.168.1.5:1"))
	c.pass(12 * time.Second)
	require.Zero(t, a.begin("192.168.1.5:1"))
}

func TestForgottenAfterAnHour(t *testing.T) {
	c := newClock()
	a := newAttempts(c.now)

	for range 4 {
		a.wrong("192.168.1.5:1")
	}

	c.pass(forgetAfter + time.Second)
	require.Zero(t, a.wrong("192.168.1.5:1"), "a typing error of yesterday does not count")
}

func TestAddressesAreBounded(t *testing.T) {
	c := newClock()
	a := newAttempts(c.now)

	for i := range 3 * addressesMost {
		c.pass(time.Millisecond)
		a.wrong(fmt.Sprintf("10.%d.%d.1:1", i/256, i%256))
	}

	require.Len(t, a.by, addressesMost)
	c.pass(2 * forgetAfter)
	a.wrong("192.168.1.5:1")
	require.Len(t, a.by, 1, "the quiet ones went together")
}

func TestCaller(t *testing.T) {
	for remote, want := range map[string]string{
		"127.0.0.1:1":              "loopback",
		"127.9.9.9:1":              "loopback",
		"[::1]:1":                  "loopback",
		"[::ffff:127.0.0.1]:1":     "loopback",
		"192.168.1.5:1":            "192.168.1.5",
		"[::ffff:192.168.1.5]:1":   "192.168.1.5",
		"[2001:db8:1:2:3:4:5:6]:1": "2001:db8:1:2::/64",
		"[2001:db8:1:2:ffff::1]:1": "2001:db8:1:2::/64",
		"[fe80::1%eth0]:1":         "fe80::1",
		"":                         "",
		"@":                        "@",
	} {
		key, local := caller(remote)
		require.Equal(t, want, key, remote)
		require.Equal(t, want == "loopback", local, remote)
	}
}
