package main

import (
	"iter"
	"strings"

	"github.com/alecthomas/kong"

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

// examples stand below the help of a command, by its name.
func examples() map[string]lang.Text {
	return map[string]lang.Text{
		"match propose": lang.Of(`Examples:

    gombasync match propose --out matches.csv
    gombasync match propose --json

Certain are only pairs whose barcode or code one record of each side has, with nothing that speaks against them; they are accepted
already. Accept others with yes. To link another variant, write its id and empty the cells product id and check.`,
			`Примери:

    gombasync match propose --out matches.csv
    gombasync match propose --json

Сигурни са само двойки, чийто баркод или код има по един запис от всяка страна, и нищо не им противоречи; те вече са приети.
Приемете други с „да“. За да свържете друг вариант, напишете неговото id и изчистете клетките „продукт id“ и „контрола“.`),
		"match apply": lang.Of(`Examples:

    gombasync match apply matches.csv
    gombasync match apply matches.csv --finish

The same file may be applied again. Until matching is finished, export and the import of goods wait while both sides hold goods
without a link.`,
			`Примери:

    gombasync match apply matches.csv
    gombasync match apply matches.csv --finish

Един файл може да се прилага повторно. Докато съпоставянето не е завършено, експортът и импортът на стоки чакат, щом и двете
страни имат стоки без връзка.`),
		"match undo": lang.Of(`Examples:

    gombasync match undo --last
    gombasync match undo

What an export has sent since stays in the shop.`,
			`Примери:

    gombasync match undo --last
    gombasync match undo

Изпратеното междувременно от експорта остава в магазина.`),
	}
}

// addExamples puts them into the help.
func addExamples(root *kong.Node, all map[string]lang.Text, l langName) {
	for _, node := range root.Children {
		addExamples(node, all, l)

		_, name, _ := strings.Cut(node.FullPath(), " ")
		if text, ok := all[name]; ok {
			node.Detail = text.In(l)
		}
	}
}
