package isl

func daisyFlags() []flag {
	return []flag{
		{0, 0, "E401", "syntax error in the command"},
		{0, 1, "E402", "the command does not exist"},
		{0, 2, "E103", "date and time are not set"},
		{0, 3, "", "no customer display"},
		{0, 4, "E303", "the printing mechanism has failed"},
		{0, 5, "E199", "general error"},
		{1, 0, "E403", "a sum overflows"},
		{1, 2, "E104", "the memory was reset"},
		{1, 5, "E306", "the cutter has failed"},
		{1, 6, "E408", "wrong password"},
		{2, 0, "E301", "no paper"},
		{2, 1, "W301", "paper is running low"},
		{2, 2, "E206", "no control tape"},
		{2, 3, "", "a fiscal receipt is open"},
		{2, 4, "W202", "the control tape is running low"},
		{2, 5, "", "a service receipt is open"},
		{4, 0, "E202", "the fiscal memory cannot be written"},
		{4, 1, "E599", "trouble with the tax terminal"},
		{4, 2, "E203", "a wrong record in the fiscal memory"},
		{4, 3, "W201", "fewer than 50 records are left in the fiscal memory"},
		{4, 4, "E201", "the fiscal memory is full"},
		{4, 5, "E299", "general error of the fiscal memory"},
		{5, 0, "E201", "the fiscal memory overflows"},
		{1, 1, "E404", "the command is not allowed now"},
	}
}

func eltradeFlags() []flag {
	return []flag{
		{0, 0, "E401", "syntax error in the command"},
		{0, 1, "E402", "the command does not exist"},
		{0, 2, "E103", "the clock is not set"},
		{0, 3, "", "no customer display"},
		{0, 4, "E303", "the printing mechanism has failed"},
		{0, 5, "E199", "general error"},
		{1, 0, "E403", "a sum overflows"},
		{1, 2, "E104", "the memory was cleared"},
		{1, 3, "E102", "the battery is low"},
		{1, 4, "E105", "the memory failed"},
		{1, 5, "E302", "the cover is open"},
		{1, 6, "E599", "the tax terminal does not work"},
		{2, 0, "E301", "no paper"},
		{2, 1, "W301", "paper is running low"},
		{2, 2, "E206", "the journal tape is full"},
		{2, 3, "", "a fiscal receipt is open"},
		{2, 4, "W202", "the journal tape is nearly full"},
		{2, 5, "", "a service receipt is open"},
		{4, 0, "E202", "the fiscal memory cannot be written"},
		{4, 3, "W201", "at most 50 records are left in the fiscal memory"},
		{4, 4, "E201", "the fiscal memory is full"},
		{4, 5, "E299", "general error of the fiscal memory"},
		{5, 0, "E204", "the fiscal memory is read-only"},
		{5, 2, "E202", "the last record in the fiscal memory failed"},
		{5, 5, "E203", "the fiscal memory cannot be read"},
		{1, 1, "E404", "the command is not allowed now"},
	}
}

func incotexFlags() []flag {
	return []flag{
		{0, 0, "E401", "syntax error in the command"},
		{0, 1, "E402", "the command does not exist"},
		{0, 2, "E103", "the clock is not set"},
		{0, 5, "E199", "general error"},
		{1, 2, "E104", "the memory was reset"},
		{1, 3, "W399", "no range of invoice numbers is set"},
		{1, 5, "E408", "three wrong passwords in a row"},
		{2, 0, "E301", "no paper"},
		{2, 3, "", "a fiscal receipt is open"},
		{2, 5, "", "a service receipt is open"},
		{4, 0, "E202", "the fiscal memory cannot be written"},
		{4, 2, "E203", "a wrong record in the fiscal memory"},
		{4, 3, "W201", "fewer than 50 records are left in the fiscal memory"},
		{4, 4, "E201", "the fiscal memory is full"},
		{4, 5, "E299", "general error of the fiscal memory"},
		{5, 0, "E204", "the fiscal memory is read-only"},
		{1, 1, "E404", "the command is not allowed now"},
	}
}
