package interview

import (
	"cmp"
	"context"
	"errors"
	"strings"
	"time"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/gombashop"
)

// shop asks until the shop answers.
func (i *Interview) shop(ctx context.Context) error {
	for {
		if err := i.askShop(ctx); err != nil {
			return err
		}

		err := i.tryShop(ctx)
		if err == nil {
			break
		}

		if ctx.Err() != nil {
			return ctx.Err()
		}

		i.again(err)
	}

	return i.keep(ctx, i.key, "GOMBASHOP_KEY", "key.txt", &i.filled.KeyEnv, &i.filled.KeyFile)
}

func (i *Interview) askShop(ctx context.Context) error {
	f := &i.filled

	if err := i.fill(ctx, &f.URL, question{
		text: lang.Of("Address of its API, such as https://shop.example/api/microinvest/v1",
			"Адрес на неговия API, например https://shop.example/api/microinvest/v1"), def: f.URL, whole: wholeURL,
	}); err != nil {
		return err
	}

	if err := i.fill(ctx, &f.APIID, question{text: lang.Of("API Идентификатор", "API Идентификатор"), def: f.APIID}); err != nil {
		return err
	}

	return i.askSecret(ctx, lang.Of("Ключ (it is not shown)", "Ключ (не се показва)"), "GOMBASHOP_KEY", &i.key, true)
}

// wholeURL adds what people leave out of an address.
func wholeURL(text string) string {
	text = strings.TrimRight(text, "/")
	if !strings.Contains(text, "://") {
		text = "https://" + text
	}

	if _, rest, _ := strings.Cut(text, "://"); !strings.Contains(rest, "/") {
		text += "/api/microinvest/v1"
	}

	return text
}

// tryShop pings it and says whose it is.
func (i *Interview) tryShop(ctx context.Context) error {
	client, err := i.client()
	if err != nil {
		return err
	}

	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()

	ping, err := client.Ping(ctx)
	if err != nil {
		return shopFault(err)
	}

	if !ping.ModuleActive {
		return refuse(lang.Of("the module Microinvest Синхронизация is switched off in the shop",
			"модулът Microinvest Синхронизация е изключен в магазина"),
			lang.Of("switch it on there, then go on here", "включете го там, после продължете тук"))
	}

	i.screen.Say(lang.Of("Found: %s, currency %s.", "Намерен: %s, валута %s."), ping.ShopName, ping.Currency)

	if ping.Currency != "" && i.info.BaseCurrency != "" && ping.Currency != i.info.BaseCurrency {
		i.screen.WarnText("currency", lang.Of(
			"the shop sells in "+ping.Currency+" and Склад Pro counts in "+i.info.BaseCurrency+"; make them the same before the first run",
			"магазинът продава в "+ping.Currency+", а Склад Pro работи в "+i.info.BaseCurrency+"; изравнете ги преди първото изпълнение"))
	}

	return nil
}

func (i *Interview) client() (*gombashop.Client, error) {
	const short = 3 * time.Second // somebody is waiting

	c, err := i.draft()
	if err != nil {
		return nil, err
	}

	c.Shop.Patience = short

	return assembly.Client(c.Shop, i.opts.Application)
}

// documents asks which orders come in, where to, and who signs.
func (i *Interview) documents(ctx context.Context) error {
	statuses, err := i.statuses(ctx)
	if err != nil {
		return err
	}

	i.filled.Statuses, err = i.several(ctx, lang.Of("Orders in which statuses are imported (several: with commas)",
		"Поръчките в кои статуси се внасят (няколко: със запетаи)"), statuses, usual(statuses))
	if err != nil {
		return err
	}

	i.filled.Object, err = i.choose(ctx, lang.Of("Object of the documents", "Обект на документите"), i.objects, first(i.objects))
	if err != nil {
		return err
	}

	i.filled.User, err = i.choose(ctx, lang.Of("User who signs them", "Потребител, който ги подписва"), i.users, first(i.users))

	return err
}

// statuses are those of the shop, without the cancelled ones.
func (i *Interview) statuses(ctx context.Context) ([]option, error) {
	client, err := i.client()
	if err != nil {
		return nil, err
	}

	var all []option

	for s, err := range client.Statuses.All(ctx) {
		if err != nil {
			return nil, shopFault(err)
		}

		if !s.IsCancelled {
			all = append(all, option{cmp.Or(s.Code, s.ID), s.Name})
		}
	}

	if len(all) == 0 {
		return nil, errors.New("interview: the shop has no statuses")
	}

	return all, nil
}

// usual is what most shops import.
func usual(statuses []option) []string {
	for _, s := range statuses {
		if s.value == "confirmed" {
			return []string{s.value}
		}
	}

	return []string{first(statuses)}
}

func first(options []option) string {
	if len(options) == 0 {
		return ""
	}

	return options[0].value
}
