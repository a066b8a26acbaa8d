package access

import (
	"errors"
	"strconv"
	"strings"
)

// record is one thing that ODBC says about an error.
type record struct {
	state  string // SQLSTATE
	native int    // the server's own number
	text   string
}

// refusal is an error of ODBC in a form of our own: the driver's is not there in
// every build.
type refusal []record

// Error joins what ODBC says.
func (r refusal) Error() string {
	texts := make([]string, len(r))
	for i, one := range r {
		texts[i] = strings.ReplaceAll(one.text, "\n", " ") + " (" + one.state + ", " + strconv.Itoa(one.native) + ")"
	}
	return strings.Join(texts, "; ")
}

// records are those of an error in either form; none when it is another error.
func records(err error) []record {
	if own, ok := errors.AsType[refusal](err); ok {
		return own
	}
	return driverRecords(err)
}

// fault is what an error of the server means to us.
type fault int

const (
	other fault = iota
	duplicate
	busy
	noTable
	noColumn
	noFile
	wrongPassword
	noRights
	readOnly
	unreachable
	tableThere
)

// fault tells what an error means, other for what is unknown.
func (s server) fault(err error) fault {
	for _, r := range records(err) {
		if f := s.faults[r.native]; f != other {
			return f
		}
		if s.tell != nil {
			if f := s.tell(r); f != other {
				return f
			}
		}
		if f := byState(r.state); f != other {
			return f
		}
	}
	return other
}

// byState is what every server means by a SQLSTATE.
func byState(state string) fault {
	switch state {
	case "42S01":
		return tableThere
	case "42S02":
		return noTable
	case "42S22":
		return noColumn
	case "28000":
		return wrongPassword
	case "40001", "HYT00":
		return busy
	default:
		return other
	}
}
