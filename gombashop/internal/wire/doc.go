// Package wire holds the JSON shapes of GS-REST v1, the contract between the
// client (package gombashop) and the test server (package gombashoptest).
//
// One set of structs serves both ends, so the two cannot drift apart by
// accident; that the JSON is what openapi.yaml says is checked on recorded raw
// bodies, not on these structs.
//
//   - A listing answers [List]: {"data":[…],"page":{"next_cursor":…,"limit":…}}.
//   - A bulk write sends [Bulk]: {"data":[…]}, and is answered by [BulkAnswer]:
//     {"results":[…]} with one [Result] per row.
//   - A single object (GET /ping, GET /orders/{id}) stands bare.
//   - Every answer with status 400 or more is an [ErrorBody].
//   - Money, quantities and percentages are decimal strings: [Money],
//     [Quantity], [Percent].
//   - In a patch ([ProductPatch] and the like) an absent field is unchanged
//     and null clears: [Field].
//
// The query parameters status, ids, sku and barcode are repeatable, one value
// each (ids=1&ids=2): an opaque id may hold a comma. Times in a query are
// RFC 3339 too.
//
// Ids are opaque strings. Times are RFC 3339 with an offset.
package wire
