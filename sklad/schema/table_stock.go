package schema

// store is table Store: quantities by object and good.
func store() Table {
	return Table{
		Name: "Store",
		Columns: []Column{
			identity(),
			whole("ObjectID"),
			whole("GoodID"),
			number("Qtty"),
			number("Price"),
			text("Lot", 250),
			whole("LotID"),
			whole("LotOrder"),
		},
		Indexes: []Index{
			pro("IX_STORE_LIGHTGOODSLOAD", "ObjectID", "GoodID"),
			pro("IX_Store_Goodid", "ObjectID"),
			pro("IX_Store_Lot", "Lot"),
			pro("IX_Store_LotID", "LotID"),
			pro("IX_Store_ObjectID", "ObjectID"),
			open("GoodID"),
			open("ObjectID"),
			open("Lot"),
			open("LotID"),
		},
	}
}

// lots is table Lots: the lots; row 1 stands for "no lot".
func lots() Table {
	return Table{
		Name: "Lots",
		Columns: []Column{
			identity(),
			text("SerialNo", 255),
			day("EndDate"),
			day("ProductionDate"),
			text("Location", 255),
		},
		Indexes: []Index{
			pro("IX_Lots", "SerialNo", "EndDate"),
			open("SerialNo"),
			open("EndDate"),
		},
	}
}
