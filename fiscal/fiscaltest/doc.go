// Package fiscaltest are fiscal printers that print nothing, on real sockets and in
// memory, for tests and for a demonstration that reads no configuration. Never make them
// reachable in production: Наредба Н-18, Annex 29 item 20 allows sales software no test
// mode.
//
// # An ErpNet.FP server
//
//	server := fiscaltest.NewServer(fiscaltest.WithPaper(os.Stdout))
//	defer server.Close()
//	printer, err := netfp.Dial(ctx, server.Addr())
//
// It has every endpoint of the protocol. [Server.Receipts] is what came out on paper,
// invoices too, [Server.Service] what else was done, [Server.Cash] what the drawer holds.
// Faults: [Server.LoseReply], [Server.LoseRequest], [Server.Fail],
// [Server.FailAfterPrint], [Server.Slow], [Server.SetStatus], [Server.SetReady],
// [Server.Async], [Server.SpellOK], [Server.ForgetTasks].
//
// # Devices on TCP
//
// [ISL] speaks like the devices of Datecs (groups A, B and X), Daisy, Eltrade and
// Incotex, [ZFP] like those of Tremol:
//
//	device := fiscaltest.NewISL(fiscaltest.DatecsA)
//	defer device.Close()
//	device.On(0x38, 1, fiscaltest.LoseReply()) // the next closing is not answered
//
// They read every byte with code of their own, strictly after the documents of the
// makers: a frame with a fault gets NAK, a command with a space too much is a syntax
// error, and a command out of its order is refused with the status bits, ErrorCode or
// STE digits of that maker. Where a document is silent the answer is no. The ErrorCodes
// of Datecs X are not in its document; the numbers here are our own.
//
// A receipt that was begun, the paper, the counters and, with ISL, the last reply
// outlive a connection. See [Fault] for what can go wrong, at any command.
//
// # What they have in common
//
// All check receipts with arithmetic of their own, in whole thousandths and not with
// that of package fiscal, so that a mistake there shows; what came out is a
// [PrintedReceipt]. [Journal] is a fiscal.Journal in memory. The package imports neither
// testing nor an assertion library.
package fiscaltest
