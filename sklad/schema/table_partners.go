package schema

// partners is table Partners: customers and suppliers.
func partners() Table { //nolint:funlen // one line a column and index
	return Table{
		Name: "Partners",
		Columns: []Column{
			identity(),
			text("Code", 255),
			text("Company", 255),
			text("Company2", 255),
			text("MOL", 255),
			text("MOL2", 255),
			text("City", 255),
			text("City2", 255),
			text("Address", 255),
			text("Address2", 255),
			text("Phone", 255),
			text("Phone2", 255),
			text("Fax", 255),
			text("eMail", 255),
			text("TaxNo", 255),
			text("Bulstat", 255),
			text("BankName", 255),
			text("BankCode", 255),
			text("BankAcct", 255),
			text("BankVATName", 255),
			text("BankVATCode", 255),
			text("BankVATAcct", 255),
			whole("PriceGroup").with("1"),
			number("Discount"),
			small("Type"),
			small("IsVeryUsed").with(""),
			whole("UserID").with(""),
			whole("GroupID"),
			moment("UserRealTime"),
			whole("Deleted"),
			text("CardNumber", 255),
			text("Note1", 255),
			text("Note2", 255),
			whole("PaymentDays"),
		},
		Indexes: []Index{
			pro("IX_Partners_Address", "Address"),
			pro("IX_Partners_BankAcct", "BankAcct"),
			pro("IX_Partners_BankCode", "BankCode"),
			pro("IX_Partners_Bulstat", "Bulstat"),
			pro("IX_Partners_CardNo", "CardNumber"),
			pro("IX_Partners_City", "City"),
			pro("IX_Partners_Code", "Code"),
			pro("IX_Partners_Company", "Company"),
			pro("IX_Partners_Company2", "Company2"),
			pro("IX_Partners_GroupID_UserID", "UserID", "GroupID"),
			pro("IX_Partners_MOL", "MOL"),
			pro("IX_Partners_Phone", "Phone"),
			pro("IX_Partners_PrintAddress", "Address2"),
			pro("IX_Partners_PrintCity", "City2"),
			pro("IX_Partners_PrintMOL", "MOL2"),
			pro("IX_Partners_PrintPhone", "Phone2"),
			pro("IX_Partners_Taxno", "TaxNo"),
			pro("Light_Load_Restaurant_partners", "IsVeryUsed"),
			open("Code"),
			open("Company"),
			open("MOL"),
			open("TaxNo"),
			open("Bulstat"),
			open("BankCode"),
			open("BankVATCode"),
			open("UserID"),
			open("GroupID"),
		},
	}
}

// partnersGroups is table PartnersGroups: the tree of partners.
func partnersGroups() Table {
	return Table{
		Name: "PartnersGroups",
		Columns: []Column{
			identity(),
			text("Code", 255),
			text("Name", 255),
		},
		Indexes: []Index{
			pro("IX_PartnersGroups", "Code"),
			open("Code"),
		},
	}
}

// registration is table Registration: the own companies.
func registration() Table {
	return Table{
		Name: "Registration",
		Columns: []Column{
			identity(),
			text("Code", 255),
			text("Company", 255),
			text("MOL", 255),
			text("City", 255),
			text("Address", 255),
			text("Phone", 255),
			text("Fax", 255),
			text("eMail", 255),
			text("TaxNo", 255),
			text("Bulstat", 255),
			text("BankName", 255),
			text("BankCode", 255),
			text("BankAcct", 255),
			text("BankVATAcct", 255),
			whole("UserID").with(""),
			moment("UserRealTime"),
			whole("IsDefault"),
			text("Note1", 255),
			text("Note2", 255),
			whole("Deleted"),
		},
		Indexes: []Index{
			pro("IX_Registration", "Code", "Company", "MOL", "TaxNo", "Bulstat", "BankCode", "UserID"),
			open("Code"),
			open("Company"),
			open("MOL"),
			open("TaxNo"),
			open("Bulstat"),
			open("BankCode"),
			open("UserID"),
		},
	}
}
