package sklad_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/sqlite"
)

// exampleDB is a new database in a folder that done removes.
func exampleDB(ctx context.Context) (db *sklad.DB, done func()) {
	folder, err := os.MkdirTemp("", "sklad")
	if err != nil {
		panic(err)
	}
	db, err = sqlite.Create(ctx, filepath.Join(folder, "shop.db"))
	if err != nil {
		panic(err)
	}
	return db, func() { _, _ = db.Close(), os.RemoveAll(folder) }
}

func ExampleDB_Goods() {
	ctx := context.Background()
	db, done := exampleDB(ctx)
	defer done()
	for good, err := range db.Goods(ctx, sklad.GoodsFilter{Groups: []string{"-1"}}) {
		if err != nil {
			fmt.Println(err)
			return
		}
		price, known := good.Prices.At(sklad.Retail)
		fmt.Println(good.ID, good.Name, price, known)
	}
	// Output: 1 Служебна стока 0 true
}

func ExampleDB_Stock() {
	ctx := context.Background()
	db, done := exampleDB(ctx)
	defer done()
	query := sklad.StockQuery{ObjectGroups: []string{"-1"}, Reserved: sklad.ReservedAll}
	for row, err := range db.Stock(ctx, query) {
		if err != nil {
			fmt.Println(err)
			return
		}
		if row.Qty.Valid { // otherwise there is no figure, which is not zero
			fmt.Println(row.GoodID, row.Qty.Decimal.Sub(row.Reserved))
		}
	}
	// Output: 1 0
}

func ExampleDB_InTx() {
	ctx := context.Background()
	db, done := exampleDB(ctx)
	defer done()
	var name string
	err := db.InTx(ctx, func(ctx context.Context, tx *sklad.Tx) error {
		good, err := tx.Good(ctx, 1) // tx, never db: fn may run again
		name = good.Name
		return err
	})
	fmt.Println(name, err)
	// Output: Служебна стока <nil>
}
