package isl

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/fiscal"
)

func TestAbort(t *testing.T) {
	no := says2{bits: []int{0x11, 0x05}}
	for name, c := range map[string]struct {
		open    bool
		tallies []says2
		cancel  says2
		close   says2
		kind    error
		last    byte // the last command
	}{
		"nothing is open": {last: cmdStatus},
		"unpaid":          {open: true, last: cmdLastNumber},
		"paid in full": {open: true, cancel: no, last: cmdClose,
			tallies: []says2{{data: "1,0001,+00000100,+00000100"}}},
		"paid in part": {open: true, cancel: no, kind: fiscal.ErrOffline, last: cmdTally,
			tallies: []says2{{data: "1,0001,+00000100,+00000040"}}},
		"it moves": {open: true, kind: fiscal.ErrOffline, last: cmdTally,
			tallies: []says2{{data: "1,0001,+00000100,+00000000"}, {data: "1,0002,+00000200,+00000000"}}},
		"neither cancelled nor closed": {open: true, cancel: no, close: no, kind: fiscal.ErrOffline, last: cmdClose,
			tallies: []says2{{data: "1,0001,+00000100"}}},
	} {
		t.Run(name, func(t *testing.T) {
			d := newTalk(t, DatecsA)
			p := d.printer(t)
			d.open = c.open
			if c.tallies != nil {
				d.tell(cmdTally, c.tallies...)
			}
			d.tell(cmdCancel, c.cancel)
			d.tell(cmdClose, c.close)
			err := p.Abort(t.Context())
			codes := d.codes()
			assert.Equal(t, c.last, codes[len(codes)-1])
			if c.kind == nil {
				require.NoError(t, err)
				assert.False(t, d.open)
				return
			}
			require.ErrorIs(t, err, c.kind)
			var known *fiscal.Error
			require.ErrorAs(t, err, &known)
			assert.Equal(t, "E404", known.Code)
			assert.NotEmpty(t, known.Remedy)
		})
	}
}

// A document that we cancelled took a number, but the last receipt is the one before it.
func TestTheNumberOfACancelledDocumentIsNoReceipt(t *testing.T) {
	d := newTalk(t, DatecsA)
	p := d.printer(t)
	d.open = true
	d.tell(cmdLastNumber, says2{data: "0000085"}, says2{data: "0000086"})
	require.NoError(t, p.Abort(t.Context()))
	last, err := p.LastReceipt(t.Context())
	require.NoError(t, err)
	assert.Equal(t, "0000085", last.Number)
	d.tell(cmdLastNumber, says2{data: "0000087"})
	last, err = p.LastReceipt(t.Context())
	require.NoError(t, err)
	assert.Equal(t, "0000087", last.Number, "something was printed since")
}

// A device that gives a cancelled document no number must not lose its last receipt.
func TestACancelWithoutANumber(t *testing.T) {
	d := newTalk(t, DatecsA)
	p := d.printer(t)
	d.open = true
	d.tell(cmdLastNumber, says2{data: "0000085"})
	require.NoError(t, p.Abort(t.Context()))
	last, err := p.LastReceipt(t.Context())
	require.NoError(t, err)
	assert.Equal(t, "0000085", last.Number)
}
