package isl

import (
	"fmt"

	"github.com/skladmost/skladmost/fiscal"
)

// AppendReceipt adds the frames of a sale to dst, from opening to closing, as they go to
// a device with o: SEQ starts at 20. It talks to no device and knows the limits of the
// maker's table only. It is for looking at what would be sent, and for captures to
// compare with; the operator's password is in it. Errors wrap [fiscal.ErrInvalid], or
// are plain when the options are unusable; o.Addr is not needed.
func AppendReceipt(dst []byte, o Options, r fiscal.Receipt) ([]byte, error) {
	if err := r.Validate(); err != nil {
		return dst, fmt.Errorf("isl: %w", err)
	}
	d, s, err := o.offline()
	if err != nil {
		return dst, err
	}
	steps, err := planSale(d, s, r)
	if err != nil {
		return dst, err
	}
	return appendSteps(dst, s.framing, steps)
}

// AppendReversal is [AppendReceipt] for a storno.
func AppendReversal(dst []byte, o Options, r fiscal.Reversal) ([]byte, error) {
	if err := r.Validate(); err != nil {
		return dst, fmt.Errorf("isl: %w", err)
	}
	d, s, err := o.offline()
	if err != nil {
		return dst, err
	}
	steps, err := planStorno(d, s, r)
	if err != nil {
		return dst, err
	}
	return appendSteps(dst, s.framing, steps)
}

// offline are the dialect and the settings without asking a device.
func (o Options) offline() (dialect, settings, error) {
	o.Addr = "offline:0"
	o, err := o.complete()
	if err != nil {
		return nil, settings{}, err
	}
	d := o.Maker.dialect()
	p := Printer{opts: o, dialect: d, profile: d.profile()}
	p.profile.letters = o.letters(p.profile)
	return d, p.settings(deviceInfo{texts: p.profile.texts, comments: p.profile.comments}), nil
}

func appendSteps(dst []byte, framing Framing, steps []step) ([]byte, error) {
	seq := byte(firstSeq)
	for _, st := range steps {
		var err error
		if dst, err = (Frame{Framing: framing, Seq: seq, Cmd: st.code, Data: st.data}).Append(dst); err != nil {
			return dst, err
		}
		if seq++; seq > lastSeq {
			seq = firstSeq
		}
	}
	return dst, nil
}
