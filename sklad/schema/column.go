package schema

// The vendor's MySQL scripts give numeric columns DEFAULT 0; SQL Server's have
// no defaults, which a Dialect decides.

func identity() Column                    { return Column{Name: "ID", Type: Identity, NotNull: Both} }
func whole(name string) Column            { return Column{Name: name, Type: Int, Default: "0"} }
func small(name string) Column            { return Column{Name: name, Type: SmallInt, Default: "0"} }
func number(name string) Column           { return Column{Name: name, Type: Number, Default: "0"} }
func text(name string, length int) Column { return Column{Name: name, Type: Text, Length: length} }
func day(name string) Column              { return Column{Name: name, Type: Day} }
func moment(name string) Column           { return Column{Name: name, Type: Timestamp} }

// with replaces the default; an empty text removes it.
func (c Column) with(literal string) Column {
	c.Default = literal
	return c
}

// only restricts the column to a family.
func (c Column) only(f Family) Column {
	c.Only = f
	return c
}

// required makes the column refuse NULL in the given families.
func (c Column) required(f Family) Column {
	c.NotNull = f
	return c
}

// pro is an index of SQL Server's, by its own name.
func pro(name string, columns ...string) Index {
	return Index{Name: name, Columns: columns, Only: Pro}
}

// open is an index of MySQL's and SQLite's.
func open(columns ...string) Index { return Index{Columns: columns, Only: Open} }
