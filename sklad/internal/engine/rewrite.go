package engine

import "strings"

// Rewrite turns a neutral statement into the server's own: {Table} becomes the
// quoted table name, [Column] the quoted column name and each ? the server's
// placeholder. Text literals in single quotes are left alone.
func Rewrite(d Dialect, query string) string {
	var out strings.Builder
	out.Grow(len(query) + 16)
	marks := 0
	for i := 0; i < len(query); i++ {
		switch c := query[i]; c {
		case '\'':
			end := closing(query, i, '\'')
			out.WriteString(query[i:end])
			i = end - 1
		case '{':
			end := closing(query, i, '}')
			out.WriteString(d.Quote(d.Table(strings.Trim(query[i:end], "{}"))))
			i = end - 1
		case '[':
			end := closing(query, i, ']')
			out.WriteString(d.Quote(strings.Trim(query[i:end], "[]")))
			i = end - 1
		case '?':
			marks++
			out.WriteString(d.Placeholder(marks))
		default:
			out.WriteByte(c)
		}
	}
	return out.String()
}

// closing is the index after the next mark behind start, or the end of query.
func closing(query string, start int, mark byte) int {
	if n := strings.IndexByte(query[start+1:], mark); n >= 0 {
		return start + 1 + n + 1
	}
	return len(query)
}
