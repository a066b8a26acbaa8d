package syncer

import (
	"time"

	"github.com/shopspring/decimal"
)

// Report says what one run did. It is valid beside every error.
//
// As JSON it is an object: direction ("export", "import"), only (a kind, when
// the run was limited to it), run (the id that the journal's lines carry),
// started and ended (RFC 3339, UTC), buckets (an object of Bucket by kind:
// "category", "good", "quantity", "partner", "order", "receipt"), parked and
// warnings (arrays of Problem: code, record, args, cause), documents (array of
// ImportedDocument; total is a string with the amount in the database's base
// currency, VAT included). Empty arrays and what a run has none of are left out.
// New fields may be added; none changes its meaning.
type Report struct { //nolint:recvcheck // read back into a pointer, as encoding/json wants it
	Direction Direction `json:"direction"`
	// Only is the kind that the run was limited to; empty: all.
	Only    Kind      `json:"only,omitempty"`
	Run     string    `json:"run"`
	Started time.Time `json:"started"`
	Ended   time.Time `json:"ended"`
	// Buckets counts the records of each kind. In each, Seen is the sum of the
	// others.
	Buckets Counts `json:"buckets"`
	// Parked are the records that this run kept aside.
	Parked []*Problem `json:"parked,omitempty"`
	// Warnings are things to know that stopped nothing.
	Warnings []*Problem `json:"warnings,omitempty"`
	// Documents are the documents that this run wrote.
	Documents []ImportedDocument `json:"documents,omitempty"`
}

// Bucket counts records: Seen = Written + Unchanged + Filtered + Waiting +
// Parked.
type Bucket struct {
	Seen      int `json:"seen"`
	Written   int `json:"written"`
	Unchanged int `json:"unchanged"`
	Filtered  int `json:"filtered"`
	Waiting   int `json:"waiting"`
	Parked    int `json:"parked"`
	// Rules counts the filtered records by the rule that left them out.
	Rules map[string]int `json:"rules,omitempty"`
}

// ImportedDocument is a document that a run wrote.
type ImportedDocument struct {
	Order    string          `json:"order"`
	Number   string          `json:"number"`
	OperType int             `json:"oper_type"`
	Acct     int64           `json:"acct"`
	USN      string          `json:"usn,omitempty"`
	Total    decimal.Decimal `json:"total"`
}

// The buckets that a record can fall into, besides Filtered.
type bucketName int

const (
	written bucketName = iota
	unchanged
	waiting
	parked
)

// count puts one record into a bucket.
func (r *Report) count(k Kind, name bucketName) {
	b := r.Buckets[k]
	b.Seen++

	switch name {
	case written:
		b.Written++
	case unchanged:
		b.Unchanged++
	case waiting:
		b.Waiting++
	case parked:
		b.Parked++
	}

	r.Buckets[k] = b
}

// filter counts one record that a rule left out.
func (r *Report) filter(k Kind, rule string) {
	b := r.Buckets[k]
	b.Seen++
	b.Filtered++

	if b.Rules == nil {
		b.Rules = map[string]int{}
	}

	b.Rules[rule]++
	r.Buckets[k] = b
}

// park counts a record that is kept aside.
func (r *Report) park(k Kind, p *Problem) {
	r.count(k, parked)
	r.Parked = append(r.Parked, p)
}

// warn keeps something to know.
func (r *Report) warn(problems ...*Problem) { r.Warnings = append(r.Warnings, problems...) }
