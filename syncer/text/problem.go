package text

// Problem is why a record was not synchronised, or what there is to know about
// one that was.
type Problem struct { //nolint:errname // a problem is what the report calls it
	// Code is stable; programs and translations go by it.
	Code Code `json:"code"`
	// Record names the record for a person, e.g. "order 100234".
	Record string `json:"record,omitempty"`
	// Args are the values that the sentence of Code names.
	Args map[string]string `json:"args,omitempty"`
	// Err is the cause, if another package reported one.
	Err error `json:"-"`
}

// Code names a kind of problem.
type Code string

// Error is the English sentence with the remedy and the cause.
func (p *Problem) Error() string { return EN.Full(*p) }

// Unwrap returns the cause.
func (p *Problem) Unwrap() error { return p.Err }
