package schema

// operations is table Operations: the lines of all documents; a document is the rows of one (OperType, Acct).
func operations() Table {
	return Table{
		Name: "Operations",
		Columns: []Column{
			identity(),
			whole("OperType"),
			whole("Acct"),
			whole("GoodID"),
			whole("PartnerID"),
			whole("ObjectID"),
			whole("OperatorID"),
			number("Qtty"),
			whole("Sign"),
			number("PriceIn"),
			number("PriceOut"),
			number("VATIn"),
			number("VATOut"),
			number("Discount"),
			whole("CurrencyID"),
			number("CurrencyRate"),
			day("Date"),
			text("Lot", 50),
			whole("LotID"),
			text("Note", 255),
			whole("SrcDocID"),
			whole("UserID"),
			moment("UserRealTime"),
		},
		Indexes: []Index{
			pro("IX_Goods_Light_printing_oper", "Acct", "OperType", "ID", "GoodID", "PartnerID", "PriceOut", "Discount", "VATOut"),
			pro("IX_Operations_Date", "Date"),
			pro("IX_Operations_Get_Next_Acct", "ObjectID", "OperType"),
			pro("IX_Operations_GoodID", "GoodID"),
			pro("IX_Operations_LastSalePrice", "GoodID", "PartnerID", "OperType"),
			pro("IX_Operations_Lot", "Lot"),
			pro("IX_Operations_LotID", "LotID"),
			pro("IX_Operations_ObjectID", "ObjectID"),
			pro("IX_Operations_OperatorID_SrcDocID_UserID_CurrencyID", "OperatorID", "CurrencyID", "SrcDocID", "UserID"),
			pro("IX_Operations_Opertype", "OperType"),
			pro("IX_Operations_PartnerID", "PartnerID"),
			pro("IX_Operations_Partner_Price_Get", "Date DESC", "ID DESC", "GoodID", "PartnerID", "OperType"),
			pro("Light_Load_Operations_by_UserRealtime", "ObjectID", "OperatorID", "OperType", "UserRealTime"),
			open("OperType"),
			open("Acct"),
			open("OperType", "Acct"),
			open("GoodID"),
			open("PartnerID"),
			open("ObjectID"),
			open("OperatorID"),
			open("CurrencyID"),
			open("Date"),
			open("Lot"),
			open("LotID"),
			open("SrcDocID"),
			open("UserID"),
		},
	}
}

// operationType is table OperationType: the names of the document kinds by language.
func operationType() Table {
	return Table{
		Name: "OperationType",
		Columns: []Column{
			identity(),
			text("BG", 255),
			text("EN", 255),
			text("DE", 255),
			text("RU", 255),
			text("TR", 255),
			text("SQ", 255),
			text("SR", 255),
			text("RO", 255),
			text("GR", 255),
			text("EL", 255).only(Pro),
			text("ES", 255).only(Pro),
			text("HY", 255).only(Pro),
			text("KA", 255).only(Pro),
			text("PL", 255).only(Pro),
			text("UK", 255).only(Pro),
			text("ZU", 255).only(Pro),
			text("LV", 255).only(Pro),
			text("FI", 255).only(Pro),
			text("AR", 255).only(Pro),
			text("TK", 255).only(Pro),
		},
	}
}

// nextAcct is table NextAcct: the reserved document numbers.
func nextAcct() Table {
	return Table{
		Name: "NextAcct",
		Columns: []Column{
			identity().only(Pro),
			text("NextAcct", 50).required(Both),
		},
		Key: []string{"NextAcct"},
	}
}

// transformations is table Transformations: which document was made from which.
func transformations() Table {
	return Table{
		Name: "Transformations",
		Columns: []Column{
			identity(),
			whole("RootOperType").required(Pro),
			whole("RootAcct").required(Pro),
			whole("FromOperType").required(Pro),
			whole("FromAcct").required(Pro),
			whole("ToOperType").required(Pro),
			whole("ToAcct").required(Pro),
			whole("UserID").required(Pro),
			moment("UserRealTime"),
		},
		Indexes: []Index{
			pro("IX_Transformations", "RootOperType", "RootAcct", "FromOperType", "FromAcct", "ToOperType", "ToAcct", "UserID"),
			open("RootOperType"),
			open("RootAcct"),
			open("FromOperType"),
			open("FromAcct"),
			open("ToOperType"),
			open("ToAcct"),
			open("UserID"),
		},
	}
}
