package main

import (
	"iter"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/syncer"
)

type matchSeq = iter.Seq2[syncer.Match, error]

// matchWords are the words of the help of match.
func matchWords() map[string]lang.Text {
	return map[string]lang.Text{
		"match": lang.Of("Join a shop and a warehouse that both hold goods already.",
			"Свързва магазин и склад, в които вече има стоки."),
		"match_propose": lang.Of("Propose which goods and products are one, as a CSV to look through.",
			"Предлага кои стоки и продукти са едно, като CSV за преглед."),
		"match_apply": lang.Of("Link what an edited file accepts; writes nothing but links.",
			"Свързва приетото в редактирания файл; пише само връзки."),
		"match_undo":   lang.Of("Take applied matches back.", "Отменя приложени съпоставяния."),
		"match_out":    lang.Of("File to write; by default it is printed.", "Файл, в който се пише; по подразбиране се отпечатва."),
		"match_force":  lang.Of("Overwrite an existing file.", "Презаписва съществуващ файл."),
		"match_file":   lang.Of("The file of match propose, looked through.", "Файлът от match propose, прегледан."),
		"match_finish": lang.Of("Declare that matching is finished.", "Обявява съпоставянето за завършено."),
		"match_last":   lang.Of("Only the last application; by default all.", "Само последното прилагане; по подразбиране всички."),
	}
}
