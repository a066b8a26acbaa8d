package zfp

import (
	"fmt"

	"github.com/skladmost/skladmost/fiscal"
)

// refusal is an acknowledgement with errors: the first character is about the device,
// the second about the command (§1.2.1).
type refusal struct{ device, command byte }

func (r *refusal) Error() string {
	return fmt.Sprintf("zfp: the device refused with error %c%c", r.device, r.command)
}

// reason is one error character in words.
type reason struct{ code, text string }

// deviceReasons are about the state of the device, from '1' to '?'.
func deviceReasons() []reason {
	return []reason{
		{"E301", "no paper, or the printing mechanism failed"},
		{"E403", "the registers are full"},
		{"E103", "the clock failed or is wrong"},
		{"E404", "a fiscal receipt is open"},
		{"E406", "a part of the receipt is not paid"},
		{"E404", "a non-fiscal receipt is open"},
		{"E405", "the receipt is paid but not closed"},
		{"E299", "the fiscal memory failed"},
		{"E408", "the password is wrong"},
		{"E106", "the customer display is missing"},
		{"E502", "the daily Z report is missing for 24 hours"},
		{"E304", "the print head is too hot"},
		{"E305", "the power went off in the receipt"},
		{"E206", "the journal is full"},
		{"E405", "a condition for the command is not met"},
	}
}

// commandReasons are about the command, from '1' to '8'.
func commandReasons() []reason {
	return []reason{
		{"E402", "the device does not know the command"},
		{"E404", "the command is not allowed now"},
		{"E405", "the daily report is not zero"},
		{"E401", "the device does not understand the data"},
		{"E403", "a number is too long"},
		{"E405", "a number is zero"},
		{"E405", "there is nothing that could be corrected"},
		{"E405", "there is not enough money"},
	}
}

// messages are the errors with their standard codes.
func (r *refusal) messages() []fiscal.Message {
	var all []fiscal.Message
	for _, part := range []struct {
		char    byte
		reasons []reason
	}{{r.device, deviceReasons()}, {r.command, commandReasons()}} {
		switch i := int(part.char) - '1'; {
		case part.char == '0':
		case i >= 0 && i < len(part.reasons):
			all = append(all, fiscal.Message{Kind: fiscal.Failure, Code: part.reasons[i].code, Text: part.reasons[i].text})
		default:
			all = append(all, fiscal.Message{Kind: fiscal.Failure, Code: "E999", Text: fmt.Sprintf("error %c%c", r.device, r.command)})
		}
	}
	return all
}
