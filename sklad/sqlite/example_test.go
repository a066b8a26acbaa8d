package sqlite_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/sqlite"
)

func ExampleCreate() {
	folder, err := os.MkdirTemp("", "sklad")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(folder)

	ctx := context.Background()
	db, err := sqlite.Create(ctx, filepath.Join(folder, "shop.db"))
	if err != nil {
		fmt.Println(err)
		return
	}
	defer db.Close()

	info, err := db.Info(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(info.SchemaVersion, info.BaseCurrency, info.PricesIncludeVAT)
	for rate, err := range db.VATGroups(ctx) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(rate.ID, rate.Name, rate.Rate)
	}
	// Output:
	// 3.07 EUR true
	// 1 Основна ДДС група 20
	// 2 Намалена ставка ДДС 9% 9
	// 3 Нулева ставка ДДС 0% 0
}

func ExampleOpen() {
	_, err := sqlite.Open(context.Background(), "no such file.db", sklad.WithLocation(nil))
	fmt.Println(err != nil)
	// Output: true
}
