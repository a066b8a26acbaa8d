// Package syncer joins a Склад Pro database with an online shop: goods,
// quantities and groups go out, orders come in as sales or customer orders with
// their УНП and receipts. Nothing is lost, doubled or mispriced: every order has
// one row in the ledger, every total is proven to the cent, and every write can
// be repeated.
//
// # Making an engine
//
// [New] takes a [Config]: the [Warehouse] ([Sklad] over a database
// and its ledger), the [Shop] ([Gomba] over a client), the settings,
// and the strategies. What is left out has the default that its comment names.
//
// # Looking before writing
//
// Check tells what is missing, each with its remedy. PlanExport and PlanImport
// go through everything that Export and Import do, without a write on either
// side, and return the same closed set of [Action] values.
//
// # Running
//
// Export sends what changed since the last run; Import takes the orders that
// changed, and those that wait or are parked. Both return a [Report] that is
// valid beside every error. Its buckets add up: seen = written + unchanged +
// filtered + waiting + parked. An [Observer] sees each record as it happens.
// Two runs of one direction never overlap: the second gets [ErrBusy].
//
// # When a record cannot be synchronised
//
// It is parked with a [Problem]: a stable code, what is wrong and what to do
// next, in English and, through package text, in Bulgarian. The rest goes on.
//
// # When both sides are full already
//
// Nothing is brought in either direction, for all of it would be doubled.
// ProposeMatches tells which good may be which variant, and which of these
// matches are certain; ApplyMatches links what a person decided on, UndoMatches
// takes exactly that back, and FinishMatching declares that it is done. Export
// then sends what differs from what the shop shows, and hides nothing that it
// did not publish itself.
//
// # After a backup was restored
//
// The shop and the receipts then know more than the database. Before an import
// writes anything it sweeps the orders that changed since the watermark: the
// counter of each fiscal device is raised above every УНП that the shop knows,
// and an order that the shop knows as imported and the ledger does not stops the
// run. Import with Adopt takes such orders over. A document that stands in Склад
// Pro, found by its УНП or by the order's number in its note, is linked; a
// missing one is written again with the УНП that the sale has had, and its
// receipts are taken over from the shop. Where the shop knows no receipt the
// outcome is unknown, and none is printed. A sale whose УНП is lost is kept aside
// for a person: a second one is never given. Orders from before the starting
// point stay a former connector's.
//
// # Replacing a decision
//
// Which orders count, what a price is, which partner an order belongs to, how
// goods form products: each is a small interface with a default, and a field of
// Config. Package orderdoc holds the arithmetic of documents, package catalog
// that of products.
package syncer
