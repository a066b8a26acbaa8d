// Package text is the catalogue of everything that syncer says to a person, in
// English and Bulgarian.
//
// # A problem
//
// A [Problem] has a [Code] that programs go by, the record it is about and the
// values that its sentence names. Every code has a sentence and a remedy in
// both languages:
//
//	p := text.Problem{Code: text.OrderTotal, Record: "order 100234",
//		Args: map[string]string{"document": "25.97", "shop": "25.98"}}
//	p.Error()             // English, complete
//	text.BG.Problem(p)    // what is wrong
//	text.BG.Remedy(p)     // what to do next
//	text.BG.Full(p)       // both, with the record and the cause
//
// A value that the Problem does not carry shows as "—", so that an old record
// of the ledger still reads well after an update.
//
// # Words
//
// A report counts records by kind, bucket and rule. [Language.Word] has their
// names; a word that the catalogue does not know stays as it is.
//
// # Adding a code
//
// A code is a constant of codes_*.go and a paragraph of the catalogue with the
// same name. The tests refuse a code without a paragraph, a paragraph without a
// code, and two languages that name different values.
package text
