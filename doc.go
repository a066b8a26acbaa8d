// Package skladmost is the root of an SDK that connects Microinvest Склад Pro
// (Warehouse Pro) with a GombaShop online shop.
//
// The root holds no code. Start with the package that answers your question:
//
//   - [github.com/skladmost/skladmost/syncer] brings both sides together: it
//     exports the catalogue and the quantities and imports the orders.
//   - [github.com/skladmost/skladmost/sklad] reads and writes the warehouse
//     database; open it with sklad/sqlite.
//   - [github.com/skladmost/skladmost/gombashop] is the typed client of the shop.
//   - [github.com/skladmost/skladmost/fiscal] prints fiscal receipts safely.
//   - [github.com/skladmost/skladmost/usn] is the unique sale number (УНП).
//   - [github.com/skladmost/skladmost/money] converts and splits money exactly.
package skladmost
