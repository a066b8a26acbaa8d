package compliance

import (
	"context"
	"iter"
	"strconv"
	"time"

	"github.com/skladmost/skladmost/sklad"
)

// Entry is a row of table 18.9: one thing that documents refer to. Склад Pro does not
// keep when a row was made, changed or deactivated, only that it is deactivated, so
// the dates are zero where nothing tells them.
type Entry struct {
	Code, Name string
	// Detail is what else identifies it: the ЕИК of a partner, the method of a payment
	// type, the device of a workplace, the role of a user.
	Detail                        string
	Inactive                      bool
	Created, Changed, Deactivated time.Time
}

// Nomenclature is one of the lists that table 18.9 consists of.
type Nomenclature string

// The lists of table 18.9.
const (
	Goods        Nomenclature = "goods"
	Suppliers    Nomenclature = "suppliers"
	Clients      Nomenclature = "clients"
	Operations   Nomenclature = "operations"
	PaymentKinds Nomenclature = "payment-kinds"
	Objects      Nomenclature = "objects"
	Workplaces   Nomenclature = "workplaces"
	Users        Nomenclature = "users"
	Roles        Nomenclature = "roles"
)

// Nomenclature yields one list of table 18.9, deactivated rows included. Rights are
// not among them: Склад Pro keeps them in a form of its own.
func (b *Books) Nomenclature(ctx context.Context, of Nomenclature) iter.Seq2[Entry, error] {
	switch of {
	case Goods:
		return entries(b.db.Goods(ctx, sklad.GoodsFilter{IncludeDeleted: true}), always, func(g sklad.Good) Entry {
			return Entry{Code: g.Code, Name: g.Name, Inactive: g.Deleted}
		})
	case Suppliers:
		return b.partners(ctx, func(p sklad.Partner) bool { return p.Type != sklad.PartnerClient })
	case Clients:
		return b.partners(ctx, func(p sklad.Partner) bool { return p.Type != sklad.PartnerSupplier })
	case PaymentKinds:
		return entries(b.db.PaymentTypes(ctx), always, func(p sklad.PaymentType) Entry {
			return Entry{Code: strconv.FormatInt(p.ID, 10), Name: p.Name, Detail: methodName(p.Method)}
		})
	case Objects:
		return entries(b.db.Objects(ctx), always, func(o sklad.Object) Entry {
			return Entry{Code: o.Code, Name: o.Name, Inactive: o.Deleted}
		})
	case Users:
		return entries(b.db.Users(ctx), always, func(u sklad.User) Entry {
			return Entry{Code: u.Code, Name: u.Name, Detail: strconv.Itoa(u.Level), Inactive: u.Deleted}
		})
	case Roles:
		return entries(b.db.UsersGroups(ctx), always, func(g sklad.Group) Entry { return Entry{Code: g.Code, Name: g.Name} })
	case Operations:
		return list(operations()...)
	case Workplaces:
		return list(Entry{Code: b.opts.Workplace, Name: "Онлайн магазин " + b.opts.Source, Detail: b.opts.Device})
	}
	return list()
}

func (b *Books) partners(ctx context.Context, want func(sklad.Partner) bool) iter.Seq2[Entry, error] {
	return entries(b.db.Partners(ctx, sklad.PartnersFilter{IncludeDeleted: true}), want, func(p sklad.Partner) Entry {
		return Entry{Code: p.Code, Name: p.Company, Detail: p.Bulstat, Inactive: p.Deleted}
	})
}

func operations() []Entry {
	return []Entry{
		{Code: "1", Name: "Доставка"}, {Code: "2", Name: "Продажба"}, {Code: "19", Name: "Поръчка"}, {Code: "34", Name: "Рекламация"},
	}
}

func methodName(m sklad.PaymentMethod) string {
	switch m {
	case sklad.MethodCash:
		return "в брой"
	case sklad.MethodBank:
		return "по сметка"
	case sklad.MethodCard:
		return "карта"
	case sklad.MethodVoucher:
		return "ваучер"
	}
	return strconv.Itoa(int(m))
}

func always[T any](T) bool { return true }

func entries[T any](all iter.Seq2[T, error], want func(T) bool, turn func(T) Entry) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		for v, err := range all {
			if err == nil && !want(v) {
				continue
			}
			var e Entry
			if err == nil {
				e = turn(v)
			}
			if !yield(e, err) || err != nil {
				return
			}
		}
	}
}

func list(all ...Entry) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		for _, e := range all {
			if !yield(e, nil) {
				return
			}
		}
	}
}

func (b *Books) nomenclatures(ctx context.Context) []Table {
	var all []Table
	for _, n := range []struct {
		of    Nomenclature
		title string
	}{
		{Goods, "Стоки и услуги"}, {Suppliers, "Доставчици"}, {Clients, "Клиенти"}, {Operations, "Видове операции"},
		{PaymentKinds, "Видове плащания"}, {Objects, "Обекти"}, {Workplaces, "Работни места"}, {Users, "Потребители"}, {Roles, "Роли"},
	} {
		all = append(all, Table{
			Number: "18.9", Name: string(n.of), Title: "Номенклатура: " + n.title,
			Columns: columns(column(Text, "Код", "Наименование", "Допълнително", "Състояние"),
				column(Day, "Създаване", "Последна промяна", "Деактивиране")),
			Rows: rows(b.Nomenclature(ctx, n.of), Entry.values),
		})
	}
	return all
}

func (e Entry) values() []any {
	state := "активен"
	if e.Inactive {
		state = "неактивен"
	}
	return []any{e.Code, e.Name, e.Detail, state, e.Created, e.Changed, e.Deactivated}
}
