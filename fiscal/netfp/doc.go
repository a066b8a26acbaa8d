// Package netfp prints through an ErpNet.FP server ("Net.FP"), the open HTTP service
// that most Bulgarian fiscal devices can be reached by.
//
//	printer, err := netfp.Dial(ctx, "127.0.0.1:8001")
//	spooler := fiscal.NewSpooler(printer, journal)
//
// [Dial] takes the only device of the server; [Open] takes options, and names the
// choices when there are several. Print through a [fiscal.Spooler], which knows what
// to do when a reply is lost.
//
// Every endpoint of the protocol is here. Beside receipts and stornos: [Printer.Cash],
// [Printer.Deposit], [Printer.Withdraw], [Printer.XReport], [Printer.ZReport],
// [Printer.SetClock], [Printer.Duplicate], [Printer.Reset], [Printer.RawRequest], and, on
// devices that can, [Printer.Invoice] and [Printer.CreditNote]. [Printers] lists what the
// server has, [Printer.Device] describes one.
//
// Every order carries a taskId of ours, so the server never carries it out twice while it
// remembers the id, and [Printer.Task] can ask later what became of it. The server
// forgets its tasks when it restarts, and may forget one whose result was read:
// "unknown" proves nothing. The protocol cannot read the last receipt of a device.
//
// # What was proven against what
//
// The package was written from the protocol description and the server's source
// (erpnet/ErpNet.FP, 1.1.0.1691) and is tested against package fiscaltest, an
// independent server of the same dialect. No physical device took part.
package netfp
