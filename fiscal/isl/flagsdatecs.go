package isl

// datecsFlags are groups A and B; the protocol documents number byte.bit. Group B
// leaves reserved what concerns a printer. In every table "not allowed" is last, because
// it is set beside the bit that says why, and the first one names an error.
func datecsFlags(printer bool) []flag {
	shared := []flag{
		{0, 0, "E401", "syntax error in the command"},
		{0, 1, "E402", "the command does not exist"},
		{0, 2, "E103", "the clock is not set"},
		{0, 5, "E199", "general error"},
		{0, 6, "E302", "the cover is open"},
		{1, 0, "E403", "a sum overflows"},
		{1, 6, "E599", "the tax terminal does not answer"},
		{2, 0, "E301", "no paper"},
		{2, 2, "E206", "the journal tape is full"},
		{2, 3, "", "a fiscal receipt is open"},
		{2, 4, "W202", "the journal tape is nearly full"},
		{2, 5, "", "a service receipt is open"},
		{4, 0, "E202", "the fiscal memory cannot be written"},
		{4, 3, "W201", "fewer than 50 records are left in the fiscal memory"},
		{4, 4, "E201", "the fiscal memory is full"},
		{4, 5, "E299", "general error of the fiscal memory"},
		{4, 6, "E304", "the print head is too hot"},
		{1, 1, "E404", "the command is not allowed now"},
	}
	if !printer {
		return append(shared, flag{1, 5, "W501", "documents wait too long to be sent to the tax office"})
	}
	return append(shared,
		flag{0, 3, "", "no customer display"},
		flag{0, 4, "E303", "the printing mechanism has failed"},
		flag{1, 2, "E104", "the memory was reset"},
		flag{1, 3, "E102", "the battery is low"},
		flag{1, 4, "", "a storno receipt is open"},
		flag{2, 1, "W301", "paper is running low"},
		flag{2, 6, "W202", "the journal tape is very nearly full"},
		flag{5, 0, "E204", "the fiscal memory is read-only"},
		flag{5, 2, "E202", "the last record in the fiscal memory failed"},
		flag{5, 5, "E203", "the fiscal memory cannot be read"},
	)
}

func datecsXFlags() []flag {
	return []flag{
		{0, 0, "E401", "syntax error in the command"},
		{0, 1, "E402", "the command does not exist"},
		{0, 2, "E103", "the clock is not set"},
		{0, 4, "E303", "the printing mechanism has failed"},
		{0, 5, "E199", "general error"},
		{0, 6, "E302", "the cover is open"},
		{1, 0, "E403", "a sum overflows"},
		{2, 0, "E301", "no paper"},
		{2, 1, "W301", "paper is running low"},
		{2, 2, "E206", "the journal tape is full"},
		{2, 3, "", "a fiscal receipt is open"},
		{2, 4, "W202", "the journal tape is nearly full"},
		{2, 5, "", "a service receipt is open"},
		{4, 0, "E203", "the fiscal memory cannot be read"},
		{4, 3, "W201", "fewer than 60 records are left in the fiscal memory"},
		{4, 4, "E201", "the fiscal memory is full"},
		{4, 5, "E299", "general error of the fiscal memory"},
		{4, 6, "E205", "the fiscal memory is missing or damaged"},
		{1, 1, "E404", "the command is not allowed now"},
	}
}
