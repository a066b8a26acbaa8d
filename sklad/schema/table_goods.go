package schema

// goods is table Goods: the articles.
func goods() Table { //nolint:funlen // one line a column and index
	return Table{
		Name: "Goods",
		Columns: []Column{
			identity(),
			text("Code", 255),
			text("BarCode1", 255),
			text("BarCode2", 255),
			text("BarCode3", 255),
			text("Catalog1", 255),
			text("Catalog2", 255),
			text("Catalog3", 255),
			text("Name", 255),
			text("Name2", 255),
			text("Measure1", 255),
			text("Measure2", 255),
			number("Ratio"),
			number("PriceIn"),
			number("PriceOut1"),
			number("PriceOut2"),
			number("PriceOut3"),
			number("PriceOut4"),
			number("PriceOut5"),
			number("PriceOut6"),
			number("PriceOut7"),
			number("PriceOut8"),
			number("PriceOut9"),
			number("PriceOut10"),
			number("MinQtty"),
			number("NormalQtty"),
			text("Description", 255),
			whole("Type"),
			whole("IsRecipe"),
			whole("TaxGroup"),
			whole("IsVeryUsed"),
			whole("GroupID"),
			whole("Deleted"),
		},
		Indexes: []Index{
			pro("IX_Goods_Barcode1", "BarCode1"),
			pro("IX_Goods_Barcode2", "BarCode2"),
			pro("IX_Goods_Barcode3", "BarCode3"),
			pro("IX_Goods_Catalog1", "Catalog1"),
			pro("IX_Goods_Catalog2", "Catalog2"),
			pro("IX_Goods_Catalog3", "Catalog3"),
			pro("IX_Goods_Code", "Code"),
			pro("IX_Goods_Light_printing_goods", "ID", "TaxGroup"),
			pro("IX_Goods_Name", "Name"),
			pro("IX_Goods_Name2_GroupID", "Name2", "GroupID"),
			pro("IX_Goods_Prices", "PriceIn", "PriceOut1", "PriceOut2"),
			pro("IX_Goods_ReloadLight", "ID", "Deleted", "Code", "GroupID", "TaxGroup", "IsVeryUsed"),
			open("Code"),
			open("BarCode1"),
			open("BarCode2"),
			open("BarCode3"),
			open("Catalog1"),
			open("Catalog2"),
			open("Catalog3"),
			open("Name"),
			open("Name2"),
			open("GroupID"),
		},
	}
}

// goodsGroups is table GoodsGroups: the tree of goods.
func goodsGroups() Table {
	return Table{
		Name: "GoodsGroups",
		Columns: []Column{
			identity(),
			text("Name", 255),
			text("Code", 255),
		},
		Indexes: []Index{
			pro("IX_GoodsGroups", "Code"),
			open("Code"),
		},
	}
}

// vatGroups is table VATGroups: the VAT rates; Goods.TaxGroup holds the ID.
func vatGroups() Table {
	return Table{
		Name: "VATGroups",
		Columns: []Column{
			identity(),
			text("Code", 255),
			text("Name", 255),
			number("VATValue"),
		},
		Indexes: []Index{
			pro("IX_VATGroups", "Code", "Name"),
			open("Code"),
			open("Name"),
		},
	}
}

// priceRules is table PriceRules: formulas that the program applies at entry time.
func priceRules() Table {
	return Table{
		Name: "PriceRules",
		Columns: []Column{
			identity(),
			text("Name", 255),
			text("Formula", 1000),
			whole("Enabled"),
			whole("Priority"),
		},
		Indexes: []Index{
			open("Name"),
			open("Formula"),
		},
	}
}
