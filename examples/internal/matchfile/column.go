package matchfile

import "github.com/skladmost/skladmost/examples/internal/lang"

// column is a column of the file by its place.
type column int

const (
	colAccept column = iota
	colCertainty
	colScore
	colReasons
	colGoodID
	colGoodCode
	colGoodBarcode
	colGoodName
	colGoodPrice
	colVariantID
	colVariantCode
	colVariantBarcode
	colVariantName
	colVariantPrice
	colProductID
	colCheck

	columns // how many there are
)

// heads are the names of the columns.
func heads() [columns]lang.Text {
	return [columns]lang.Text{
		colAccept: lang.Of("accept", "приеми"), colCertainty: lang.Of("certainty", "сигурност"),
		colScore: lang.Of("score", "оценка"), colReasons: lang.Of("reasons", "причини"),
		colGoodID: lang.Of("good id", "стока id"), colGoodCode: lang.Of("good code", "стока код"),
		colGoodBarcode: lang.Of("good barcode", "стока баркод"), colGoodName: lang.Of("good name", "стока име"),
		colGoodPrice: lang.Of("good price", "стока цена"),
		colVariantID: lang.Of("variant id", "вариант id"), colVariantCode: lang.Of("variant code", "вариант код"),
		colVariantBarcode: lang.Of("variant barcode", "вариант баркод"), colVariantName: lang.Of("variant name", "вариант име"),
		colVariantPrice: lang.Of("variant price", "вариант цена"),
		colProductID:    lang.Of("product id", "продукт id"), colCheck: lang.Of("check", "контрола"),
	}
}

// needed are the columns that are read back.
func needed() []column { return []column{colAccept, colGoodID, colVariantID, colProductID, colCheck} }

func yes() lang.Text       { return lang.Of("yes", "да") }
func certain() lang.Text   { return lang.Of("certain", "сигурно") }
func candidate() lang.Text { return lang.Of("candidate", "възможно") }
