package isl

import (
	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/fiscal"
)

// Maker says which of the languages a device speaks. ISL is the frame and the numbers
// of the commands; what stands in them differs.
type Maker string

// The makers and groups.
const (
	// DatecsA is FP-550, FP-650, FP-800, FP-2000, SK1, FMP-10 ("P" in ErpNet.FP).
	DatecsA Maker = "datecs-a"
	// DatecsB is DP-05, DP-15, DP-25, DP-35, DP-150, WP-50 ("C" in ErpNet.FP).
	DatecsB Maker = "datecs-b"
	// DatecsX is every model whose name ends in X, XR or XE.
	DatecsX Maker = "datecs-x"
	Daisy   Maker = "daisy"
	Eltrade Maker = "eltrade"
	Incotex Maker = "incotex"
)

// dialect is what the makers do differently. Its methods are pure; those that begin
// with append write the data of a command.
type dialect interface {
	profile() profile

	// openSale and openStorno give the command that opens a receipt.
	openSale(o opening) (code byte, data string, err error)
	openStorno(o opening, original original) (code byte, data string, err error)

	appendSale(dst []byte, it fiscal.Item, name string) []byte
	// sale is the command of appendSale.
	sale(it fiscal.Item) byte
	// appendSubtotal takes a discount as a negative amount.
	appendSubtotal(dst []byte, amount decimal.Decimal) []byte
	appendComment(dst []byte, text string) []byte
	appendPayment(dst []byte, letter string, amount decimal.Decimal) []byte

	// refusal is why the device did not do a command; none = it did.
	refusal(a answer) []fiscal.Message
	// tallyRequest and tally ask how far the current or last receipt is (4C).
	tallyRequest() string
	tally(a answer) (tally, error)
	// number asks for the number of the last document.
	number(s *session) (string, error)
	// document looks a document up in the journal tape; false where there is no such
	// command or the document is no fiscal receipt.
	document(s *session, number string) (document, bool, error)
	// closedNumber is the number in the answer to 38, "" where it has none.
	closedNumber(a answer) string
	// clock reads the answer to 3E.
	clock(a answer) string
}

// profile is what the makers differ in as numbers and words.
type profile struct {
	maker        Maker
	manufacturer string
	framing      Framing
	// texts and comments are the longest that is printed, in characters.
	texts, comments int
	// hasConstants: texts and comments are asked from the device (80).
	hasConstants bool
	// operator and password are the factory's; the storno ones where they differ.
	operator, password             string
	stornoOperator, stornoPassword string
	maxPassword                    int
	// usnNeeded: the device opens nothing without a УНП.
	usnNeeded               bool
	maxSales, maxDepartment int
	// cancel is the command that ends an unpaid receipt.
	cancel byte
	// letters of the payment kinds.
	letters map[fiscal.PaymentKind]string
	// flags are the status bits that mean something.
	flags []flag
	// errorByte: status byte 3 is the number of an error and not switches.
	errorByte bool
}

// dialect is nil for a maker that does not exist.
func (m Maker) dialect() dialect {
	switch m {
	case DatecsA:
		return datecsA{classic{amountMark: ';'}}
	case DatecsB:
		return datecsB{classic{amountMark: ';'}}
	case DatecsX:
		return datecsX{}
	case Daisy:
		return daisy{classic{amountMark: '$'}}
	case Eltrade:
		return eltrade{classic{amountMark: ';'}}
	case Incotex:
		return incotex{classic{amountMark: ';'}}
	}
	return nil
}

// The commands, hexadecimal as in the documents.
const (
	cmdOpenStornoX    = 0x2B
	cmdOpenStorno     = 0x2E
	cmdOpen           = 0x30
	cmdSale           = 0x31
	cmdSubtotal       = 0x33
	cmdPay            = 0x35
	cmdComment        = 0x36
	cmdClose          = 0x38
	cmdCancel         = 0x3C
	cmdClock          = 0x3E
	cmdStatus         = 0x4A
	cmdTally          = 0x4C
	cmdInfo           = 0x5A
	cmdLastNumber     = 0x71
	cmdQR             = 0x74
	cmdDocument       = 0x7D
	cmdConstants      = 0x80
	cmdCancelAll      = 0x82
	cmdSaleDepartment = 0x8A
	cmdOpenEltrade    = 0x90
)
