package sklad

// kind is what the kinds of documents differ in.
type kind struct {
	name string
	// prefix of the number in NextAcct, and the kinds that share the series.
	prefix string
	series []int64
	// sign is Operations.Sign: what the document does to the stock.
	sign int
	// money is Payments.Sign; 0 writes no payments at all.
	money int
	// cash is CashBook.OperType of money in cash; 0 writes no cash book.
	cash int
	// title begins CashBook.Desc.
	title string
}

// CashBook.OperType 8 is "income from sale".
const incomeFromSale = 8

// kinds are the documents that Record writes. Sales share their series with
// sales on consignment (16). An order moves neither stock nor money. A refund
// of the vendor's open program writes no cash book row, so ours does not.
func kindOf(t OperType) (kind, bool) {
	switch t {
	case OperSale:
		return kind{
			name: "sale", prefix: "S", series: []int64{2, 16}, sign: -1, money: 1, cash: incomeFromSale, title: "Продажба",
		}, true
	case OperOrder:
		return kind{name: "order", prefix: "OR", series: []int64{19}, title: "Поръчка"}, true
	case OperRefund:
		return kind{name: "refund", prefix: "Rf", series: []int64{34}, sign: 1, money: -1, title: "Рекламация"}, true
	default:
		return kind{}, false
	}
}
