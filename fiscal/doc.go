// Package fiscal prints fiscal receipts (фискални бонове) of Bulgarian devices so
// that none is lost and none comes out twice.
//
// # One receipt
//
// A [Receipt] is made of items and payments. [Line] builds a sale whose total on
// the device is the one that your document has, to the cent; [TaxGroupForRate]
// finds the VAT group; [Receipt.Total] is the device's own arithmetic, and
// [Receipt.Validate] lists everything that a device would refuse. A storno is a
// [Reversal]. All amounts are euro with VAT included.
//
// # Printing it safely
//
// A [Printer] speaks to one device: package netfp through an ErpNet.FP server,
// packages isl and zfp in the language of its maker, package smartprinter at an address
// out of a shop's settings. Do not print through it
// directly: a [Spooler] adds what a lost reply needs. It claims the device in a
// [Journal], together with an anchor of where the device stands, before the first byte,
// prints, and settles the job as printed, failed or unknown. An unknown job is never
// printed again before [Spooler.Reconcile] has asked the device, or a person has said
// with [Spooler.Resolve] what the paper says.
//
//	pending ──Begin──▶ printing ──Settle──▶ printed   on paper, for ever
//	                    ▲  │ │                 ▲
//	   nothing printed  │  │ └──Settle──▶ unknown     reconcile, or a person
//	                    │  ▼                 │
//	                   failed ◀──────────────┘
//
// A printing job holds its device, also against other processes, until its program
// settles it or its time is up; only then may others ask what became of it. A
// receipt that it left open on the device is ended first, see [Aborter].
//
// # When it goes wrong
//
// Every error wraps one sentinel: after [ErrOffline], [ErrRejected] and [ErrInvalid]
// nothing was printed; after [ErrOutcomeUnknown] nobody knows. An [*Error] carries
// the device's code and what to do next.
//
// Which orders need a receipt at all is not decided here.
package fiscal
