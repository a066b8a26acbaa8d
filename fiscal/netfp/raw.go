package netfp

import (
	"context"
	"fmt"

	"github.com/skladmost/skladmost/fiscal"
)

// RawReply is what a device answered to [Printer.RawRequest].
type RawReply struct {
	// Data is the answer as text, in the words of the device's own protocol.
	Data string
	// Messages are the device's state, read out of the same answer.
	Messages []fiscal.Message
}

// rawRequest is the body of RawRequest.
type rawRequest struct {
	RawRequest string `json:"rawRequest"`
}

// RawRequest sends one command of the device's own protocol: the first character of
// request is the command, the rest its data ("VT" asks a Datecs for the date and time of
// the last record in its fiscal memory). Nothing of ours checks what it does: sell nothing with
// it. Whether it may be repeated after [fiscal.ErrOutcomeUnknown] depends on the
// command. See [Printer.Deposit].
func (p *Printer) RawRequest(ctx context.Context, taskID, request string) (RawReply, error) {
	if request == "" {
		return RawReply{}, fmt.Errorf("netfp: raw request: it is empty; the first character is the command: %w", fiscal.ErrInvalid)
	}
	r, err := p.command(ctx, "raw request", "rawrequest", taskID, rawRequest{RawRequest: request})
	if err != nil {
		return RawReply{}, err
	}
	return RawReply{Data: string(r.RawResponse), Messages: r.messages()}, nil
}
