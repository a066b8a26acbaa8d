package config

import (
	"errors"
	"slices"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

// Setting describes one setting for a person who fills it in on a page.
type Setting struct {
	// Name is the full one, "import.object"; Letter that of the vendor's guide, a
	// to p, or "".
	Name, Letter string
	Section      Section
	// Title is the name that a shopkeeper knows; Help says what it does, what the
	// values mean, the unit and the default.
	Title, Help Text
	Kind        Kind
	// Choices are the values of a KindChoice, and those that a KindMap may lead to;
	// Keys are the names that a KindMap is known to have.
	Choices, Keys []Choice
	// Source is where the values come from that a page can offer.
	Source Source
	// Only says when the setting has a meaning.
	Only Condition
	// Default is what holds without it, as the file would have it; "" is none.
	Default string
	// Required tells that there is no default.
	Required bool
}

// Choice is an allowed value and what it means.
type Choice struct {
	Value string
	Title Text
}

// Section is a part of the page.
type Section string

// The parts of the page, in their order.
const (
	SectionWarehouse  Section = "warehouse"
	SectionShop       Section = "shop"
	SectionImport     Section = "import"
	SectionExport     Section = "export"
	SectionFiscal     Section = "fiscal"
	SectionOther      Section = "other"
	SectionCompliance Section = "compliance"
)

// Kind is how a value is written.
type Kind string

// The kinds of values.
const (
	KindText     Kind = "text"
	KindSecret   Kind = "secret" // never shown
	KindBool     Kind = "bool"
	KindInt      Kind = "int"
	KindDuration Kind = "duration" // 30s, 5m, 24h
	KindPercent  Kind = "percent"
	KindChoice   Kind = "choice"
	KindList     Kind = "list"
	KindMap      Kind = "map"
	KindMoment   Kind = "moment" // a day, or a day and time
)

// Condition says when a setting has a meaning.
type Condition string

// The conditions.
const (
	Always      Condition = ""
	WithSUPTO   Condition = "supto"   // the database is used as СУПТО
	WithPrinter Condition = "printer" // setting k is on
)

// Source is what a list of values is filled from.
type Source string

// The sources.
const (
	NoSource     Source = ""
	Users        Source = "users"
	Objects      Source = "objects"
	ObjectGroups Source = "object_groups"
	GoodsGroups  Source = "goods_groups"
	Statuses     Source = "statuses"
	Prices       Source = "prices"
	Fields       Source = "fields" // of grouping
	PaymentTypes Source = "payment_types"
	VATGroups    Source = "vat_groups"
)

// Describe is every setting, in the order of the page.
func Describe() []Setting {
	return slices.Concat(
		of(SectionWarehouse, describeWarehouse()), of(SectionShop, describeShop()),
		of(SectionImport, slices.Concat(describeImport(), describeDocument(), describeOrders(), describeUnknown())),
		of(SectionExport, describeExport()), of(SectionFiscal, describeNumbers()), of(SectionFiscal, describePrinter()),
		of(SectionOther, describeOther()), of(SectionCompliance, describeCompliance()),
	)
}

func of(s Section, all []Setting) []Setting {
	for i := range all {
		all[i].Section = s
	}

	return all
}

// sound is a file in which nothing contradicts a single setting.
const sound = "warehouse: {dsn: \"sqlite:shop.db\"}\nshop: {url: \"https://shop.example\", api_id: \"1\", key: k}\n" +
	"import: {statuses: [confirmed], object: \"1\"}\n"

// CheckValue tries a value alone, as the reader of the file would: what is wrong
// with it, and whether it is fine. Nil and "" are no value. What settings say to
// one another is for Parse.
func CheckValue(setting string, value any) (Text, bool) {
	if canonical(value) == nil {
		value = nil
	}

	data, err := Apply([]byte(sound), Edit{setting, value})
	if err != nil {
		return lang.Of("no line of a file can hold this", "това не може да се запише в ред от файл"), false
	}

	_, err = Parse("g.yaml", data, func(string) (string, bool) { return "x", true })
	if f := faultOf(err, setting); f != nil {
		return lang.Of(f.Notice(lang.EN).Remedy, f.Notice(lang.BG).Remedy), false
	}

	return Text{}, true
}

// faultOf is what is wrong with a setting itself.
func faultOf(err error, setting string) *Fault {
	for _, f := range Faults(err) {
		if f.Setting == setting && (f.Code != Conflict || setting == "warehouse.dsn") {
			return f
		}
	}

	return nil
}

// Faults takes the error of Load, Parse or Save apart.
func Faults(err error) []*Fault {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var all []*Fault
		for _, e := range joined.Unwrap() {
			all = append(all, Faults(e)...)
		}

		return all
	}

	if f, ok := errors.AsType[*Fault](err); ok {
		return []*Fault{f}
	}

	return nil
}

// choicesOf are values that stand for themselves.
func choicesOf(values ...string) []Choice {
	var all []Choice
	for _, v := range values {
		all = append(all, Choice{v, same(v)})
	}

	return all
}

// same is a name that both languages share.
func same(name string) Text { return lang.Of(name, name) }
