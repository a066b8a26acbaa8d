package wire

// Bulk is the body of every bulk write: at most MaxRows rows, MaxBody bytes.
type Bulk[T any] struct {
	Data []T `json:"data"`
}

// BulkAnswer is the answer of every bulk write.
type BulkAnswer struct {
	Results []Result `json:"results"`
}

// The states of one row of a bulk write.
const (
	Created   = "created"
	Updated   = "updated"
	Unchanged = "unchanged"
	Failed    = "failed"
)

// Result is what became of one row. Index counts from 0 within the request.
//
// A product row that names variants answers for them too, in Variants, in the
// order in which the request named them; Index counts within that product.
type Result struct {
	Index      int        `json:"index"`
	Status     string     `json:"status"`
	ID         string     `json:"id,omitempty"`
	ExternalID string     `json:"external_id,omitempty"`
	Error      *ErrorInfo `json:"error,omitempty"`
	Variants   []Result   `json:"variants,omitempty"`
}

// Ref names a record by its id, else by its external id; it is a row of
// POST /products/delete.
type Ref struct {
	ID         string `json:"id,omitempty"`
	ExternalID string `json:"external_id,omitempty"`
}

// Mapping is a row of POST /mappings/bulk: the record of the shop (ID) is the
// one that the warehouse calls ExternalID. An empty ExternalID undoes it.
type Mapping struct {
	Kind       string `json:"kind"` // product, variant, category, customer
	ID         string `json:"id"`
	ExternalID string `json:"external_id"`
}
