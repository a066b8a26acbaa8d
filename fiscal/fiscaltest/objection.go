package fiscaltest

import "fmt"

// objection is why a command is refused.
type objection struct {
	kind   refusalKind
	text   string
	code   int    // of an otherError
	answer string // data in place of none ("F")
}

type refusalKind int

const (
	badSyntax refusalKind = iota + 1
	badCommand
	notAllowed
	overflow
	outOfPaper
	wrongPassword
	receiptOpen // and must not be
	noReceipt
	notPaid   // what must be paid before
	paying    // what the payment forbids
	negative  // a group or the line
	zeroInput // price, quantity or payment
	tooMany   // sales
	nothingSold
	noCash
	powerFailed // and the status was not read since
	otherError  // code says which
)

func (o *objection) Error() string { return o.text }

func object(kind refusalKind, format string, args ...any) error {
	return &objection{kind: kind, text: fmt.Sprintf(format, args...)}
}
