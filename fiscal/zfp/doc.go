// Package zfp prints on the fiscal devices of Tremol in their own protocol (ZFP), over
// TCP.
//
//	printer, err := zfp.Dial(ctx, "192.168.1.77:8000")
//	spooler := fiscal.NewSpooler(printer, journal)
//
// [Dial] takes what a device has when it leaves the maker: operator 1 with the password
// 0000, and no password on the network connection. [Open] takes options, among them the
// payment numbers, which differ between device generations. Print through a
// [fiscal.Spooler]: it knows what to do when nobody can tell what became of a receipt.
//
// # A tour
//
// [Frame], [EncodeFrame] and [DecodeFrame] are the bytes. A receipt or a storno becomes a
// list of commands before anything is sent (plan.go, items.go), so that what a device
// cannot take is [fiscal.ErrInvalid] with nothing printed. A connection (link.go) sends
// them one after the other, and print.go asks the device for its own total before the
// first payment: another total than ours ends in a cancelled receipt and
// [fiscal.ErrRejected].
//
// # When something is lost
//
// The protocol's description does not say that a device knows a repeated message by its
// number. So a command that changes something goes out again only when the device itself
// asks for that, or says that it did not take it. When its reply is lost, settle.go
// connects anew and looks at what the device has: its counter and last receipt, the open
// receipt, the payments in it. A receipt without payment is cancelled
// ([fiscal.ErrOffline]); one whose payment has begun is paid to the end and closed, since
// the device would do the same when told to cancel. Only if the device does not answer
// any more, or cannot print it for lack of paper, the outcome of a receipt whose payment
// was sent is [fiscal.ErrOutcomeUnknown]. The Spooler asks later, and [Printer.Abort] ends
// what is still open then.
//
// # What to know of the devices
//
// A subtotal discount in euro needs all sales before it in one VAT group; put it on the
// lines otherwise. Cash is registered without the change that was given back. A cancelled
// receipt takes a number. The device's clock is read to the minute.
//
// # What was proven against what
//
// The package was written from Tremol's protocol description (version 1910211454) and
// from how ErpNet.FP 1.1.0.1691 uses it (payment numbers, print modes, the QR code). It is
// tested against a scripted peer and against fiscaltest.ZFP, a device that was written
// independently from the same description. No physical device took part. What the
// description leaves open, and a device has to show: whether 39 counts a cancelled
// receipt, what a device answers to the password of a connection, and whether answers
// longer than LEN 9F exist.
package zfp
