package text

// Problems of a run as a whole, or of what it left behind.
const (
	// NothingNew warns of an import that saw no record.
	NothingNew Code = "nothing_new"
	// NothingSeen warns of an export that saw no record.
	NothingSeen Code = "nothing_seen"
	// RunDied is a record that a run had in hand when its process ended: attempts.
	RunDied Code = "run_died"
	// HistoryLost warns that a run is not in the history.
	HistoryLost Code = "history_lost"
	// SkipWithoutReason is an order that nobody said why to skip.
	SkipWithoutReason Code = "skip_without_reason"
)

const runTexts = `
nothing_new
the shop shows no order and no record that is new or has changed
nothing to do; where one is missing, compare it with orders list and with its status in the shop
магазинът не показва нова или променена поръчка или друг запис
няма какво да се прави; ако някоя липсва, сравнете я с orders list и със статуса ѝ в магазина

nothing_seen
not one record was looked at
check that the export of goods, quantities or partners is switched on, and the chosen groups
не е прегледан нито един запис
проверете дали е включен експортът на стоки, количества или партньори и избраните групи

run_died
the program ended while it worked on this record, for the {attempts}. time in succession
look into the program's log for what ended it, then run orders retry for the order
програмата прекъсна, докато обработваше този запис, за {attempts}-и пореден път
вижте в журнала на програмата какво я е прекъснало, после изпълнете orders retry за поръчката

history_lost
the run is whole, but it could not be written into the history
look at the cause; status shows an older run until the next one
изпълнението е цяло, но не можа да се запише в историята
вижте причината; status показва по-старо изпълнение до следващото

skip_without_reason
an order stays out only with a reason, which the journal keeps
say why
поръчка се пропуска само с причина, която журналът пази
посочете защо
`
