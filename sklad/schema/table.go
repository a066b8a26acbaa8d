package schema

// Table describes one table in terms that every database server knows.
type Table struct {
	Name    string // in the vendor's spelling, "GoodsGroups"
	Columns []Column
	// Key is the primary key. Empty means the Identity column.
	Key []string
	// Unique are the unique keys beside the primary key.
	Unique []Unique
	// Indexes are not unique.
	Indexes []Index
	// Exact makes every text column hold any script and compare byte by byte,
	// whatever the database's own character set: the ledger keeps opaque ids.
	Exact bool
}

// Type is a logical column type.
type Type int

// The logical types.
const (
	Identity  Type = iota + 1 // integer key that the server counts up
	Int                       // 32-bit integer
	SmallInt                  // 16-bit integer where the vendor has one, else as Int
	BigInt                    // 64-bit integer
	Number                    // 53-bit float
	Text                      // Length characters
	Memo                      // text without a limit
	Day                       // a document's date
	Timestamp                 // a moment
)

// Family tells two lines of the vendor's own scripts apart: they differ in a
// few columns, in the order of some and in their indexes. It is a set of bits.
type Family int

// The families.
const (
	Pro  Family = 1 << iota // SQL Server and Access
	Open                    // MySQL and SQLite
	Both = Pro | Open
)

// Column is one column.
type Column struct {
	Name   string
	Type   Type
	Length int // characters, for Text
	// NotNull names the families whose column refuses NULL.
	NotNull Family
	// Default is an SQL literal or empty.
	Default string
	// Only names the families that have the column; zero means Both.
	Only Family
}

// Unique is a unique key. Replace asks SQLite for ON CONFLICT REPLACE, as the
// vendor's own table documents has it; no other server knows it.
type Unique struct {
	Name    string
	Columns []string
	Replace bool
	Only    Family
}

// Index is an index that is not unique. An empty Name is made from the table
// and the columns. A column may be followed by " DESC".
type Index struct {
	Name    string
	Columns []string
	Only    Family
}

// In tells whether f, which may be zero for all, includes family.
func (f Family) In(family Family) bool { return f == 0 || f&family != 0 }

// For is the table as one family has it: without the columns, keys and indexes
// of the other.
func (t Table) For(family Family) Table {
	return Table{
		Name:    t.Name,
		Exact:   t.Exact,
		Columns: keep(t.Columns, func(c Column) bool { return c.Only.In(family) }),
		Key:     t.Key,
		Unique:  keep(t.Unique, func(u Unique) bool { return u.Only.In(family) }),
		Indexes: keep(t.Indexes, func(i Index) bool { return i.Only.In(family) }),
	}
}

func keep[T any](all []T, wanted func(T) bool) []T {
	var kept []T
	for _, one := range all {
		if wanted(one) {
			kept = append(kept, one)
		}
	}
	return kept
}
