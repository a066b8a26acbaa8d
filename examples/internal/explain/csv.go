package explain

import (
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"syscall"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/gombashop/csvexport"
)

// Cause is what the system or a reader of files says, for the end of a sentence;
// "" where there are no words for it in the language.
func (r Reader) Cause(err error) string {
	if e, ok := errors.AsType[*csvexport.Error](err); ok {
		return r.csv(e)
	}

	for of, says := range map[error]lang.Text{
		fs.ErrNotExist:   lang.Of("there is no such file or folder", "няма такъв файл или папка"),
		fs.ErrPermission: lang.Of("the system does not allow it", "системата не го позволява"),
		syscall.EISDIR:   lang.Of("this is a folder", "това е папка"),
		syscall.ENOSPC:   lang.Of("the disk is full", "дискът е пълен"),
	} {
		if errors.Is(err, of) {
			return says.In(r.Lang)
		}
	}

	if r.Lang == lang.BG {
		return ""
	}

	return err.Error()
}

// csv is where in the file, and what is wrong there.
func (r Reader) csv(e *csvexport.Error) string {
	where := lang.Of("line ", "ред ").In(r.Lang) + strconv.Itoa(e.Line)
	if e.Field != "" {
		where += lang.Of(", column ", ", колона ").In(r.Lang) + e.Field
	}

	return strings.TrimSuffix(where+": "+r.csvReason(e), ": ")
}

func (r Reader) csvReason(e *csvexport.Error) string {
	var own interface {
		error
		In(l lang.Lang) string
	}

	switch {
	case errors.As(e.Cause, &own): // of the program that makes something of the row
		return own.In(r.Lang)
	case r.Lang != lang.BG:
		return e.Reason()
	case e.Code == csvexport.CodeReading:
		return r.Cause(e.Cause)
	}

	args := make([]any, len(e.Args))
	for i, arg := range e.Args {
		args[i] = arg
	}

	sentence := csvInBulgarian()[e.Code]
	if !strings.Contains(sentence, "%") {
		return sentence
	}

	return fmt.Sprintf(sentence, args...)
}

func csvInBulgarian() map[csvexport.Code]string {
	const (
		meanings = "%[1]s може да значи %[2]s или %[3]s; пишете сумата с два знака след запетаята"
		currency = "%[1]s е в %[2]s, а друга сума на реда – в %[3]s"
		of       = "разликата в цената "
	)

	return map[csvexport.Code]string{
		csvexport.CodeEmptyFile: "файлът е празен", csvexport.CodeColumnMissing: "колоната липсва",
		csvexport.CodeColumnsMissing: "липсват колоните %[1]s",
		csvexport.CodeNoCommas:       "клетките не са разделени със запетаи; липсват колоните %[1]s",
		csvexport.CodeHeadEncoding:   "заглавието на колона %[1]s не е в UTF-8",
		csvexport.CodeHeadLines:      "заглавието %[1]s е на повече от един ред; редовете трябва да завършват като в Unix или Windows",
		csvexport.CodeColumnTwice:    "колоната я има още веднъж, под номер %[1]s",
		csvexport.CodeQuotes:         "кавичките не си съответстват; редът започва на %[2]s",

		csvexport.CodeCells:        "редът има %[1]s клетки, а заглавният – %[2]s",
		csvexport.CodeProductTwice: "продукт %[1]s се различава от този със същото id на ред %[2]s; махнете единия",
		csvexport.CodeCellEmpty:    "клетката е празна", csvexport.CodePriceEmpty: "клетката е празна; пишете 0.00, ако е без пари",
		csvexport.CodeCellEncoding: "%[1]s не е в UTF-8", csvexport.CodeNotYesNo: "%[1]s не е нито 0, нито 1, нито Да, нито Не",
		csvexport.CodeNotTime: "%[1]s не е време като 2021-06-23 12:30:44", csvexport.CodeNegative: "%[1]s е под нулата",
		csvexport.CodeNotAmount:   "%[1]s не е сума като 276.05 или 276,05 EUR",
		csvexport.CodeTwoMeanings: meanings, csvexport.CodeSecondCurrency: currency,
		csvexport.CodeDifference:    of + "%[1]s не е сума като +2,04 €",
		csvexport.CodeDifferenceTwo: of + meanings, csvexport.CodeDifferenceMoney: of + currency,
		csvexport.CodeDifferenceTwice: of + "%[1]s не е единствената за стойността",
	}
}
