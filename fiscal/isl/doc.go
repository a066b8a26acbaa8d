// Package isl prints on fiscal devices that speak ISL over TCP: Datecs groups A, B and
// X, Daisy, Eltrade, Incotex.
//
// # Printing
//
//	printer, err := isl.Open(ctx, isl.Options{Addr: "192.168.1.77:9100", Maker: isl.DatecsX})
//	spooler := fiscal.NewSpooler(printer, journal)
//
// [Open] asks the device who it is; [Dialer] is the same for smartprinter.New. Print
// through a [fiscal.Spooler]: the Printer finds out by itself what became of a receipt
// when the line breaks and comes back, and the Spooler keeps what stays unknown.
//
// # Choosing the maker
//
// The makers share frames and command numbers and differ in almost everything inside:
// card is D on one Datecs and C on another. A device of another [Maker] answers Open with
// a description that cannot be read, or refuses the frames. Payment letters that a device
// has been set up with otherwise are in [Options.PaymentLetters].
//
// # Looking at what is sent
//
// [AppendReceipt] and [AppendReversal] make the bytes of a whole receipt without a
// device; [DecodeFrame] reads a capture, [EncodeFrame] and [Frame] make single frames.
//
// # When the line breaks
//
// Inside a session a frame that gets no answer is sent again, which is safe: the device
// repeats its last answer for the same SEQ. A line that breaks before the first payment
// leaves nothing printed ([fiscal.ErrOffline]). Later the Printer connects again: a
// receipt that is closed proves itself by its number and sum, one that is still open is
// cancelled, or, if something is paid already, brought to its end. Only when the device
// stays away is the outcome unknown.
//
// [Printer.LastReceipt] is what the Spooler decides by after a restart. Daisy tells the
// QR code of the last receipt, Datecs B and X can look it up in the journal tape; the
// others tell a number only, which proves that nothing was printed, but not that ours
// was: then a person says what the paper says. A program that is stopped between two
// payments of one receipt leaves it paid in part. Devices neither cancel nor close that;
// a person must finish it on the device.
//
// # What a device decides by itself
//
// A discount on the subtotal is spread over the VAT groups in proportion; Item.TaxGroup
// of such a line is not sent. A line with a department gets the department's VAT group.
//
// # What was proven against what
//
// The package was written from the makers' protocol documents (Datecs FP-800 1.00BG,
// DP-25 2.04BG, FP-700X 2.02, Daisy 1.0, Eltrade 1.1.1, Incotex of 20 Feb 2019) and from
// what the source of ErpNet.FP says about real devices. It is tested against package
// fiscaltest, devices that were written independently from the same documents, with
// every command of a sale and of a storno lost, cut and refused. Two frames, one
// published exchange with a real device, are reproduced byte for byte. No physical
// device took part. Not sure are: the sum that Daisy tells before the first payment (4C),
// its discount on the subtotal as a sum, which its document does not have, and what the
// journal tapes answer to 7D.
package isl
