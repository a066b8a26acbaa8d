// Package gombashoptest is an online shop in memory that speaks GS-REST v1 over
// real HTTP. It is for tests, and for trying a program without a shop.
//
// # In a test
//
// [Start] serves a shop on a loopback address for the length of a test, and
// [NewServer] until it is closed; the URL goes into gombashop.NewClient.
// [Server.PlaceOrder] buys something as a customer would, [Server.Requests] tells
// what was asked of the shop, [Server.SetFaults] makes it fail: late, broken or
// refused answers, before or after the effect, on the nth call of an operation;
// and [Server.Refuse] takes it down.
//
// # What a client sends
//
// A test of that needs no shop: [ExpectInOrder] and [ExpectInAnyOrder] serve a
// list of calls with canned replies, and fail the test for each request that is
// not in the list, differs from it, or does not come. Any client will do, and any
// testing framework that has the three methods of [TB].
//
// # As a program
//
// [NewHandler] makes the same as an http.Handler. Beside the API it has a control side
// under /_shop/, for loopback addresses only and without authentication:
//
//	POST   /_shop/orders                place an order; what is left out is computed
//	PATCH  /_shop/orders/{id}           change it, see [Server.ChangeOrder]
//	GET    /_shop/products|categories|customers|orders|requests
//	DELETE /_shop/requests              clear the list of requests
//	PUT    /_shop/faults                script faults, a list of [Fault]; [] ends them
//
// [Server.Save] and [Server.Load] carry it over a restart, so that no id is given
// out twice; [WithSaving] saves it before each answer.
//
// # What is checked
//
// Signatures, clock, nonces, idempotency keys, every field of every row, the
// write-once УНП and receipts that exist once: as the contract has them. What GombaShop's own
// servers do is not public and not imitated here.
package gombashoptest
