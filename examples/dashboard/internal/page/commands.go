package page

import (
	"fmt"
	"slices"
	"strings"

	"github.com/skladmost/skladmost/examples/internal/config"
	"github.com/skladmost/skladmost/examples/internal/lang"
)

// onPages turns the commands and settings that a remedy names into the places
// and words of this program: who reads it has a page and no command line.
func (w *words) onPages(remedy string) string {
	return w.places.Replace(strings.ReplaceAll(remedy, "gombasync ", ""))
}

// newPlaces is what onPages replaces. It is made once: a plan has thousands of
// remedies.
func newPlaces(l lang.Lang) *strings.Replacer {
	var pairs []string

	for _, one := range commandPlaces() {
		for _, command := range one.commands {
			for _, verb := range [][2]string{{"run ", "press "}, {"изпълнете ", "натиснете "}, {"пуснете ", "натиснете "}} {
				pairs = append(pairs, verb[0]+command, one.does(verb[1])+one.place.In(l))
			}

			pairs = append(pairs, command, one.place.In(l))
		}
	}

	pairs = append(pairs, settingTitles(l)...)

	return strings.NewReplacer(pairs...)
}

// settingTitles are the names of settings and what the page Settings calls them.
func settingTitles(l lang.Lang) []string {
	all := config.Describe()
	slices.SortStableFunc(all, func(a, b config.Setting) int { return len(b.Name) - len(a.Name) })

	var pairs []string

	for _, s := range all {
		if strings.Contains(s.Name, ".") {
			pairs = append(pairs, s.Name, fmt.Sprintf(lang.Of("“%s” (%s)", "„%s“ (%s)").In(l), s.Title.In(l), s.Name))
		}
	}

	return pairs
}

// commandPlace is where the dashboard does what some commands do.
type commandPlace struct {
	commands []string
	place    lang.Text
	// whole tells that the place is a sentence's own verb or object already.
	whole bool
}

func (c commandPlace) does(verb string) string {
	if c.whole {
		return ""
	}

	return verb
}

// commandPlaces has what begins alike with the longer one first.
func commandPlaces() []commandPlace {
	button := func(en, bg string, commands ...string) commandPlace {
		return commandPlace{commands: commands, place: lang.Of(en, bg)}
	}
	words := func(en, bg string, commands ...string) commandPlace {
		return commandPlace{commands: commands, place: lang.Of(en, bg), whole: true}
	}
	once := func(en, bg string, commands ...string) commandPlace {
		return words("choose “A single run” on the page Home with “"+en+"”",
			"изберете „Еднократно изпълнение“ в Начало с „"+bg+"“", commands...)
	}

	return []commandPlace{
		words("go through the page Matching", "минете през страницата Съпоставяне",
			"match propose --out FILE, look the file through, then match apply FILE --finish",
			"match propose --out ФАЙЛ, прегледайте файла, после match apply ФАЙЛ --finish"),
		words("Go through the page Matching", "Минете през страницата Съпоставяне",
			"Run match propose --out FILE, look the file through, then match apply FILE --finish",
			"Match propose --out ФАЙЛ, прегледайте файла, после match apply ФАЙЛ --finish"),
		button("“Look for matches” on the page Matching", "„Потърси предложения“ в Съпоставяне",
			"match propose again", "match propose отново"),
		button("“Take the last application back” on the page Matching", "„Отмени последното прилагане“ в Съпоставяне", "match undo"),
		words("on the page Matching", "на страницата Съпоставяне", "with match propose and match apply", "с match propose и match apply"),
		words("the page Matching", "страницата Съпоставяне", "match propose", "match apply"),
		button("“Skip” on the page Orders", "„Пропусни“ в Поръчки",
			`orders skip NUMBER --why "…"`, `orders skip НОМЕР --why "…"`, "orders skip"),
		button("“Import against the rules” on the order's page", "„Внеси въпреки правилата“ на страницата на поръчката",
			`"orders retry --force"`, "orders retry --force"),
		button("“Try again” on the page Orders", "„Опитай пак“ в Поръчки", "orders retry"),
		words("the page Orders", "страницата Поръчки", "orders list"),
		words("the page Receipts", "страницата Бонове", "receipts list", "receipts reconcile"),
		words("the page Preview", "страницата Преглед", "plan export", "plan import"),
		button("“Prepare the database” on the page Home", "„Подготви базата“ в Начало", "db install"),
		words("press “Prepare the database” on the page Home", "натиснете „Подготви базата“ в Начало", "веднъж db install"),
		once("allow a great change", "позволи голяма промяна", "once with --allow-mass-change", "веднъж с --allow-mass-change"),
		once("send everything again", "изпрати всичко отново", "export --full"),
		once("take over the orders", "поеми поръчките", "import --adopt", "отново import --adopt"),
		words("start the program anew, which writes one,", "пуснете програмата отново, тя ще напише нов,",
			"write one with init", "напишете го с init"),
		words("start the import, which", "пуснете импорта, който", "import, which", "import, който"),
	}
}
