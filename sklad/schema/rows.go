package schema

// Row is one row of a table: values by column.
type Row struct {
	Table  string
	Values map[string]any
}

// blank is how the program stores an empty text: one space, neither NULL nor
// the empty string.
const blank = " "

// blankPassword is the stored form of an empty password (Users.Password).
const blankPassword = "YsAB16V90Bs=" //nolint:gosec // of an empty password

// DefaultRows are the rows of a new Bulgarian database: the undeletable first
// row of each directory, the euro as base currency, prices with VAT, average
// cost, no negative stock, VAT of 20, 9 and 0 per cent, four ways to pay, the
// names of the document kinds and the schema version 3.07.
//
// Every column is present: a text without a value is one space, as the program
// writes it.
func DefaultRows() []Row {
	rows := []Row{
		filled(goods(), "ID", 1, "Name", "Служебна стока", "Name2", "Служебна стока", "Measure1", "бр.", "Measure2", "бр.",
			"Ratio", 1.0, "TaxGroup", 1, "IsVeryUsed", 1, "GroupID", -1),
		filled(partners(), "ID", 1, "Company", "Служебен партньор", "Company2", "Служебен партньор", "PriceGroup", 1,
			"IsVeryUsed", -2, "UserID", 1, "GroupID", -1),
		filled(objects(), "ID", 1, "Name", "Служебен обект", "Name2", "Служебен обект", "PriceGroup", 1, "IsVeryUsed", 1, "GroupID", -1),
		filled(users(), "ID", 1, "Name", "Служебен потребител", "Name2", "Служебен потребител", "IsVeryUsed", 1, "GroupID", -1,
			"Password", blankPassword, "UserLevel", 3),
		filled(registration(), "ID", 1, "Company", "Служебна фирма", "UserID", 1, "IsDefault", -1),
		filled(currencies(), "ID", 1, "Currency", "EUR", "Description", "Евро", "ExchangeRate", 1.0),
		filled(lots(), "ID", 1),
		filled(store(), "ID", 1, "ObjectID", 1, "GoodID", 1, "LotID", 1, "LotOrder", 1),
		filled(network()),
		filled(system(), "Version", "3.07", "ProductID", 1),
	}
	for _, groups := range []Table{goodsGroups(), partnersGroups(), objectsGroups(), usersGroups()} {
		rows = append(rows, filled(groups, "ID", 1, "Code", "-1", "Name", "Служебна група"))
	}
	rows = append(rows, vatRows()...)
	rows = append(rows, paymentRows()...)
	rows = append(rows, configurationRows()...)
	return append(rows, operationTypeRows()...)
}

// vatRows are the rates of чл. 66 ЗДДС and the zero rate.
func vatRows() []Row {
	return []Row{
		filled(vatGroups(), "ID", 1, "Code", "1", "Name", "Основна ДДС група", "VATValue", 20.0),
		filled(vatGroups(), "ID", 2, "Code", "2", "Name", "Намалена ставка ДДС 9%", "VATValue", 9.0),
		filled(vatGroups(), "ID", 3, "Code", "3", "Name", "Нулева ставка ДДС 0%", "VATValue", 0.0),
	}
}

func paymentRows() []Row {
	names := []string{"Плащане в брой", "Превод по сметка", "Дебитна/Кредитна карта", "Плащане чрез ваучер"}
	rows := make([]Row, len(names))
	for i, name := range names {
		rows[i] = filled(paymentTypes(), "ID", i+1, "Name", name, "PaymentMethod", i+1)
	}
	return rows
}

// configurationRows are the settings for all users (UserID -1): prices include
// VAT (20), no negative stock (12), average cost (23), numbers not per object
// (48).
func configurationRows() []Row {
	var rows []Row
	for i, pair := range [][2]string{{"configkey12", "0"}, {"configkey20", "-1"}, {"configkey23", "0"}, {"configkey48", "0"}} {
		rows = append(rows, filled(configuration(), "ID", i+1, "Key", pair[0], "Value", pair[1], "UserID", -1))
	}
	return rows
}

// filled is a row with every column of the table: the named values, and for
// the rest what the program writes in an untouched field.
func filled(t Table, pairs ...any) Row {
	values := make(map[string]any, len(t.Columns))
	for _, c := range t.Columns {
		values[c.Name] = untouched(c.Type)
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		if name, ok := pairs[i].(string); ok {
			values[name] = pairs[i+1]
		}
	}
	return Row{Table: t.Name, Values: values}
}

func untouched(t Type) any {
	switch t {
	case Text, Memo:
		return blank
	case Number:
		return 0.0
	case Day, Timestamp:
		return nil
	default:
		return 0
	}
}

// For drops the columns that a family's table does not have.
func (r Row) For(family Family) Row {
	for _, t := range Tables() {
		if t.Name != r.Table {
			continue
		}
		values := make(map[string]any, len(r.Values))
		for _, c := range t.For(family).Columns {
			if v, ok := r.Values[c.Name]; ok {
				values[c.Name] = v
			}
		}
		return Row{Table: r.Table, Values: values}
	}
	return r
}
