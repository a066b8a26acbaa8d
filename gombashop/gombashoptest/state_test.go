package gombashoptest_test

import (
	"bytes"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
)

// lived is a shop in which something of everything has happened.
func lived(t *testing.T) *gombashoptest.Server {
	t.Helper()

	s, c := stocked(t)
	_, err := s.AddCategory("Кухня", "Чаши")
	require.NoError(t, err)
	require.NoError(t, s.AddVoucher(row{"code": "V-1", "value": "5.00"}))
	require.NoError(t, s.AddPromoCode(row{"code": "NOV", "value": "10.00"}))

	_, err = c.Customers.Upsert(t.Context(), []gombashop.CustomerPatch{{ExternalID: "9", Name: new("Иван")}})
	require.NoError(t, err)
	_, err = c.Stock.Set(t.Context(), []gombashop.StockRow{{ExternalID: "5", Quantity: dec("7"), AsOf: time.Now()}})
	require.NoError(t, err)

	id, err := s.PlaceOrder(row{"items": []row{{"sku": "CH-1"}}, "discounts": []row{{"code": "V-1"}}, "customer": row{"name": "Иван"}})
	require.NoError(t, err)
	require.NoError(t, c.Orders.SetUSN(t.Context(), id, "DT279013-0001-0000001"))

	return s
}

func saved(t *testing.T, s *gombashoptest.Server) string {
	t.Helper()

	var out bytes.Buffer

	require.NoError(t, s.Save(&out))

	return out.String()
}

// TestNothingIsForgotten compares all that the shop tells with what it told
// before.
func TestNothingIsForgotten(t *testing.T) {
	t.Parallel()

	before, after := lived(t), gombashoptest.Start(t)
	require.NoError(t, after.Load(strings.NewReader(saved(t, before))))

	for _, path := range []string{"/products", "/categories", "/customers", "/orders", "/vouchers", "/promo-codes"} {
		told := ask(t, before, "GET", path, "").body
		require.NotContains(t, told, `"data":[]`)
		require.Equal(t, told, ask(t, after, "GET", path, "").body)
	}
}

func TestIDsAreNotGivenOutTwice(t *testing.T) {
	t.Parallel()

	before, after := lived(t), gombashoptest.Start(t)
	state := saved(t, before)
	require.NoError(t, after.Load(strings.NewReader(state)))

	product, err := after.AddProduct(row{"name": "Нож"})
	require.NoError(t, err)
	require.NotContains(t, state, `"id":"`+product+`"`)

	order, err := after.PlaceOrder(row{"items": []row{{"sku": "CH-1"}}})
	require.NoError(t, err)
	require.NotContains(t, state, `"id":"`+string(order)+`"`)
}

// TestARepeatAfterARestartHasNoSecondEffect: the answers to idempotency keys are
// part of the state, and so is the time of a quantity.
func TestARepeatAfterARestartHasNoSecondEffect(t *testing.T) {
	t.Parallel()

	const body = `{"data":[{"external_id":"77","name":"Нож"}]}`

	before, after := lived(t), gombashoptest.Start(t)
	told := ask(t, before, "POST", "/products/bulk", body, "Idempotency-Key", "k").body
	require.NoError(t, after.Load(strings.NewReader(saved(t, before))))

	require.Equal(t, told, ask(t, after, "POST", "/products/bulk", body, "Idempotency-Key", "k").body)
	ask(t, after, "POST", "/products/bulk", `{"data":[]}`, "Idempotency-Key", "k").refused(t, 409, "idempotency_conflict")
	require.Contains(t, ask(t, after, "POST", "/stock/bulk", `{"data":[{"external_id":"5","quantity":"99.000","as_of":"2020-01-01T00:00:00Z"}]}`).body,
		`"unchanged"`, "an old quantity is still old")
}

func TestAStateThatIsNone(t *testing.T) {
	t.Parallel()

	s := lived(t)
	before := ask(t, s, "GET", "/products", "").body

	for text, want := range map[string]string{
		"": "unexpected end of JSON input", "{": "unexpected end", `[]`: "cannot unmarshal array", `{}`: "version 0, and not 1",
		`{"version":2}`: "version 2, and not 1", `{"version":1,"products":[{"id":7}]}`: "cannot unmarshal number",
		`{"version":1,"categories":[{"id":"1","parent_id":"2"}]}`:                            "category 1 is below one that is missing",
		`{"version":1,"categories":[{"id":"1","parent_id":"2"},{"id":"2","parent_id":"1"}]}`: "is below itself",
	} {
		err := s.Load(strings.NewReader(text))
		require.ErrorIs(t, err, gombashoptest.ErrState, text)
		require.ErrorContains(t, err, want)
		require.NotContains(t, err.Error(), "\n")
	}

	broken := errors.New("the disk is gone")
	require.ErrorIs(t, s.Load(iotest.ErrReader(broken)), broken)
	require.Equal(t, before, ask(t, s, "GET", "/products", "").body, "nothing was changed")
	require.NotContains(t, saved(t, s), "secret", "never the key")
}

// TestAStateByHand may lack what the shop itself writes.
func TestAStateByHand(t *testing.T) {
	t.Parallel()

	s := gombashoptest.Start(t)
	require.NoError(t, s.Load(strings.NewReader(`{"version":1,"products":[{"id":"1","name":"x"}],"orders":[{"id":"2","items":[{"id":"1","quantity":"1"}]}]}`)))
	require.NoError(t, s.ChangeOrder("2", row{"items": []row{{"quantity": "2", "name": "x", "unit_price": "1.00"}}}))

	id, err := s.AddProduct(row{"id": "1", "variants": []row{{"price": "1.00"}}})
	require.NoError(t, err)
	require.Equal(t, "1", id)
	require.Equal(t, 200, ask(t, s, "GET", "/products", "").status)
}

func TestSavingComesBeforeTheAnswer(t *testing.T) {
	t.Parallel()

	var (
		saves  atomic.Int32
		broken atomic.Bool
	)

	s := gombashoptest.Start(t, gombashoptest.WithSaving(func(s *gombashoptest.Server) error {
		if broken.Load() {
			return errors.New("the disk is full")
		}

		saves.Add(1)

		return s.Save(&bytes.Buffer{})
	}))

	const body = `{"data":[{"external_id":"1","name":"x"}]}`

	for i, step := range []struct {
		method, path, body string
		saves              int32
	}{
		{"GET", "/products", "", 0}, {"POST", "/products/bulk", body, 1}, {"POST", "/products/bulk", `{}`, 1}, {"GET", "/orders/none", "", 1},
	} {
		ask(t, s, step.method, step.path, step.body)
		require.Equal(t, step.saves, saves.Load(), i)
	}

	require.Equal(t, 201, steer(t, s, "POST", "orders", `{"items":[{"name":"x","unit_price":"1.00"}]}`).status)
	require.Equal(t, int32(2), saves.Load())

	require.Equal(t, 204, steer(t, s, "DELETE", "requests", "").status)
	require.Equal(t, 204, steer(t, s, "PUT", "faults", "[]").status)
	require.Equal(t, int32(2), saves.Load(), "neither is kept")

	require.NoError(t, s.SetFaults(gombashoptest.Fault{Kind: gombashoptest.FaultStatusAfter, Status: 503, Times: 1}))
	ask(t, s, "POST", "/products/bulk", strings.Replace(body, "1", "2", 1)).refused(t, 503, "internal")
	require.Equal(t, int32(3), saves.Load(), "what is done is kept, whatever becomes of the answer")

	broken.Store(true)
	ask(t, s, "POST", "/products/bulk", strings.Replace(body, "1", "3", 1)).refused(t, 500, "internal")
	require.Equal(t, 500, steer(t, s, "POST", "orders", `{"items":[{"name":"x","unit_price":"1.00"}]}`).status)
}

func TestAnswersAreForgottenAfterADay(t *testing.T) {
	t.Parallel()

	var ahead atomic.Int64

	s := gombashoptest.Start(t, gombashoptest.WithClock(func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) }))

	const body = `{"data":[{"external_id":"1","name":"x"}]}`

	for i, step := range []struct {
		ahead time.Duration
		key   string
		want  string
	}{
		{0, "k", `"created"`}, {23 * time.Hour, "k", `"created"`}, {25 * time.Hour, "k", `"unchanged"`}, {25 * time.Hour, "other", `"unchanged"`},
	} {
		ahead.Store(int64(step.ahead))
		require.Contains(t, ask(t, s, "POST", "/products/bulk", body, "Idempotency-Key", step.key).body, step.want, i)
	}

	require.Equal(t, 2, strings.Count(saved(t, s), `"content"`))
	require.Regexp(t, `"content":"[0-9a-f]{64}"`, saved(t, s), "a person can compare it")
}
