package usn

import (
	"fmt"
	"strings"
)

// OperatorCode makes the operator part of a sale number from a user's code in the
// sales program: 1 to 4 Latin capital letters or digits, padded with zeros on the
// left, so "7" becomes "0007". Anything else is an error that wraps [ErrInvalid]:
// a code is never cut and a name is never hashed, because two people would end up
// with one code. The caller sees to it that codes are unique ("7" and "07" are the
// same code) and are never given to another person (Annex 29 item 6).
func OperatorCode(userCode string) (string, error) {
	if userCode == "" {
		return "", fmt.Errorf("usn: the user has no code; give the user a code of 1 to 4 digits or Latin capitals: %w",
			ErrInvalid)
	}
	if len(userCode) < operatorLen {
		userCode = strings.Repeat("0", operatorLen-len(userCode)) + userCode
	}
	if err := CheckOperator(userCode); err != nil {
		return "", err
	}
	return userCode, nil
}

// CheckOperator reports whether code can be the operator part of a sale number:
// exactly four Latin capital letters or digits. The error wraps [ErrInvalid].
func CheckOperator(code string) error {
	return checkPart("operator code", code, operatorLen, deviceLen+1,
		"4 digits or Latin capital letters, e.g. 0001")
}

// CheckDevice reports whether serial can be the device part of a sale number: two
// Latin capital letters and six digits. The error wraps [ErrInvalid].
func CheckDevice(serial string) error {
	return checkPart("device number", serial, deviceLen, 0,
		"2 Latin capital letters and 6 digits, as on the device's plate, e.g. DT279013")
}

// checkPart judges one part by the rules of the whole; offset is where it stands.
func checkPart(what, s string, length, offset int, right string) error {
	if at, ok := firstCyrillic(s); ok {
		twin := &FormatError{Input: s, Fault: FaultCyrillic, Position: at}
		return fmt.Errorf("usn: %s %s: %s: %w", what, shown(s), twin.explain(), ErrInvalid)
	}
	wrong := len(s) != length
	for i, r := range s {
		if wrong {
			break
		}
		_, wrong = faultAt(offset+i, r)
	}
	if wrong {
		return fmt.Errorf("usn: %s %s: it must be %s: %w", what, shown(s), right, ErrInvalid)
	}
	return nil
}
