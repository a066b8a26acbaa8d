// Package smartprinter is the fiscal printer at the host and port that the setting
// "Изпращане към Smart Printer" asks for. The wire protocol of Microinvest Smart
// Printer is not public, so this package does not speak it: it brings you to the
// address, in a dialect that you choose. What is proven are the ErpNet.FP dialect
// (package netfp) and those of the devices themselves (packages isl and zfp), against
// package fiscaltest: a server and devices written independently from the public
// descriptions. Nothing was proven against Smart Printer itself or against a physical
// device.
//
//	printer, err := smartprinter.New("127.0.0.1", 8001, netfp.Dial)
//
// There is no default port, because none is published. If you have a capture of what
// Microinvest's programs send to Smart Printer, write a [fiscal.Dialer] for it and
// give it to [New]; nothing else changes.
package smartprinter
