package syncer_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
)

// Complaint 5: every returning or guest buyer becomes a new partner. Whatever is
// written in another way (ЕИК with BG or blanks, e-mail in other letters, phone with
// +359 or blanks) is the same buyer.
func TestComplaint05_AReturningBuyerIsNoNewPartner(t *testing.T) {
	t.Parallel()

	for name, buyers := range map[string][]row{
		"e-mail": {
			{"name": "Иван", "email": "ivan@example.com"}, {"name": "И. Иванов", "email": "Ivan@Example.COM"}, {"name": "Иван", "email": " ivan@example.com "},
		},
		"phone": {
			{"name": "Иван", "phone": "0888123456"}, {"name": "Иван", "phone": "+359 888 123 456"},
			{"name": "Иван", "phone": "00359888123456"}, {"name": "Иван", "phone": "0888/12-34-56"},
		},
		"ЕИК": {
			{"name": "Иван", "email": "a@example.com", "eik": "123456789"}, {"name": "Мария", "email": "b@example.com", "eik": "BG123456789"},
			{"name": "Петър", "phone": "0899000000", "eik": "123 456 789"}, {"name": "Иван", "vat_number": "bg 123456789"},
		},
		"account and guest": {
			{"id": "77", "name": "Иван", "email": "ivan@example.com"}, {"name": "Иван", "email": "IVAN@example.com"},
			{"id": "77", "name": "Иван", "email": "new@example.com"}, {"id": "78", "name": "Иван", "email": "ivan@example.com"},
		},
	} {
		for _, together := range []bool{true, false} {
			t.Run(fmt.Sprint(name, " in one run ", together), func(t *testing.T) {
				t.Parallel()

				w := newWorld(t)
				w.cfg.Import.Nomenclature = false
				w.goods(t, "A")

				for _, customer := range buyers {
					w.order(t, buys("A", "1", row{"customer": customer}))

					if !together {
						require.Empty(t, reasons(w.imports(t)))
					}
				}

				require.Empty(t, reasons(w.imports(t)))
				require.Equal(t, fmt.Sprint(len(buyers)), w.documents(t))
				require.Equal(t, "2", w.scalar(t, "SELECT COUNT(*) FROM Partners"), "the program's own and the buyer")
				require.Equal(t, "1", w.scalar(t, "SELECT COUNT(DISTINCT PartnerID) FROM Operations"))
			})
		}
	}
}

// Guests may share one partner; then none of them becomes one, and who has an
// account or a company still has a partner of their own.
func TestComplaint05_GuestsShareOnePartner(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.cfg.Import.Nomenclature = false
	w.goods(t, "A")
	guest := w.partner(t, sklad.Partner{Company: "Онлайн клиент", PriceGroup: sklad.Retail})
	w.cfg.Import.GuestPartner = "Онлайн клиент"

	var orders []gombashop.OrderID

	for i, customer := range []row{
		{"name": "А", "email": "a@example.com"}, {"name": "Б", "phone": "0888000001"},
		{"id": "77", "name": "В", "email": "c@example.com"}, {"name": "Г", "email": "d@example.com", "eik": "123456789"},
	} {
		orders = append(orders, w.order(t, buys("A", "1", row{"customer": customer})))
		require.Empty(t, reasons(w.imports(t)))
		require.Equal(t, i < 2, w.bookedOn(t, orders[i]) == fmt.Sprint(guest), "%v", customer)
	}

	require.Equal(t, "4", w.scalar(t, "SELECT COUNT(*) FROM Partners"), "the program's own, the guests', and two")
}
