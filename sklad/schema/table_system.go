package schema

// configuration is table Configuration: settings by key; UserID -1 for all users.
func configuration() Table {
	return Table{
		Name: "Configuration",
		Columns: []Column{
			identity(),
			text("Key", 50),
			text("Value", 50),
			whole("UserID"),
		},
		Indexes: []Index{
			pro("IX_Configuration", "Key", "UserID"),
			open("Key"),
			open("UserID"),
		},
	}
}

// network is table Network: one row.
func network() Table {
	return Table{
		Name: "Network",
		Columns: []Column{
			whole("Num").required(Both),
			whole("Counter").required(Pro),
		},
		Key: []string{"Num"},
	}
}

// system is table System: the version of the schema.
func system() Table {
	return Table{
		Name: "System",
		Columns: []Column{
			text("Version", 20).required(Both),
			small("ProductID"),
			day("LastBackup"),
		},
		Key: []string{"Version"},
		Indexes: []Index{
			open("ProductID"),
		},
	}
}

// applicationLog is table ApplicationLog: what users did, as text.
func applicationLog() Table {
	return Table{
		Name: "ApplicationLog",
		Columns: []Column{
			identity(),
			text("Message", 255),
			whole("UserID").required(Open),
			moment("UserRealtime"),
			text("MessageSource", 50),
		},
		Indexes: []Index{
			pro("IX_ApplicationLog", "UserID"),
			open("UserID"),
		},
	}
}

// internalLog is table InternalLog: the program's own log.
func internalLog() Table {
	return Table{
		Name: "InternalLog",
		Columns: []Column{
			identity(),
			text("Message", 3000),
		},
	}
}
