// Package gombashoptest is an online shop in memory that speaks GS-REST v1 over
// real HTTP. It is for tests, and for trying a program without a shop.
//
// # In a test
//
// [NewServer] serves a shop on a loopback address, [Start] does for the length of
// a test; its URL goes into gombashop.NewClient. [Server.PlaceOrder] buys something as a customer
// would, [Server.Requests] tells what was asked of the shop, and
// [Server.SetFaults] makes it fail: late, broken or refused answers, before or
// after the effect.
//
// # As a program
//
// [New] makes the same as an http.Handler. Beside the API it has a control side
// under /_shop/, for loopback addresses only and without authentication:
//
//	POST   /_shop/orders                place an order; what is left out is computed
//	PATCH  /_shop/orders/{id}           change it: status, payment
//	GET    /_shop/products|categories|customers|orders|requests
//	DELETE /_shop/requests              clear the list of requests
//	PUT    /_shop/faults                script faults, see [Fault]
//
// # What is checked
//
// Signatures, clock, nonces, idempotency keys, sizes and rows of bulk writes,
// and the write-once УНП: as the contract has them. What GombaShop's own
// servers do is not public and not imitated here.
package gombashoptest
