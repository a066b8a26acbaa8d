package usn

import "fmt"

const (
	deviceLen   = 8
	operatorLen = 4
	seqLen      = 7
	textLen     = deviceLen + 1 + operatorLen + 1 + seqLen
)

// MaxSeq is the highest running number that fits the seven digits.
const MaxSeq uint32 = 9_999_999

// Number is one unique sale number (УНП), taken apart. The zero Number means
// "none" and prints as an empty text. Numbers compare with ==.
//
// Format: Наредба Н-18, Annex 29 item 9.
type Number struct {
	// Device is the individual number of the fiscal device: two Latin capital
	// letters and six digits, e.g. DT279013.
	Device string
	// Operator is the code of the person who entered the sale: four Latin capital
	// letters or digits, e.g. 0001.
	Operator string
	// Seq is the running number of the sale on that device, 1…9999999.
	Seq uint32
}

// New builds a Number and checks its parts; the error wraps [ErrInvalid].
func New(device, operator string, seq uint32) (Number, error) {
	n := Number{Device: device, Operator: operator, Seq: seq}
	if err := n.Validate(); err != nil {
		return Number{}, err
	}
	return n, nil
}

// IsZero reports whether n is the zero Number, that is none.
func (n Number) IsZero() bool { return n == Number{} }

// String is the 21-character form, or "" for the zero Number. It checks nothing:
// see [Number.Validate].
func (n Number) String() string {
	if n.IsZero() {
		return ""
	}
	return fmt.Sprintf("%s-%s-%07d", n.Device, n.Operator, n.Seq)
}

// Validate reports what is wrong with the parts of n; the error wraps
// [ErrInvalid]. The zero Number is not a valid sale number.
func (n Number) Validate() error {
	if err := CheckDevice(n.Device); err != nil {
		return err
	}
	if err := CheckOperator(n.Operator); err != nil {
		return err
	}
	if n.Seq < 1 || n.Seq > MaxSeq {
		return fmt.Errorf("usn: running number %d: allowed are 1 to %d: %w", n.Seq, MaxSeq, ErrInvalid)
	}
	return nil
}

// MarshalText writes the 21-character form, and nothing for the zero Number. A
// Number that [Parse] would not read back is an error that wraps [ErrInvalid].
func (n Number) MarshalText() ([]byte, error) {
	if n.IsZero() {
		return []byte{}, nil
	}
	if err := n.Validate(); err != nil {
		return nil, err
	}
	return []byte(n.String()), nil
}

// UnmarshalText reads what [Number.MarshalText] writes; an empty text gives the
// zero Number. Errors are those of [Parse], and n stays as it was.
func (n *Number) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*n = Number{}
		return nil
	}
	read, err := Parse(string(text))
	if err != nil {
		return err
	}
	*n = read
	return nil
}
