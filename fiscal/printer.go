package fiscal

import "context"

// Printer is one fiscal device, whatever language it speaks. A Printer does not
// protect against printing twice: that is the work of [Spooler].
//
// Errors wrap exactly one of the sentinels: [ErrOffline] and [ErrRejected] and
// [ErrInvalid] mean that nothing was printed, [ErrOutcomeUnknown] that nobody knows
// (together with [ErrPrinting] when the device's server is known to be still at it).
// Device errors are an [*Error] with the device's code and a remedy.
type Printer interface {
	// Status asks how the device is. It sends nothing that prints; its only errors
	// are ErrOffline, ErrUnsupported and the context's.
	Status(ctx context.Context) (Status, error)
	// Print prints a sale.
	Print(ctx context.Context, r Receipt) (Result, error)
	// Reverse prints a storno.
	Reverse(ctx context.Context, r Reversal) (Result, error)
	// LastReceipt reads the last fiscal receipt of the device. It is ErrUnsupported
	// where the protocol cannot tell.
	LastReceipt(ctx context.Context) (Result, error)
	// Close frees what the Printer holds. It neither waits for a print that runs nor
	// stops it.
	Close() error
}

// TaskReader is a [Printer] whose server remembers prints by their TaskID.
type TaskReader interface {
	// Task says what became of the print with this TaskID: printed (with its
	// Result), failed (nothing was printed; the error says why), printing, or unknown
	// when the server does not know the id, which also happens after its restart and
	// therefore proves nothing. The error without a state is that of asking;
	// ErrUnsupported sends the Spooler to LastReceipt instead.
	Task(ctx context.Context, taskID string) (Result, State, error)
}

// Dialer opens the Printer at addr, for instance "192.168.1.77:8001".
type Dialer func(ctx context.Context, addr string) (Printer, error)
