package gombashop

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
)

func stock(n int) []StockRow {
	rows := make([]StockRow, n)
	for i := range rows {
		rows[i] = StockRow{ExternalID: strconv.Itoa(i), Quantity: decimal.NewFromInt(int64(i)), AsOf: time.Unix(1_800_000_000, 0)}
	}
	return rows
}

func TestBatchesOf200RowsInTheCallersOrder(t *testing.T) {
	t.Parallel()
	for rows, requests := range map[int]int{0: 0, 1: 1, 200: 1, 201: 2, 450: 3} {
		t.Run(strconv.Itoa(rows), func(t *testing.T) {
			t.Parallel()
			var shop *fakeShop
			shop = newFakeShop(t, func(w http.ResponseWriter, r *http.Request) { takesAll(&shop)(w, r) })
			results, err := shop.client(t).Stock.Set(t.Context(), stock(rows), WithIdempotencyKey("stock:run7"))
			require.NoError(t, err)
			require.Len(t, results, rows)
			for i, r := range results {
				require.Equal(t, i, r.Index)
				require.Equal(t, strconv.Itoa(i), r.ExternalID)
				require.Equal(t, Updated, r.Status)
			}
			require.Len(t, shop.seen(), requests)
			for n, a := range shop.seen() {
				require.Equal(t, "stock:run7:"+strconv.Itoa(n), a.Header.Get("Idempotency-Key"))
			}
		})
	}
}

func TestBatchesOf5MiB(t *testing.T) {
	t.Parallel()
	var shop *fakeShop
	shop = newFakeShop(t, func(w http.ResponseWriter, r *http.Request) { takesAll(&shop)(w, r) })
	text := strings.Repeat("x", 1<<20)
	rows := make([]ProductPatch, 12)
	for i := range rows {
		rows[i] = ProductPatch{ExternalID: strconv.Itoa(i), DescriptionHTML: &text}
	}
	huge := strings.Repeat("я", 3<<20)
	rows[5].DescriptionHTML = &huge
	results, err := shop.client(t).Products.Upsert(t.Context(), rows)
	require.NoError(t, err)
	require.Len(t, results, 12)
	for i, r := range results {
		require.Equal(t, i, r.Index)
		require.Equal(t, i == 5, r.Status == Failed)
	}
	require.ErrorContains(t, results[5].Err, "shorten")
	require.Len(t, shop.seen(), 3)
	for _, a := range shop.seen() {
		require.LessOrEqual(t, len(a.body), 5<<20)
	}
}

// TestTheBodyIsExactlyAsLongAsReckoned fills one request to the last byte.
func TestTheBodyIsExactlyAsLongAsReckoned(t *testing.T) {
	t.Parallel()
	var shop *fakeShop
	shop = newFakeShop(t, func(w http.ResponseWriter, r *http.Request) { takesAll(&shop)(w, r) })
	frame := len(`{"data":[{"external_id":"1","description_html":""}]}`) + 1 // the comma that is reckoned with
	for extra, ok := range map[int]bool{0: true, 1: false} {
		text := strings.Repeat("x", 5<<20-frame+extra)
		results, err := shop.client(t).Products.Upsert(t.Context(), []ProductPatch{{ExternalID: "1", DescriptionHTML: &text}})
		require.NoError(t, err)
		require.Equal(t, ok, results[0].Err == nil)
	}
}

func TestRowsThatCannotBeRightFailAlone(t *testing.T) {
	t.Parallel()
	var shop *fakeShop
	shop = newFakeShop(t, func(w http.ResponseWriter, r *http.Request) { takesAll(&shop)(w, r) })
	rows := []StockRow{
		{Quantity: decimal.NewFromInt(1)},
		{SKU: "ok"},
		{SKU: "fine", Quantity: decimal.RequireFromString("1.0001")},
		{VariantID: "v", Quantity: decimal.RequireFromString("2.500")},
	}
	results, err := shop.client(t).Stock.Set(t.Context(), rows)
	require.NoError(t, err)
	require.Equal(t, []ResultStatus{Failed, Updated, Failed, Updated},
		[]ResultStatus{results[0].Status, results[1].Status, results[2].Status, results[3].Status})
	require.ErrorContains(t, results[0].Err, "none of VariantID, ExternalID and SKU")
	require.ErrorContains(t, results[2].Err, `record "fine" is not sent`)
	require.ErrorContains(t, results[2].Err, "1.0001 has more than 3 decimal places")
	var sent struct {
		Data []map[string]string `json:"data"`
	}
	require.NoError(t, json.Unmarshal(shop.seen()[0].body, &sent))
	require.Len(t, sent.Data, 2)
	require.Equal(t, "2.500", sent.Data[1]["quantity"])
	require.NotEmpty(t, sent.Data[1]["as_of"])

	results, err = shop.client(t).Stock.Set(t.Context(), rows[:1])
	require.NoError(t, err)
	require.Len(t, results, 1)
	require.Len(t, shop.seen(), 1, "nothing is sent when nothing is left")
}

// TestTheSameStockTwiceIsTheSameRequest: a run that is repeated with its own key
// must not be refused because a clock has moved on.
func TestTheSameStockTwiceIsTheSameRequest(t *testing.T) {
	t.Parallel()
	var shop *fakeShop
	shop = newFakeShop(t, func(w http.ResponseWriter, r *http.Request) { takesAll(&shop)(w, r) })
	c := shop.client(t)
	dated := StockRow{SKU: "a", Quantity: dec("1"), AsOf: time.Date(2026, 1, 2, 3, 4, 5, 6, time.UTC)}
	for range 2 {
		results, err := c.Stock.Set(t.Context(), []StockRow{dated, {SKU: "b"}}, WithIdempotencyKey("stock:run7"))
		require.NoError(t, err)
		require.Equal(t, Updated, results[0].Status)
		require.ErrorContains(t, results[1].Err, "as_of", "a row without a time of its own is refused, alone")
	}
	require.Equal(t, shop.seen()[0].body, shop.seen()[1].body)

	results, err := c.Stock.Set(t.Context(), []StockRow{{SKU: "b"}})
	require.NoError(t, err)
	require.Equal(t, Updated, results[0].Status, "without a key the moment of the call will do")
}

func TestResultsOfRows(t *testing.T) {
	t.Parallel()
	shop := newFakeShop(t, always(200, `{"results":[
		{"index":2,"status":"failed","external_id":"c","error":{"code":"validation_failed","message":"no name","details":[{"field":"name","code":"empty","message":"is empty"}]}},
		{"index":0,"status":"created","id":"10","external_id":"a","variants":[{"index":0,"status":"created","id":"10-1","external_id":"7"}]},
		{"index":1,"status":"unchanged","id":"11"},
		{"index":3,"status":"failed"}]}`))
	rows := []ProductPatch{{ExternalID: "a"}, {ID: "11"}, {ExternalID: "c"}, {ID: "13"}}
	results, err := shop.client(t).Products.Upsert(t.Context(), rows)
	require.NoError(t, err)
	require.Equal(t, Created, results[0].Status)
	require.Equal(t, []Result{{Index: 0, Status: Created, ID: "10-1", ExternalID: "7"}}, results[0].Variants)
	require.Equal(t, Unchanged, results[1].Status)
	require.True(t, IsCode(results[2].Err, CodeValidationFailed))
	require.ErrorContains(t, results[2].Err, "name: is empty")
	require.NotEmpty(t, results[2].Err.RequestID)
	require.ErrorContains(t, results[3].Err, "gave no reason")
	require.Nil(t, results[0].Err)
}

func TestAnswersThatDoNotFitTheRows(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"none": `{"results":[]}`, "no results": `{}`, "too few": `{"results":[{"index":0,"status":"updated"}]}`,
		"twice":          `{"results":[{"index":0,"status":"updated"},{"index":0,"status":"updated"}]}`,
		"out of range":   `{"results":[{"index":0,"status":"updated"},{"index":2,"status":"updated"}]}`,
		"negative":       `{"results":[{"index":-1,"status":"updated"},{"index":1,"status":"updated"}]}`,
		"unknown status": `{"results":[{"index":0,"status":"updated"},{"index":1,"status":"perhaps"}]}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			results, err := newFakeShop(t, always(200, body)).client(t).Stock.Set(t.Context(), stock(2))
			requireCode(t, err, CodeBadResponse)
			require.ErrorIs(t, err, ErrOutcomeUnknown)
			require.Empty(t, results)
		})
	}
}

func TestABatchThatFailsLeavesWhatIsKnown(t *testing.T) {
	t.Parallel()
	var shop *fakeShop
	shop = newFakeShop(t, func(w http.ResponseWriter, r *http.Request) {
		if len(shop.seen()) == 2 {
			say(w, 403, `{"error":{"code":"module_disabled","message":"off"}}`)
			return
		}
		takesAll(&shop)(w, r)
	})
	rows := stock(500)
	rows[3] = StockRow{}
	results, err := shop.client(t).Stock.Set(t.Context(), rows)
	var partial *PartialError
	require.ErrorAs(t, err, &partial)
	require.True(t, IsCode(err, CodeModuleDisabled))
	require.Equal(t, partial.Done, results)
	require.Len(t, results, 201, "the first batch and the row that was never sent")
	require.Equal(t, Failed, results[3].Status)
	require.Equal(t, 200, results[200].Index)
	require.Len(t, shop.seen(), 2, "the third batch is not tried")
	require.NotErrorIs(t, err, ErrOutcomeUnknown)
	require.Empty(t, partial.Unknown, "a refusal is certain")
	require.Equal(t, upTo(201, 500), partial.NotDone)

	down := newFakeShop(t, always(403, `{"error":{"code":"forbidden","message":"no"}}`))
	results, err = down.client(t).Stock.Set(t.Context(), stock(2))
	requireCode(t, err, CodeForbidden)
	require.NotErrorAs(t, err, &partial)
	require.Empty(t, results)
}

// TestRowsOfABatchThatMayHaveBeenTaken: each row is in exactly one list.
func TestRowsOfABatchThatMayHaveBeenTaken(t *testing.T) {
	t.Parallel()
	var shop *fakeShop
	shop = newFakeShop(t, func(w http.ResponseWriter, r *http.Request) {
		if len(shop.seen()) > 1 {
			panic(http.ErrAbortHandler)
		}
		takesAll(&shop)(w, r)
	})
	_, err := shop.client(t).Stock.Set(t.Context(), stock(500))
	var partial *PartialError
	require.ErrorAs(t, err, &partial)
	require.ErrorIs(t, err, ErrOutcomeUnknown)
	require.Len(t, partial.Done, 200)
	require.Equal(t, upTo(200, 400), partial.Unknown)
	require.Equal(t, upTo(400, 500), partial.NotDone)
	require.ErrorContains(t, err, "after 200 rows (200 unknown, 100 not done)")

	down := newFakeShop(t, always(403, `{"error":{"code":"forbidden","message":"no"}}`))
	_, err = down.client(t).Stock.Set(t.Context(), stock(201))
	require.ErrorAs(t, err, &partial)
	require.Empty(t, partial.Done)
	require.Equal(t, upTo(0, 201), partial.NotDone)
}

func upTo(from, to int) []int {
	var indices []int
	for i := from; i < to; i++ {
		indices = append(indices, i)
	}
	return indices
}

func TestKeysThatAreNoHeader(t *testing.T) {
	t.Parallel()
	require.Equal(t, "order:7:usn", headerKey("order:7:usn"))
	for _, key := range []string{"поръчка", "a\nb", " a", strings.Repeat("x", 201)} {
		got := headerKey(key)
		require.True(t, strings.HasPrefix(got, "sha256:"), got)
		require.Equal(t, got, headerKey(key))
	}
	require.NotEqual(t, headerKey("я"), headerKey("ю"))
}
