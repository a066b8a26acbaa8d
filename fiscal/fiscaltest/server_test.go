package fiscaltest_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/parser"
	"go/token"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/fiscal/fiscaltest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func start(t *testing.T, opts ...fiscaltest.Option) *fiscaltest.Server {
	t.Helper()
	s := fiscaltest.NewServer(opts...)
	t.Cleanup(s.Close)
	return s
}

// call sends a request and decodes the answer, if there is one.
func call(t *testing.T, method, url, body string) (int, map[string]any, error) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	require.NoError(t, err)
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := client.Do(req)
	if err != nil {
		return 0, nil, err
	}
	defer func() { require.NoError(t, resp.Body.Close()) }()
	data, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	var out map[string]any
	_ = json.Unmarshal(data, &out)
	return resp.StatusCode, out, nil
}

const cheese = `{"uniqueSaleNumber":"DT279013-0001-0000001","items":[{"text":"Сирене","quantity":1,"unitPrice":12,"taxGroup":2}]}`

func code(answer map[string]any) string {
	messages, _ := answer["messages"].([]any)
	if len(messages) == 0 {
		return ""
	}
	first, _ := messages[0].(map[string]any)
	c, _ := first["code"].(string)
	return c
}

func TestPaper(t *testing.T) {
	t.Parallel()
	var roll bytes.Buffer
	clock := func() time.Time { return time.Date(2026, 11, 23, 13, 55, 18, 0, time.UTC) }
	s := start(t, fiscaltest.WithPaper(&roll), fiscaltest.WithClock(clock),
		fiscaltest.WithDevice(fiscaltest.Device{FirstNumber: 85}))
	status, answer, err := call(t, "POST", s.URL()+"/printers/dt279013/receipt", `{
		"uniqueSaleNumber":"DT279013-0001-0000001","operator":"1","items":[
		{"text":"Сирене","quantity":1.5,"unitPrice":12,"taxGroup":2},{"type":"comment","text":"бележка"},
		{"text":"Мляко","quantity":2,"unitPrice":10,"taxGroup":4,"priceModifierType":"discount-percent","priceModifierValue":10},
		{"type":"discount-amount","amount":6},{"type":"footer-comment","text":"Поръчка 100234"}],
		"payments":[{"amount":50,"paymentType":"cash"},{"amount":-20,"paymentType":"change"}]}`)
	require.NoError(t, err)
	require.Equal(t, 200, status)
	require.Equal(t, "0000085", answer["receiptNumber"])
	require.InDelta(t, 30, answer["receiptAmount"], 0)
	want := `
       ПРОБНО ОТПЕЧАТВАНЕ В ПАМЕТТА
          няма фискална стойност
------------------------------------------
УНП                  DT279013-0001-0000001
Оператор                                 1
------------------------------------------
Сирене
  1.500 x 12.00                    18.00 Б
# бележка
Мляко
  2.000 x 10.00                    20.00 Г
  отстъпка                         -2.00  
ОТСТЪПКА                             -6.00
------------------------------------------
ОБЩА СУМА EUR                        30.00
В БРОЙ                               50.00
РЕСТО                               -20.00
# Поръчка 100234
------------------------------------------
0000085                23-11-2026 13:55:18
DT279013                          02279013
               СЛУЖЕБЕН БОН
`
	require.Equal(t, want[1:], s.Receipts()[0].Paper)
	require.Equal(t, want[1:]+"\n", roll.String())
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	item := func(fields string) string {
		return `{"items":[{"text":"Сирене","quantity":1,"unitPrice":12,"taxGroup":2` + fields + `}]}`
	}
	tests := []struct{ name, body, code string }{
		{"nothing", `{"items":[]}`, "E410"},
		{"number", strings.Replace(cheese, "DT279013-0001", "dt279013-0001", 1), "E405"},
		{"no text", `{"items":[{"unitPrice":12,"taxGroup":2}]}`, "E407"},
		{"empty comment", `{"items":[{"type":"comment"}]}`, "E407"},
		{"a tab", `{"items":[{"text":"а\tб","unitPrice":12,"taxGroup":2}]}`, "E407"},
		{"an emoji", `{"items":[{"text":"🎂","unitPrice":12,"taxGroup":2}]}`, "E407"},
		{"too long", `{"items":[{"text":"` + strings.Repeat("а", 37) + `","unitPrice":12,"taxGroup":2}]}`, "E407"},
		{"no group", `{"items":[{"text":"а","unitPrice":12}]}`, "E403"},
		{"group 9", `{"items":[{"text":"а","unitPrice":12,"taxGroup":9}]}`, "E411"},
		{"no price", `{"items":[{"text":"а","taxGroup":2}]}`, "E403"},
		{"negative quantity", `{"items":[{"text":"а","quantity":-1,"unitPrice":12,"taxGroup":2}]}`, "E403"},
		{"value without type", item(`,"priceModifierValue":5`), "E403"},
		{"odd modifier", item(`,"priceModifierValue":5,"priceModifierType":"x"`), "E403"},
		{"negative modifier", item(`,"priceModifierValue":-5,"priceModifierType":"discount-amount"`), "E403"},
		{"negative line", item(`,"priceModifierValue":13,"priceModifierType":"discount-amount"`), "E403"},
		{"odd type", `{"items":[{"type":"x","text":"а"}]}`, "E403"},
		{"odd discount", `{"items":[{"type":"discount-amount","amount":0}]}`, "E403"},
		{"only text", `{"items":[{"type":"comment","text":"а"}]}`, "E403"},
		{"sum", cheese[:len(cheese)-1] + `,"payments":[{"amount":11.99,"paymentType":"cash"}]}`, "E403"},
		{"payment kind", cheese[:len(cheese)-1] + `,"payments":[{"amount":12,"paymentType":"damage"}]}`, "E406"},
		{"no payment kind", cheese[:len(cheese)-1] + `,"payments":[{"amount":12}]}`, "E403"},
		{"positive change", cheese[:len(cheese)-1] + `,"payments":[{"amount":10,"paymentType":"cash"},{"amount":2,"paymentType":"change"}]}`, "E403"},
	}
	s := start(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			status, answer, err := call(t, "POST", s.URL()+"/printers/dt279013/receipt", tt.body)
			require.NoError(t, err)
			require.Equal(t, 200, status)
			require.Equal(t, false, answer["ok"])
			require.Equal(t, tt.code, code(answer), "%v", answer)
			require.Empty(t, s.Receipts())
		})
	}
}

func TestUnknownKeysAndAddresses(t *testing.T) {
	t.Parallel()
	s := start(t)
	for _, body := range []string{`{"payment":[],"items":[]}`, `nonsense`, ``} {
		status, _, err := call(t, "POST", s.URL()+"/printers/dt279013/receipt", body)
		require.NoError(t, err)
		require.Equal(t, 400, status)
	}
	status, _, err := call(t, "POST", s.URL()+"/printers/other/receipt", cheese)
	require.NoError(t, err)
	require.Equal(t, 404, status)
	status, answer, err := call(t, "POST", s.URL()+"/printers/dt279013/reversalreceipt", cheese)
	require.NoError(t, err)
	require.Equal(t, 200, status)
	require.Equal(t, "E405", code(answer))
}

func TestTasks(t *testing.T) {
	t.Parallel()
	s := start(t)
	post := s.URL() + "/printers/dt279013/receipt?taskId=a"
	_, answer, err := call(t, "POST", post+"&asyncTimeout=0", cheese)
	require.NoError(t, err)
	require.Equal(t, map[string]any{"taskId": "a"}, answer)
	require.Eventually(t, func() bool { return len(s.Receipts()) == 1 }, 10*time.Second, time.Millisecond)

	_, answer, err = call(t, "POST", post, cheese)
	require.NoError(t, err)
	require.Equal(t, "E109", code(answer))
	_, answer, err = call(t, "POST", s.URL()+"/printers/dt279013/receipt?taskId="+strings.Repeat("x", 61), cheese)
	require.NoError(t, err)
	require.Equal(t, "E110", code(answer))

	info := s.URL() + "/printers/taskinfo?id=a"
	require.Eventually(t, func() bool { // the paper is out a moment before the task is over
		_, answer, err := call(t, "GET", info, "")

		return err == nil && answer["taskStatus"] == "finished"
	}, 10*time.Second, time.Millisecond)
	_, answer, err = call(t, "GET", info, "")
	require.NoError(t, err)
	require.Equal(t, "unknown", answer["taskStatus"], "reading a result deletes it")
	s.ForgetTasks()
	_, answer, err = call(t, "POST", post, cheese)
	require.NoError(t, err)
	require.Equal(t, true, answer["ok"], "a restarted server prints the same id again")
	require.Len(t, s.Receipts(), 2)
}

func TestFaults(t *testing.T) {
	t.Parallel()
	s := start(t)
	post := s.URL() + "/printers/dt279013/receipt"
	s.LoseReply(1)
	_, _, err := call(t, "POST", post, cheese)
	require.Error(t, err)
	require.Len(t, s.Receipts(), 1, "it came out")
	s.LoseRequest(1)
	_, _, err = call(t, "POST", post, cheese)
	require.Error(t, err)
	require.Len(t, s.Receipts(), 1, "it did not")
	s.Fail("E301", "E302")
	for _, want := range []string{"E301", "E302"} {
		_, answer, err := call(t, "POST", post, cheese)
		require.NoError(t, err)
		require.Equal(t, want, code(answer))
	}
	require.Len(t, s.Receipts(), 1)
	s.FailAfterPrint("E101")
	_, answer, err := call(t, "POST", post, cheese)
	require.NoError(t, err)
	require.Equal(t, "E101", code(answer))
	require.Len(t, s.Receipts(), 2)
	s.SetReady(false)
	status, _, err := call(t, "GET", s.URL()+"/printers", "")
	require.NoError(t, err)
	require.Equal(t, 405, status)
}

func TestCloseEndsSlowPrints(t *testing.T) {
	t.Parallel()
	s := start(t)
	s.Slow(time.Hour)
	_, _, err := call(t, "POST", s.URL()+"/printers/dt279013/receipt?asyncTimeout=0", cheese)
	require.NoError(t, err)
	s.Close()
	s.Close()
	require.Empty(t, s.Receipts())
}

type tornPaper struct{}

func (tornPaper) Write([]byte) (int, error) { return 0, errors.New("torn") }

func TestTornPaper(t *testing.T) {
	t.Parallel()
	s := start(t, fiscaltest.WithPaper(tornPaper{}))
	_, answer, err := call(t, "POST", s.URL()+"/printers/dt279013/receipt", cheese)
	require.NoError(t, err)
	require.Equal(t, "E399", code(answer))
}

// A program that uses the fake must not get the testing package with it.
func TestImportsNoTesting(t *testing.T) {
	t.Parallel()
	files, err := os.ReadDir(".")
	require.NoError(t, err)
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), f.Name(), nil, parser.ImportsOnly)
		require.NoError(t, err)
		for _, i := range parsed.Imports {
			for _, bad := range []string{`"testing`, `testify`, `"net/http/httptest"`} {
				require.NotContains(t, i.Path.Value, bad, f.Name())
			}
		}
	}
}

func TestJournal(t *testing.T) {
	t.Parallel()
	var j fiscaltest.Journal
	ctx := t.Context()
	anchor := fiscal.Result{TaskID: "a", Number: "0000084", Device: "DT279013"}
	require.Error(t, j.Settle(ctx, "a", fiscal.StatePrinted, fiscal.Result{}, nil))
	require.NoError(t, j.Begin(ctx, "a", anchor))
	require.ErrorIs(t, j.Begin(ctx, "a", anchor), fiscal.ErrOutcomeUnknown)
	for device, want := range map[string]int{"": 1, "DT279013": 1, "DT000001": 0} {
		jobs, err := j.Unsettled(ctx, device)
		require.NoError(t, err)
		require.Len(t, jobs, want)
	}
	require.NoError(t, j.Settle(ctx, "a", fiscal.StateFailed, fiscal.Result{}, errors.New("no paper")))
	require.NoError(t, j.Begin(ctx, "a", anchor))
	require.NoError(t, j.Settle(ctx, "a", fiscal.StatePrinted, fiscal.Result{Number: "0000085"}, nil))
	require.ErrorIs(t, j.Begin(ctx, "a", anchor), fiscal.ErrPrinted)
	require.NoError(t, j.Settle(ctx, "a", fiscal.StateUnknown, fiscal.Result{}, nil))
	require.Equal(t, fiscal.StatePrinted, j.Entry("a").State, "printed stays printed")
	require.Equal(t, 2, j.Entry("a").Begun)
	require.Zero(t, j.Entry("b"))
}
