package explain

import (
	"errors"
	"io/fs"
	"regexp"
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

	why := e.Cause.Error()
	for _, sentinel := range []error{csvexport.ErrFormat, csvexport.ErrValue} {
		why = strings.TrimPrefix(why, sentinel.Error()+": ")
	}

	why, _, _ = strings.Cut(why, "; download it again")
	if r.Lang == lang.BG {
		why = csvInBulgarian(why)
	}

	return strings.TrimSuffix(where+": "+why, ": ")
}

// csvInBulgarian gives the reader's own sentences, which have no codes; nothing
// for one that it does not know.
func csvInBulgarian(why string) string {
	for _, s := range []struct{ pattern, bulgarian string }{
		{`^the file is empty`, "файлът е празен"},
		{`^the columns? (.+) are missing; the cells`, "липсват колоните $1; клетките не са разделени със запетаи"},
		{`^the columns (.+) are missing`, "липсват колоните $1"},
		{`^the column is missing; the cells`, "колоната липсва; клетките не са разделени със запетаи"},
		{`^the column is missing`, "колоната липсва"},
		{`^the head of column (\d+) is not UTF-8`, "заглавието на колона $1 не е в UTF-8"},
		{`^the column stands there once more, as number (\d+)`, "колоната я има още веднъж, под номер $1"},
		{`^the row has (\d+) cells and the head (\d+)`, "редът има $1 клетки, а заглавният – $2"},
		{`row begins on line (\d+)`, "кавичките не си съответстват; редът започва на $1"},
		{`^product (.+) differs from the one of the same id on line (\d+)`,
			"продукт $1 се различава от този със същото id на ред $2; махнете единия"},
		{`^the cell is empty; write 0\.00`, "клетката е празна; пишете 0.00, ако е без пари"},
		{`^the cell is empty`, "клетката е празна"},
		{`^(.+) is not UTF-8`, "$1 не е в UTF-8"},
		{`^(.+) is neither 0 nor 1`, "$1 не е нито 0, нито 1, нито Да, нито Не"},
		{`^(.+) is not a time such as (.+)$`, "$1 не е време като $2"},
		{
			`^the price difference (.+) may mean (\S+) or (\S+); `,
			"разликата в цената $1 може да значи $2 или $3; пишете я с два знака след запетаята",
		},
		{`^the price difference (.+) is not an amount`, "разликата в цената $1 не е сума като +2,04 €"},
		{`^(.+) is not an amount such as`, "$1 не е сума като 276.05 или 276,05 EUR"},
		{`^(.+) may mean (\S+) or (\S+); `, "$1 може да значи $2 или $3; пишете сумата с два знака след запетаята"},
		{`^(.+) is less than nothing`, "$1 е под нулата"},
		{`^(.+) goes over more than one line`, "$1 е на повече от един ред"},
		{`^(.+) with (.+) would cost (\S+)`, "$1 с $2 би струвал $3"},
		{`^its options have more than (\d+) combinations`, "параметрите му имат повече от $1 съчетания"},
		{`variants\[(\d+)\]\.options`, "параметрите на вариант $1 са като на друг"},
		{`^(.+) is in (\w+), and another amount of the row in (\w+)`, "$1 е в $2, а друга сума на реда – в $3"},
	} {
		pattern := regexp.MustCompile(s.pattern)
		if found := pattern.FindStringSubmatchIndex(why); found != nil {
			return string(pattern.ExpandString(nil, s.bulgarian, why, found))
		}
	}

	return ""
}
