package schema

// payments is table Payments: amounts due (Mode -1) and paid (Mode 1).
func payments() Table {
	return Table{
		Name: "Payments",
		Columns: []Column{
			identity(),
			whole("Acct").only(Pro),
			number("Acct").only(Open),
			whole("OperType"),
			whole("PartnerID"),
			whole("ObjectID").only(Open),
			number("Qtty"),
			whole("Mode"),
			whole("Sign"),
			day("Date"),
			whole("UserID"),
			whole("ObjectID").only(Pro),
			moment("UserRealTime"),
			whole("Type"),
			text("TransactionNumber", 255),
			day("EndDate"),
		},
		Indexes: []Index{
			pro("IX_LighttPriceRules", "PartnerID", "OperType", "EndDate"),
			pro("IX_Payments_Combined", "OperType", "PartnerID", "ObjectID"),
			pro("IX_Payments_Date", "Date"),
			pro("IX_Payments_EndDate", "EndDate"),
			pro("IX_Payments_LightLoad_Payments", "Acct", "OperType", "Mode"),
			pro("IX_Payments_Objectid_UserID_Mode", "ObjectID", "UserID", "Mode"),
			pro("IX_Payments_Opertype", "OperType"),
			pro("IX_Payments_PartnerID", "PartnerID"),
			pro("Light_Load_Payments_by_Partners_by_UserRealTime", "OperType", "Mode", "UserID", "ObjectID", "UserRealTime"),
			pro("Light_Load_Payments_by_Users_UserRealTime", "OperType", "Mode", "ObjectID", "UserRealTime"),
			open("Acct"),
			open("OperType"),
			open("PartnerID"),
			open("ObjectID"),
			open("Date"),
			open("UserID"),
			open("EndDate"),
		},
	}
}

// paymentTypes is table PaymentTypes: the ways to pay.
func paymentTypes() Table {
	return Table{
		Name: "PaymentTypes",
		Columns: []Column{
			identity(),
			text("Name", 255),
			whole("PaymentMethod"),
		},
		Indexes: []Index{
			pro("IX_PaymentTypes", "PaymentMethod"),
		},
	}
}

// cashBook is table CashBook: the money in the till.
func cashBook() Table {
	return Table{
		Name: "CashBook",
		Columns: []Column{
			identity(),
			day("Date"),
			text("Desc", 255),
			whole("OperType"),
			whole("Sign"),
			number("Profit"),
			whole("UserID"),
			moment("UserRealtime"),
			whole("ObjectID"),
		},
		Indexes: []Index{
			pro("IX_CashBook", "UserID", "ObjectID"),
			pro("IX_CashBook_Date", "Date"),
			pro("IX_CashBook_Opertype", "OperType"),
			open("Date"),
			open("OperType"),
			open("UserID"),
			open("ObjectID"),
		},
	}
}

// currencies is table Currencies: row 1 is the base currency.
func currencies() Table {
	return Table{
		Name: "Currencies",
		Columns: []Column{
			identity(),
			text("Currency", 3),
			text("Description", 255),
			number("ExchangeRate"),
			whole("Deleted"),
		},
	}
}

// currenciesHistory is table CurrenciesHistory: earlier exchange rates.
func currenciesHistory() Table {
	return Table{
		Name: "CurrenciesHistory",
		Columns: []Column{
			identity(),
			whole("CurrencyID"),
			number("ExchangeRate"),
			day("Date"),
			whole("UserID"),
		},
		Indexes: []Index{
			pro("IX_CurrenciesHistory", "CurrencyID", "UserID"),
			open("CurrencyID"),
			open("UserID"),
		},
	}
}
