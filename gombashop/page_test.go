package gombashop

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// pagedOrders serves n orders, per to a page, with the number of the next one
// as the cursor.
func pagedOrders(n, per int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		from, _ := strconv.Atoi(r.URL.Query().Get("cursor"))
		var rows []string
		for i := from; i < min(from+per, n); i++ {
			rows = append(rows, orderJSON(strconv.Itoa(i)))
		}
		next := "null"
		if from+per < n {
			next = fmt.Sprintf("%q", strconv.Itoa(from+per))
		}
		say(w, 200, fmt.Sprintf(`{"data":[%s],"page":{"next_cursor":%s,"limit":%d}}`, strings.Join(rows, ","), next, per))
	}
}

func orderJSON(id string) string {
	return fmt.Sprintf(`{"id":%q,"updated_at":"2026-11-20T10:15:00+02:00","currency":"EUR"}`, id)
}

func TestAllFollowsThePages(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ n, per, requests int }{{0, 3, 1}, {1, 3, 1}, {3, 3, 1}, {4, 3, 2}, {10, 3, 4}} {
		t.Run(fmt.Sprint(tc), func(t *testing.T) {
			t.Parallel()
			shop := newFakeShop(t, pagedOrders(tc.n, tc.per))
			c := shop.client(t)
			all := c.Orders.All(t.Context(), OrderListOptions{})
			for range 2 { // an iterator can be used again
				var ids []OrderID
				for o, err := range all {
					require.NoError(t, err)
					ids = append(ids, o.ID)
				}
				require.Len(t, ids, tc.n)
				require.True(t, slices.IsSortedFunc(ids, func(a, b OrderID) int { return len(a) - len(b) }))
			}
			require.Len(t, shop.seen(), 2*tc.requests)
		})
	}
}

func TestPagesGiveTheCursorToContinueFrom(t *testing.T) {
	t.Parallel()
	shop := newFakeShop(t, pagedOrders(7, 3))
	c := shop.client(t)
	var kept string
	for page, err := range c.Orders.Pages(t.Context(), OrderListOptions{Limit: 3}) {
		require.NoError(t, err)
		require.Len(t, page.Data, 3)
		kept = page.NextCursor
		break
	}
	require.Len(t, shop.seen(), 1, "breaking off asks for no more")
	var ids []OrderID
	for o, err := range c.Orders.All(t.Context(), OrderListOptions{Limit: 3, Cursor: kept}) {
		require.NoError(t, err)
		ids = append(ids, o.ID)
	}
	require.Equal(t, []OrderID{"3", "4", "5", "6"}, ids)
	require.Equal(t, "cursor=3&limit=3", shop.seen()[1].URL.RawQuery)
}

func TestFiltersOnTheWire(t *testing.T) {
	t.Parallel()
	shop := newFakeShop(t, always(200, `{"data":[],"page":{"next_cursor":null}}`))
	c := shop.client(t)
	sofia := time.FixedZone("EET", 2*3600)
	o := OrderListOptions{
		UpdatedSince: time.Date(2026, 11, 20, 10, 15, 0, 5e8, sofia), CreatedSince: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC),
		Statuses: []string{"confirmed", "в обработка"}, IDs: []OrderID{"7", "a,b"}, Limit: 250,
	}
	for _, err := range c.Orders.All(t.Context(), o) {
		require.NoError(t, err)
	}
	q := shop.seen()[0].URL.Query()
	require.Equal(t, map[string][]string{
		"updated_since": {"2026-11-20T08:15:00.5Z"}, "created_since": {"2026-01-01T00:00:00Z"},
		"status": {"confirmed", "в обработка"}, "ids": {"7", "a,b"}, "limit": {"250"},
	}, map[string][]string(q))
	for _, err := range c.Products.All(t.Context(), ProductListOptions{
		IDs: []string{"1"}, SKUs: []string{"s"}, Barcodes: []string{"380"}, IncludeDeleted: true,
	}) {
		require.NoError(t, err)
	}
	require.Equal(t, "barcode=380&ids=1&include_deleted=true&sku=s", shop.seen()[1].URL.RawQuery)
	for _, err := range c.Customers.All(t.Context(), CustomerListOptions{}) {
		require.NoError(t, err)
	}
	require.Empty(t, shop.seen()[2].URL.RawQuery, "the zero value lists all")
}

func TestManyIDsAreSpreadAndNoIDsAreNotAll(t *testing.T) {
	t.Parallel()
	shop := newFakeShop(t, always(200, `{"data":[],"page":{"next_cursor":null}}`))
	c := shop.client(t)
	ids := make([]string, 250)
	for i := range ids {
		ids[i] = strconv.Itoa(i)
	}
	for _, err := range c.Products.All(t.Context(), ProductListOptions{IDs: ids}) {
		require.NoError(t, err)
	}
	require.Len(t, shop.seen(), 3)
	var asked []string
	for _, a := range shop.seen() {
		asked = append(asked, a.URL.Query()["ids"]...)
	}
	require.Equal(t, ids, asked)

	for range c.Products.All(t.Context(), ProductListOptions{IDs: []string{}}) {
		t.Fatal("an empty list of ids lists nothing")
	}
	for range c.Orders.All(t.Context(), OrderListOptions{IDs: []OrderID{}}) {
		t.Fatal("an empty list of ids lists nothing")
	}
	require.Len(t, shop.seen(), 3)
	for _, err := range c.Products.All(t.Context(), ProductListOptions{IDs: ids, Cursor: "x"}) {
		requireCode(t, err, CodeValidationFailed)
	}
}

func TestLimitIsChecked(t *testing.T) {
	t.Parallel()
	shop := newFakeShop(t, pagedOrders(0, 1))
	for limit, ok := range map[int]bool{-1: false, 0: true, 1: true, 250: true, 251: false} {
		n := 0
		for _, err := range shop.client(t).Orders.Pages(t.Context(), OrderListOptions{Limit: limit}) {
			n++
			require.Equal(t, ok, err == nil, "limit %d: %v", limit, err)
		}
		require.Equal(t, 1, n)
	}
}

func TestARepeatedCursorIsAnError(t *testing.T) {
	t.Parallel()
	for name, cursors := range map[string][]string{"at once": {"a", "a"}, "in a ring": {"a", "b", "c", "a"}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var shop *fakeShop
			shop = newFakeShop(t, func(w http.ResponseWriter, _ *http.Request) {
				say(w, 200, fmt.Sprintf(`{"data":[],"page":{"next_cursor":%q}}`, cursors[(len(shop.seen())-1)%len(cursors)]))
			})
			var last error
			for _, err := range shop.client(t).Orders.Pages(t.Context(), OrderListOptions{}) {
				last = err
			}
			requireCode(t, last, CodeBadResponse)
			require.ErrorContains(t, last, "twice")
			require.Len(t, shop.seen(), len(cursors))
		})
	}
	shop := newFakeShop(t, always(200, `{"data":[],"page":{"next_cursor":"mine"}}`))
	for _, err := range shop.client(t).Orders.All(t.Context(), OrderListOptions{Cursor: "mine"}) {
		requireCode(t, err, CodeBadResponse)
	}
	require.Len(t, shop.seen(), 1, "the caller's own cursor counts")
}

func TestAnIterationEndsAfterAnError(t *testing.T) {
	t.Parallel()
	var shop *fakeShop
	paged := pagedOrders(9, 3)
	shop = newFakeShop(t, func(w http.ResponseWriter, r *http.Request) {
		if len(shop.seen()) == 2 {
			say(w, 500, `{"error":{"code":"internal","message":"boom"}}`)
			return
		}
		paged(w, r)
	})
	n, failed := 0, 0
	for o, err := range shop.client(t).Orders.All(t.Context(), OrderListOptions{}) {
		if err != nil {
			failed++
			requireCode(t, err, CodeInternal)
			require.Empty(t, o)
			continue // a caller who goes on in spite of the error gets no more
		}
		n++
	}
	require.Equal(t, 3, n)
	require.Equal(t, 1, failed)
	require.Len(t, shop.seen(), 2)
}

// TestABrokenRowIsSetApart: one poisoned order must not hide those after it.
func TestABrokenRowIsSetApart(t *testing.T) {
	t.Parallel()
	rows := []string{
		orderJSON("1"),
		`{"id":"2","updated_at":"2026-11-20T10:15:00+02:00","currency":"EUR","items":[{"quantity":"NaN"}]}`,
		`{"id":"3","updated_at":"2026-11-20T10:15:00+02:00"}`,
		`{"id":"","updated_at":"2026-11-20T10:15:00+02:00","currency":"EUR"}`,
		`{"id":5,"updated_at":"2026-11-20T10:15:00+02:00","currency":"EUR"}`,
		`{"id":"6","currency":"EUR"}`, `null`, `7`,
		`{"id":"8","updated_at":"2026-11-20T10:15:00+02:00","currency":"EUR","totals":{"grand_total":"1e999999999"}}`,
		orderJSON("9"),
	}
	shop := newFakeShop(t, always(200, `{"data":[`+strings.Join(rows, ",")+`],"page":{"next_cursor":null}}`))
	c := shop.client(t)
	for page, err := range c.Orders.Pages(t.Context(), OrderListOptions{}) {
		require.NoError(t, err)
		require.Len(t, page.Data, 2)
		require.Equal(t, OrderID("9"), page.Data[1].ID)
		var ids []string
		for _, r := range page.Rejected {
			ids = append(ids, r.ID)
			require.True(t, IsCode(r.Err, CodeBadResponse))
		}
		require.Equal(t, []string{"2", "3", "", "5", "6", "", "", "8"}, ids)
		require.Equal(t, 2026, page.Rejected[0].UpdatedAt.Year())
		require.ErrorContains(t, page.Rejected[0].Err, "NaN")
		require.ErrorContains(t, page.Rejected[1].Err, "no currency")
		require.ErrorContains(t, page.Rejected[4].Err, "updated_at")
	}
	var good int
	var last error
	for _, err := range c.Orders.All(t.Context(), OrderListOptions{}) {
		if last = err; err == nil {
			good++
		}
	}
	require.Equal(t, 2, good)
	requireCode(t, last, CodeBadResponse)
}

func TestAnAnswerWithoutDataOrPageIsNotAnEmptyList(t *testing.T) {
	t.Parallel()
	for _, body := range []string{`{}`, `{"data":null}`, `{"data":[]}`, `{"data":[],"page":null}`, `{"page":{"next_cursor":null}}`, `[]`, `null`, `{"data":{}}`} {
		shop := newFakeShop(t, always(200, body))
		var last error
		for _, err := range shop.client(t).Products.All(t.Context(), ProductListOptions{}) {
			last = err
		}
		requireCode(t, last, CodeBadResponse)
	}
}

func TestTheCallersOptionsAreNotChanged(t *testing.T) {
	t.Parallel()
	shop := newFakeShop(t, pagedOrders(5, 2))
	o := OrderListOptions{Statuses: []string{"b", "a"}, IDs: []OrderID{"2", "1"}, Limit: 2}
	before, err := json.Marshal(o) //nolint:musttag // only compared
	require.NoError(t, err)
	all := shop.client(t).Orders.All(t.Context(), o)
	o.Statuses[0] = "changed later"
	for _, err := range all {
		require.NoError(t, err)
	}
	require.Equal(t, []string{"b", "a"}, shop.seen()[0].URL.Query()["status"])
	o.Statuses[0] = "b"
	after, err := json.Marshal(o) //nolint:musttag // only compared
	require.NoError(t, err)
	require.JSONEq(t, string(before), string(after))
}
