// Package csvexport reads the two CSV files that a merchant downloads from
// GombaShop's administration: the products and the orders.
//
// # Products
//
// [Products] goes through a product export row by row: the shop's id, name,
// sku, category path, options with their price differences, prices, promotion,
// visibility, address and picture. Real exports repeat rows; [Unique] leaves the
// repetitions out.
//
//	for p, err := range csvexport.Unique(csvexport.Products(file)) {
//		if err != nil {
//			return err
//		}
//		…
//	}
//
// # Orders
//
// [Orders] goes through an order export: number, status, dates, payment,
// delivery, invoice, customer, note, texts of the lines and totals. The file
// tells neither quantity nor sku nor price of a line, so it feeds statistics and
// lists of partners, and can never become a document.
//
// # What is understood
//
// Columns are found by their Bulgarian heads, in any order and in either case;
// columns that are not known are passed over. The heads of the older order
// layout are known too. Two columns of one name (an order has two called
// "Пощенски код") are told apart by which comes first.
//
// A byte order mark, decimal point and decimal comma, "€", "EUR" and "лв.",
// 0/1, Да/Не and yes/no, and HTML entities in texts are all met in real files
// and all read. An amount such as 1,234, which may be either of two numbers, is
// refused and never guessed. So is a price difference of an option that cannot be read,
// or that stands there twice: nothing is sold at the bare price because of it.
//
// # When something is wrong
//
// Every error is an [*Error] with line, column, head and a [Code]. [ErrValue]: a cell
// cannot be read; its row is left out and the next one follows, so that one pass
// shows all faults of a file. [ErrFormat]: the file as a whole cannot be read
// on, and the iteration ends.
//
// # Where the layouts are from
//
// GombaShop documents neither. They were learnt from files of one real shop,
// and may change without notice.
package csvexport
