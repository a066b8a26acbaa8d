package usntest

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/usn"
)

// Open returns an allocator over one store. Each call is a program that starts anew:
// what an earlier one gave out must be known.
type Open func() usn.Allocator

// Devices that the suite takes numbers of.
const (
	device = "DT279013"
	second = "ZK126720"
)

// Run checks every promise of [usn.Allocator]. newStore gives an empty store for each
// of the subtests.
func Run(t *testing.T, newStore func(t *testing.T) Open) {
	t.Helper()
	for name, check := range map[string]func(*testing.T, Open){
		"the first is 1 and each next one more":   consecutive,
		"the same key has the same number":        idempotent,
		"keys differ to the last byte":            keys,
		"each device counts for itself":           devices,
		"each operator takes of the same series":  operators,
		"a range begins and ends":                 ranges,
		"after the last there is none, for ever":  exhausted,
		"what cannot be a number takes none":      invalid,
		"a hundred at once get a hundred numbers": together,
	} {
		t.Run(name, func(t *testing.T) { check(t, newStore(t)) })
	}
}

func gives(t *testing.T, open Open, r usn.Request, want uint32) {
	t.Helper()
	got, err := open().Allocate(t.Context(), r)
	require.NoError(t, err, "%+v", r)
	require.Equal(t, usn.Number{Device: r.Device, Operator: r.Operator, Seq: want}, got)
}

func of(device, key string) usn.Request {
	return usn.Request{Device: device, Operator: "0001", Key: key}
}

func consecutive(t *testing.T, open Open) {
	for i := range uint32(5) {
		gives(t, open, of(device, "k"+strconv.Itoa(int(i))), i+1)
	}
}

func idempotent(t *testing.T, open Open) {
	gives(t, open, of(device, "a"), 1)
	gives(t, open, of(device, "b"), 2)
	gives(t, open, of(device, "a"), 1)
	other := of(device, "a")
	other.Operator = "0002" // another person imports again: the sale has its number
	got, err := open().Allocate(t.Context(), other)
	require.NoError(t, err)
	require.Equal(t, usn.Number{Device: device, Operator: "0001", Seq: 1}, got)
}

func keys(t *testing.T, open Open) {
	for i, key := range []string{"ab12", "AB12", "ab12 ", "äb12", "ab12😀", "аb12"} {
		gives(t, open, of(device, key), uint32(i)+1)
	}
}

func devices(t *testing.T, open Open) {
	gives(t, open, of(device, "a"), 1)
	gives(t, open, of(second, "b"), 1)
	gives(t, open, of(device, "c"), 2)
}

func operators(t *testing.T, open Open) {
	gives(t, open, of(device, "a"), 1)
	other := of(device, "b")
	other.Operator = "Z9Z9"
	gives(t, open, other, 2)
}

func ranges(t *testing.T, open Open) {
	ours, theirs := usn.Range{From: 5_000_000}, usn.Range{To: 2}
	in := func(r usn.Range, key string) usn.Request {
		request := of(device, key)
		request.Range = r
		return request
	}
	gives(t, open, in(ours, "a"), 5_000_000)
	gives(t, open, in(theirs, "b"), 1)
	gives(t, open, in(ours, "c"), 5_000_001)
	gives(t, open, in(theirs, "d"), 2)
	_, err := open().Allocate(t.Context(), in(theirs, "e"))
	require.ErrorIs(t, err, usn.ErrExhausted)
	gives(t, open, in(ours, "f"), 5_000_002)
}

func exhausted(t *testing.T, open Open) {
	last := of(device, "a")
	last.Range = usn.Range{From: usn.MaxSeq}
	gives(t, open, last, usn.MaxSeq)
	for range 2 {
		_, err := open().Allocate(t.Context(), of(device, "b"))
		require.ErrorIs(t, err, usn.ErrExhausted)
	}
	gives(t, open, last, usn.MaxSeq)
}

func invalid(t *testing.T, open Open) {
	for name, r := range map[string]usn.Request{
		"Cyrillic device":    of("ДТ279013", "a"),
		"short device":       of("DT27901", "a"),
		"no key":             of(device, ""),
		"lower-case code":    {Device: device, Operator: "ab01", Key: "a"},
		"short code":         {Device: device, Operator: "1", Key: "a"},
		"range ends first":   {Device: device, Operator: "0001", Key: "a", Range: usn.Range{From: 2, To: 1}},
		"range past the end": {Device: device, Operator: "0001", Key: "a", Range: usn.Range{To: usn.MaxSeq + 1}},
	} {
		_, err := open().Allocate(t.Context(), r)
		require.ErrorIs(t, err, usn.ErrInvalid, name)
	}
	gives(t, open, of(device, "a"), 1)
}
