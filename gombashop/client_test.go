package gombashop

import (
	"errors"
	"log/slog"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestBaseURL(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		raw, want, says string
		insecure        bool
	}{
		{raw: "https://shop.example/api/microinvest/v1", want: "https://shop.example/api/microinvest/v1"},
		{raw: " https://shop.example/api// ", want: "https://shop.example/api"},
		{raw: "http://127.0.0.1:8080/x", want: "http://127.0.0.1:8080/x"},
		{raw: "http://[::1]:8080", want: "http://[::1]:8080"},
		{raw: "http://LOCALHOST", want: "http://LOCALHOST"},
		{raw: "http://192.168.0.4/x", says: "plain http"},
		{raw: "http://192.168.0.4/x", insecure: true, want: "http://192.168.0.4/x"},
		{raw: "http://localhost.evil.example", says: "plain http"},
		{raw: "https://user:" + canaryPassword + "@shop.example", says: "user name or password"},
		{raw: "https://shop.example/?key=" + canaryPassword, says: "query"},
		{raw: "https://shop.example/#" + canaryPassword, says: "fragment"},
		{raw: "ftp://shop.example", says: "scheme"},
		{raw: "shop.example/api", says: "names no host"},
		{raw: "", says: "names no host"},
		{raw: "https://", says: "names no host"},
		{raw: "https://%zz" + canaryPassword, says: "cannot be read"},
	} {
		t.Run(tc.raw, func(t *testing.T) {
			t.Parallel()
			got, err := checkBase(tc.raw, tc.insecure)
			if tc.says == "" {
				require.NoError(t, err)
				require.Equal(t, tc.want, got)
				return
			}
			requireCode(t, err, CodeValidationFailed)
			require.ErrorContains(t, err, tc.says)
			require.NotContains(t, err.Error(), canaryPassword)
		})
	}
}

func TestOptionsAreChecked(t *testing.T) {
	t.Parallel()
	for name, opt := range map[string]Option{
		"nil client": WithHTTPClient(nil), "rate 0": WithRateLimit(0), "nil clock": WithClock(nil),
		"negative": WithRetry(RetryOptions{MaxAttempts: -1}), "header injection": WithApplication("x\r\nHost: y", "1"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := NewClient("https://shop.example", HMAC(testID, testKey), opt)
			requireCode(t, err, CodeValidationFailed)
		})
	}
	_, err := NewClient("https://shop.example", HMAC(testID, testKey), nil, WithLogger(nil), WithObserver(nil), WithInsecureHTTP())
	require.NoError(t, err)
	_, err = NewClient("https://shop.example", nil)
	requireCode(t, err, CodeValidationFailed)
}

func TestPing(t *testing.T) {
	t.Parallel()
	shop := newFakeShop(t, always(200, `{"shop_id":"s1","shop_name":"Тест","module_active":true,"api_version":"1",
		"currency":"EUR","server_time":"2026-11-23T12:00:00+02:00","extra":[1,{"x":null}]}`))
	p, err := shop.client(t).Ping(t.Context())
	require.NoError(t, err)
	require.Equal(t, "s1", p.ShopID)
	require.Equal(t, "EUR", p.Currency)
	require.True(t, p.ModuleActive)
	require.EqualValues(t, 1795428000, p.ServerTime.Unix())
	require.Equal(t, "/api/microinvest/v1/ping", shop.seen()[0].URL.Path)
}

func TestErrorText(t *testing.T) {
	t.Parallel()
	cause := errors.New("cause")
	e := &Error{
		Code: CodeValidationFailed, Message: "bad row", RequestID: "r1", Attempts: 3, Status: 422, Remedy: "mend it",
		Details: []FieldError{{Field: "name", Message: "is empty"}}, op: "POST /x", cause: cause,
	}
	require.Equal(t, "gombashop: POST /x: bad row (validation_failed, HTTP 422, 3 attempts, request r1); name: is empty; mend it", e.Error())
	require.ErrorIs(t, e, cause)
	require.ErrorIs(t, e, &Error{Code: CodeValidationFailed})
	require.NotErrorIs(t, e, &Error{Code: CodeConflict})
	wrapped := &PartialError{Err: e, Done: []Result{{}, {}}, Unknown: []int{2}}
	require.True(t, IsCode(wrapped, CodeConflict, CodeValidationFailed))
	require.False(t, IsCode(wrapped, CodeConflict))
	require.False(t, IsCode(nil, CodeConflict))
	require.Equal(t, "gombashop: stopped after 2 rows (1 unknown, 0 not done): "+e.Error(), wrapped.Error())
	require.Equal(t, slog.KindGroup, e.LogValue().Kind())
}

func TestEveryCodeHasARemedy(t *testing.T) {
	t.Parallel()
	for _, c := range []ErrorCode{
		CodeUnauthorized, CodeForbidden, CodeModuleDisabled, CodeValidationFailed, CodeIdempotencyConflict, CodeUSNAlreadySet,
		CodeRateLimited, CodeInternal, CodeNetwork, CodeBadResponse, CodeClockSkew, CodeNotFound, CodeConflict, CodeCanceled,
	} {
		require.NotEmpty(t, remedy(c), c)
	}
}

func TestIDsThatAreNoPath(t *testing.T) {
	t.Parallel()
	shop := newFakeShop(t, always(200, `{}`))
	c := shop.client(t)
	for _, id := range []OrderID{"", ".", ".."} {
		_, err := c.Orders.Get(t.Context(), id)
		requireCode(t, err, CodeValidationFailed)
		requireCode(t, c.Orders.SetUSN(t.Context(), id, "x"), CodeValidationFailed)
	}
	require.Empty(t, shop.seen())
	_, err := c.Orders.Get(t.Context(), "../../admin?x=1#y")
	require.Error(t, err)
	require.Equal(t, "/api/microinvest/v1/orders/..%2F..%2Fadmin%3Fx=1%23y", shop.seen()[0].URL.EscapedPath())
}

func TestConcurrentUse(t *testing.T) {
	t.Parallel()
	shop := newFakeShop(t, always(200, `{"shop_id":"s"}`))
	c := shop.client(t)
	done := make(chan error)
	for range 20 {
		go func() { _, err := c.Ping(t.Context()); done <- err }()
	}
	for range 20 {
		require.NoError(t, <-done)
	}
	http.DefaultClient.CloseIdleConnections()
}
