package schema

// objects is table Objects: shops and warehouses.
func objects() Table {
	return Table{
		Name: "Objects",
		Columns: []Column{
			identity(),
			text("Code", 255),
			text("Name", 255),
			text("Name2", 255),
			whole("PriceGroup"),
			whole("IsVeryUsed"),
			whole("GroupID"),
			whole("Deleted"),
		},
		Indexes: []Index{
			pro("IX_Objects", "Code", "GroupID"),
			pro("IX_Objects_Name", "Name"),
			open("Code"),
			open("Name"),
			open("Name2"),
			open("GroupID"),
		},
	}
}

// objectsGroups is table ObjectsGroups: the tree of objects.
func objectsGroups() Table {
	return Table{
		Name: "ObjectsGroups",
		Columns: []Column{
			identity(),
			text("Code", 255),
			text("Name", 255),
		},
		Indexes: []Index{
			pro("IX_ObjectsGroups", "Code"),
			open("Code"),
		},
	}
}

// users is table Users: the people who work with the program.
func users() Table {
	return Table{
		Name: "Users",
		Columns: []Column{
			identity(),
			text("Code", 255),
			text("Name", 255),
			text("Name2", 255),
			whole("IsVeryUsed"),
			whole("GroupID"),
			text("Password", 50),
			whole("UserLevel"),
			whole("Deleted"),
			text("CardNumber", 255),
		},
		Indexes: []Index{
			pro("IX_Users", "Code", "GroupID"),
			pro("IX_Users_Name", "Name"),
			open("Code"),
			open("Name"),
			open("Name2"),
			open("GroupID"),
		},
	}
}

// usersGroups is table UsersGroups: the tree of users.
func usersGroups() Table {
	return Table{
		Name: "UsersGroups",
		Columns: []Column{
			identity(),
			text("Code", 255),
			text("Name", 255),
		},
		Indexes: []Index{
			pro("IX_UsersGroups", "Code"),
			open("Code"),
		},
	}
}

// usersSecurity is table UsersSecurity: what a user may not do.
func usersSecurity() Table {
	return Table{
		Name: "UsersSecurity",
		Columns: []Column{
			identity(),
			whole("UserID"),
			text("ControlName", 100),
			whole("State"),
		},
		Indexes: []Index{
			pro("IX_UsersSecurity", "UserID", "ControlName"),
			open("UserID"),
			open("ControlName"),
		},
	}
}
