package csvexport

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Code says what is wrong with a file. Programs and other languages go by it;
// [Error.Args] fill its sentence.
type Code string

// What can be wrong with a whole file; behind each are its arguments.
const (
	CodeReading        Code = "reading" // what the reader says; Cause wraps it
	CodeEmptyFile      Code = "empty_file"
	CodeColumnMissing  Code = "column_missing"  // its head
	CodeColumnsMissing Code = "columns_missing" // their heads
	CodeNoCommas       Code = "no_commas"       // the heads that cannot be told apart
	CodeHeadEncoding   Code = "head_encoding"   // the number of the column
	CodeHeadLines      Code = "head_lines"      // the head, which goes over more than one line
	CodeColumnTwice    Code = "column_twice"    // the number of the second column
	CodeQuotes         Code = "quotes"          // what is wrong with them, the line where the row begins
)

// What can be wrong with a row or a cell. Texts of the file come in quotes and
// cut short.
const (
	CodeCells           Code = "cells"         // how many the row has, and how many the head
	CodeProductTwice    Code = "product_twice" // the id, the line of the first
	CodeCellEmpty       Code = "cell_empty"
	CodePriceEmpty      Code = "price_empty"
	CodeCellEncoding    Code = "cell_encoding"    // the cell
	CodeNotYesNo        Code = "not_yes_no"       // the cell
	CodeNotTime         Code = "not_time"         // the cell
	CodeNotAmount       Code = "not_amount"       // the cell
	CodeTwoMeanings     Code = "two_meanings"     // the cell, and the two amounts that it may be
	CodeNegative        Code = "negative"         // the cell
	CodeSecondCurrency  Code = "second_currency"  // the cell, its currency, and that of another amount of the row
	CodeDifference      Code = "difference"       // a price difference that is no amount
	CodeDifferenceTwo   Code = "difference_two"   // as CodeTwoMeanings
	CodeDifferenceMoney Code = "difference_money" // as CodeSecondCurrency
	CodeDifferenceTwice Code = "difference_twice" // the first one of a value that has more
)

// Codes are all of them, for a catalogue in another language.
func Codes() []Code { return slices.Sorted(maps.Keys(english())) }

// fault is what is wrong somewhere.
type fault struct {
	code Code
	args []string
}

func wrong(code Code, args ...any) fault {
	f := fault{code: code}
	for _, arg := range args {
		f.args = append(f.args, fmt.Sprint(arg))
	}

	return f
}

func (f fault) found() bool { return f.code != "" }

// about puts the text that the fault is about in front.
func (f fault) about(text string) fault {
	f.args = append([]string{quote(text)}, f.args...)

	return f
}

// ofDifference is a fault of an amount as one of a price difference.
func (f fault) ofDifference() fault {
	switch f.code {
	case CodeTwoMeanings:
		f.code = CodeDifferenceTwo
	case CodeSecondCurrency:
		f.code = CodeDifferenceMoney
	case CodeDifferenceTwice:
	default:
		f.code = CodeDifference
	}

	return f
}

func (f fault) String() string {
	args := make([]any, len(f.args))
	for i, arg := range f.args {
		args[i] = arg
	}

	return fmt.Sprintf(english()[f.code], args...)
}

func english() map[Code]string {
	const (
		amount   = "%[1]s is not an amount such as 276.05 or 276,05 EUR"
		meanings = "%[1]s may mean %[2]s or %[3]s; write it with two decimal places"
		currency = "%[1]s is in %[2]s, and another amount of the row in %[3]s"
		of       = "the price difference "
	)

	return map[Code]string{
		CodeReading: "reading on failed: %[1]s", CodeEmptyFile: "the file is empty", CodeColumnMissing: "the column %[1]s is missing",
		CodeColumnsMissing: "the columns %[1]s are missing",
		CodeNoCommas:       "the cells are not separated by commas; missing are the columns %[1]s",
		CodeHeadEncoding:   "the head of column %[1]s is not UTF-8",
		CodeHeadLines:      "the head %[1]s goes over more than one line; lines end as in Unix or Windows",
		CodeColumnTwice:    "the column stands there once more, as number %[1]s",
		CodeQuotes:         "%[1]s; the row begins on line %[2]s",

		CodeCells:        "the row has %[1]s cells and the head %[2]s",
		CodeProductTwice: "product %[1]s differs from the one of the same id on line %[2]s; remove one of them",
		CodeCellEmpty:    "the cell is empty", CodePriceEmpty: "the cell is empty; write 0.00 if it costs nothing",
		CodeCellEncoding: "%[1]s is not UTF-8", CodeNotYesNo: "%[1]s is neither 0 nor 1, neither Да nor Не",
		CodeNotTime: "%[1]s is not a time such as 2021-06-23 12:30:44", CodeNegative: "%[1]s is less than nothing",
		CodeNotAmount: amount, CodeTwoMeanings: meanings, CodeSecondCurrency: currency,
		CodeDifference: of + amount, CodeDifferenceTwo: of + meanings, CodeDifferenceMoney: of + currency,
		CodeDifferenceTwice: of + "%[1]s is not the only one of its value",
	}
}

// ofFile tells a fault after which nothing more can be read, and that a fresh
// file mends.
func (f fault) ofFile() bool {
	switch f.code {
	case CodeEmptyFile, CodeColumnMissing, CodeColumnsMissing, CodeNoCommas, CodeHeadEncoding, CodeHeadLines, CodeColumnTwice, CodeQuotes:
		return true
	default:
		return false
	}
}

// joined are names in one argument.
func joined(names []string) string { return strings.Join(names, ", ") }
