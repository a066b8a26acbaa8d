// Package usn is the unique sale number (уникален номер на продажба, УНП) that
// Наредба Н-18, Annex 29 item 9, asks of sales software: 21 characters,
// XXXXXXXX-ZZZZ-NNNNNNN, for instance DT279013-0001-0000001.
//
//   - the device: the individual number of the fiscal device, 2 Latin capitals and
//     6 digits;
//   - the operator: the 4-character code of the person who entered the sale;
//   - the number: 7 digits, +1 per sale, counted for each device on its own.
//
// # Reading and writing one
//
// [Parse] is strict: whatever a fiscal device would refuse is an error that names
// the fault. [Number.String] writes it, and the zero Number writes "". Number is
// comparable and is a text in JSON and XML.
//
// # Making one
//
// The package makes no numbers by itself: whoever owns the table with the numbers
// implements [Allocator]. Its promise is that the same [Request.Key] gets the same
// Number for ever, and that a number, once given, is never given again.
// [Range] holds the arithmetic of "the next one": it never wraps and says
// [ErrExhausted] at its end. Two programs that number for one device need disjoint
// ranges. [OperatorCode] turns a user's code into the middle part.
//
// Package usntest checks that an Allocator keeps its promise.
//
// # Special forms
//
// The law knows a few texts that stand in a number's place, such as
// OO000000-0000-0000000 for a sale from before the software was put in service. They
// are not numbers of a sale and [Parse] refuses them; [FormOf] tells them.
package usn
