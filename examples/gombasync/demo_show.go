//go:build !nodemo

package main

import (
	"context"
	"errors"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/output"
	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer"
)

// errDemo means that the two sides do not agree: a mistake of this program.
var errDemo = errors.New("gombasync: the demonstration's totals differ")

// demoResult is the closing table, for a program.
type demoResult struct {
	Goods    int             `json:"goods"`
	Products int             `json:"products"`
	Orders   int             `json:"orders"`
	FirstUSN string          `json:"first_usn"`
	LastUSN  string          `json:"last_usn"`
	Receipts int             `json:"receipts"`
	Printed  decimal.Decimal `json:"printed"`
	Shop     decimal.Decimal `json:"shop_total"`
	Sklad    decimal.Decimal `json:"sklad_total"`
	// Database is the file to look at.
	Database string `json:"database"`
}

// showDemo counts on both sides and prints the closing table.
func (a *app) showDemo(ctx context.Context, d *demo, exported, imported syncer.Report) error {
	result := demoResult{Database: d.File, Goods: exported.Buckets[syncer.KindGood].Written, Orders: len(imported.Documents)}

	if err := errors.Join(d.countShop(ctx, &result), d.countWarehouse(ctx, imported, &result)); err != nil {
		return err
	}

	receipts := d.World.Printer.Receipts()
	if len(receipts) > 0 {
		a.out.Say(lang.Of("\nOne of the receipts, as the printer made it:\n\n%s",
			"\nЕдин от боновете, както го отпечата принтерът:\n\n%s"), receipts[0].Paper)
	}

	for _, receipt := range receipts {
		total, err := decimal.NewFromString(receipt.Total)
		if err != nil {
			return err
		}

		result.Receipts++
		result.Printed = result.Printed.Add(total)
	}

	a.out.Table([]output.Column{{Head: lang.Of("the demonstration", "демонстрация")}, {Head: lang.Of("result", "резултат"), Right: true}},
		result.rows(a.out.Lang()))
	a.out.Say(lang.Of(`
Where to look: the database of the demonstration is %s
  gombasync db info sqlite:%[1]s   what is in it
  table Operations, OperType 2          the sales, line by line; Payments and CashBook their money
  table ECRReceipts, ReceiptType 8      their УНП
  table gomba_orders                    the shop's orders and their documents
Delete the file when you have seen enough. Next: gombasync init writes a configuration for your own database and shop.`,
		`
Къде да погледнете: базата на демонстрацията е %s
  gombasync db info sqlite:%[1]s   какво има в нея
  таблица Operations, OperType 2        продажбите ред по ред; Payments и CashBook – парите им
  таблица ECRReceipts, ReceiptType 8    техните УНП
  таблица gomba_orders                  поръчките на магазина и документите им
Изтрийте файла, когато сте видели достатъчно. Оттук нататък: gombasync init записва настройки за вашата база и магазин.`), d.File)

	if err := a.out.JSON(result); err != nil {
		return err
	}

	if !result.Shop.Equal(result.Sklad) || len(imported.Parked) > 0 {
		return errDemo
	}

	return nil
}

func (r demoResult) rows(l lang.Lang) [][]string {
	return [][]string{
		{lang.Of("goods exported", "изпратени стоки").In(l), strconv.Itoa(r.Goods)},
		{lang.Of("products in the shop (with variants)", "продукти в магазина (с разновидности)").In(l), strconv.Itoa(r.Products)},
		{lang.Of("orders imported as sales", "поръчки, прехвърлени като продажби").In(l), strconv.Itoa(r.Orders)},
		{lang.Of("УНП from", "УНП от").In(l), r.FirstUSN},
		{lang.Of("УНП to", "УНП до").In(l), r.LastUSN},
		{lang.Of("receipts printed", "отпечатани бонове").In(l), strconv.Itoa(r.Receipts) + " / " + r.Printed.StringFixed(2) + " €"},
		{lang.Of("orders' total in the shop", "сума на поръчките в магазина").In(l), r.Shop.StringFixed(2) + " €"},
		{lang.Of("sales' total in Склад Pro", "сума на продажбите в Склад Pro").In(l), r.Sklad.StringFixed(2) + " €"},
	}
}

func (d *demo) countShop(ctx context.Context, r *demoResult) error {
	for _, err := range d.Session.Shop.Products.All(ctx, gombashop.ProductListOptions{}) {
		if err != nil {
			return err
		}

		r.Products++
	}

	for o, err := range d.Session.Shop.Orders.All(ctx, gombashop.OrderListOptions{}) {
		if err != nil {
			return err
		}

		r.Shop = r.Shop.Add(o.Totals.GrandTotal)

		if r.FirstUSN == "" || o.USN < r.FirstUSN {
			r.FirstUSN = o.USN
		}

		r.LastUSN = max(r.LastUSN, o.USN)
	}

	return nil
}

// countWarehouse adds the sales up from the rows of Operations.
func (d *demo) countWarehouse(ctx context.Context, imported syncer.Report, r *demoResult) error {
	for _, one := range imported.Documents {
		document, err := d.Session.DB.Document(ctx, sklad.OperSale, sklad.Acct(one.Acct))
		if err != nil {
			return err
		}

		for _, line := range document.Lines {
			r.Sklad = r.Sklad.Add(line.Qty.Mul(line.PriceOut).Round(2)) //nolint:mnd // cents
		}
	}

	return nil
}
