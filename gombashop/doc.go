// Package gombashop is the typed client of a GombaShop online shop.
//
// # What is proven and what is not
//
// GombaShop's own API is not public: no address, header, signature or field
// name of it is known. This package speaks GS-REST v1, a contract of this
// project (see openapi.yaml beside this file), made so that it covers what the
// shop's module "Microinvest Синхронизация" is known to do. It is tested
// against the server of package gombashoptest and against nothing else. A real
// shop needs either an adapter that speaks GS-REST v1, or another
// implementation of the port that the sync engine uses.
//
// # Connecting
//
// [NewClient] takes the base URL and an [Authenticator]: [HMAC] (the default of
// the contract), [HeaderKey], or your own. [Client.Ping] shows which shop
// answers and finds wrong credentials, a module that is switched off and a
// computer whose clock is off.
//
//	client, err := gombashop.NewClient(url, gombashop.HMAC(apiID, key),
//		gombashop.WithApplication("my-bridge", "1.4"), gombashop.WithRateLimit(5))
//
// # Reading
//
// Every listing is an iterator that reads page by page and ends after an error:
//
//	for order, err := range client.Orders.All(ctx, gombashop.OrderListOptions{UpdatedSince: since}) {
//		if err != nil {
//			return err
//		}
//		…
//	}
//
// Rows come in the order of (updated_at, id), and a row that changes meanwhile
// comes again. For incremental runs use [OrderService.Pages], which every listing
// has: it gives the cursor behind each page, to go on from later, and sets rows that cannot be understood apart
// ([Rejected]), so that one broken order does not stop the others.
//
// # Writing
//
// Products, categories and customers are written as patches: a nil field stays
// as it is. With Go 1.26 a field is set by new:
//
//	gombashop.ProductPatch{ExternalID: "1234", Name: new("Тениска"), Visible: new(true)}
//
// Any number of rows may be given; they are sent in batches of at most 200 rows
// and 5 MiB. Each row has its own [Result], in the order of the rows; an error
// beside them means that a whole batch failed, and [PartialError] says of each
// row whether it was taken, perhaps taken or not taken. Stock is set
// with [StockService.Set], always absolute.
//
// What became of an order is told by [OrderService.Ack], [OrderService.SetUSN]
// and [OrderService.AddReceipt]; each may be repeated.
//
// # Money, quantities, times
//
// Amounts are decimals with their currency beside them; prices have at most 4
// decimal places, quantities 3. More is refused before sending, never rounded.
// Prices include VAT unless Order.PricesIncludeVAT says otherwise. Where the
// shop may not have a figure the field is a decimal.NullDecimal.
//
// The default status codes are new, awaiting_payment, confirmed, processing,
// shipped, delivered, completed, cancelled, refused, returned and refunded; a
// merchant may have his own.
//
// Which field goes where in a synchronisation is in fields.md beside this file.
//
// # Errors
//
// Every error is an [*Error] (or wraps one): what was asked, what went wrong,
// the request id, the number of attempts and what to do next. [IsCode] asks for
// its kind. A write that failed was not carried out, unless its error matches
// [ErrOutcomeUnknown]; doing it again is safe then.
//
//	err := client.Orders.SetUSN(ctx, order.ID, usn)
//	if errors.Is(err, gombashop.ErrOutcomeUnknown) {
//		err = client.Orders.SetUSN(ctx, order.ID, usn)
//	}
//
// # Retries and pace
//
// Network errors and the statuses 408, 425, 429, 502, 503 and 504 are repeated
// ([RetryOptions]), each time signed anew and with the same idempotency key; a
// Retry-After is honoured, and a call lasts no longer than its context and
// RetryOptions.MaxElapsed allow. No more than the allowed number of requests leaves
// in any second ([WithRateLimit]), repetitions included, and after a 429 the
// pace is halved and recovers. Redirects are refused.
//
// # Events
//
// [Webhook] is an http.Handler that receives the shop's events: it checks the
// signature, handles each event once and reads the order anew.
//
// # Secrets
//
// Keys never appear in an error, a log line, an address or a printed value. An
// [Authenticator] of one's own keeps to that if it holds its secret in a closure.
// Vectors for whoever checks or makes signatures are in signing.md.
package gombashop
