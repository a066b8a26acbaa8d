package syncer_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/dsn"
	"github.com/skladmost/skladmost/sklad/mssql"
	"github.com/skladmost/skladmost/sklad/mysql"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// The shop's key, a wrong one, and the password of a database: none of them may
// be seen anywhere.
const (
	goodKey    = "k3y-0f-the-sh0p"
	wrongKey   = "wr0ng-k3y-0f-somebody"
	dbPassword = "pa55w0rd-of-the-database"
)

// overheard is everything that anybody may read of a run.
type overheard struct {
	mu  sync.Mutex
	all strings.Builder
}

func (h *overheard) Write(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()

	return h.all.Write(p)
}

// note keeps a value in every form in which somebody may print it.
func (h *overheard) note(values ...any) {
	for _, v := range values {
		_, _ = fmt.Fprintf(h, "%v\n%+v\n%#v\n", v, v, v)
		if text, err := json.Marshal(v); err == nil {
			_, _ = h.Write(text)
		}
	}
}

func (h *overheard) logger() *slog.Logger {
	return slog.New(slog.NewJSONHandler(h, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

// Complaint 19: credentials end in logs, addresses and tracebacks. Runs that meet
// every kind of failure, with everything written down that they say.
func TestComplaint19_NoSecretIsEverSeen(t *testing.T) {
	t.Parallel()

	w := newWorld(t)
	w.good(t, tea(), "10")

	h := &overheard{}
	w.cfg.Logger, w.cfg.Observer = h.logger(), syncer.ObserverFunc(func(_ context.Context, e syncer.Event) { h.note(e) })
	w.shop = gombashoptest.Start(t, gombashoptest.WithCredentials("app", goodKey))

	for who, auth := range map[string]gombashop.Authenticator{
		"good": gombashop.HMAC("app", goodKey), "wrong": gombashop.HMAC("app", wrongKey), "header": gombashop.HeaderKey("app", wrongKey),
	} {
		client, err := gombashop.NewClient(w.shop.URL, auth, gombashop.WithRateLimit(1000), gombashop.WithLogger(h.logger()),
			gombashop.WithObserver(func(e gombashop.RequestEvent) { h.note(e) }),
			gombashop.WithRetry(gombashop.RetryOptions{MaxAttempts: 2, FirstWait: time.Millisecond, MaxWait: time.Millisecond}))
		require.NoError(t, err)

		w.client, w.cfg.Shop = client, syncer.Gomba(client)
		h.note(client, auth, w.cfg)
		w.fails(t, h, who == "good")
	}

	for _, address := range []string{"mysql://root:%s@127.0.0.1:1/shop", "sqlserver://sa:%s@127.0.0.1:1?database=shop", "mysql://root:%%zz%s@h:3306/shop"} {
		h.refused(t, fmt.Sprintf(address, dbPassword))
	}

	file, err := os.ReadFile(w.path) // every row of every table
	require.NoError(t, err)
	require.Contains(t, string(file), "order:main:")

	_, _ = h.Write(file)

	for _, r := range w.shop.Requests() {
		h.note(r.Method, r.Path, r.Query)
	}

	said := h.all.String()
	for _, wanted := range []string{"unauthorized", "run ended", `"status":503`, "imported", "SetStock"} {
		require.Contains(t, said, wanted, "what is looked into is what was said")
	}

	for _, secret := range []string{goodKey, wrongKey, dbPassword} {
		at := strings.Index(said, secret)
		require.Negative(t, at, "it shows in: …%s", said[max(at-200, 0):max(at, 0)])
	}
}

// fails runs both directions through every failure of a shop; where the key is
// right, the last runs go through.
func (w *world) fails(t *testing.T, h *overheard, through bool) {
	t.Helper()

	faults := []gombashoptest.Fault{
		{Kind: gombashoptest.FaultStatus, Status: 401}, {Kind: gombashoptest.FaultStatus, Status: 403},
		{Kind: gombashoptest.FaultStatus, Status: 503}, {Kind: gombashoptest.FaultStatusAfter, Status: 500},
		{Kind: gombashoptest.FaultDropBefore}, {Kind: gombashoptest.FaultDropAfter}, {Kind: gombashoptest.FaultCloseBefore},
		{Kind: gombashoptest.FaultTruncate}, {Kind: gombashoptest.FaultHTML}, {Kind: gombashoptest.FaultWrongType},
	}

	for i := range len(faults) + 1 {
		if i < len(faults) {
			require.NoError(t, w.shop.SetFaults(faults[i]))
		} else {
			require.NoError(t, w.shop.SetFaults())
		}

		s := w.engine(t)
		exported, exportErr := s.Export(t.Context(), syncer.ExportOptions{})

		if through && i == len(faults) {
			w.order(t, buys("TEA", "1"))
			w.order(t, buys("TEA", "1000"))
		}

		imported, importErr := s.Import(t.Context(), syncer.ImportOptions{})
		checked, checkErr := s.Check(t.Context())
		h.note(exported, exportErr, imported, importErr, checked, checkErr, s)
		h.note(exported.Summary(text.BG), imported.Summary(text.EN), syncer.ErrBusy)
		require.Equal(t, through && i == len(faults), exportErr == nil && importErr == nil, "%v %v", exportErr, importErr)
	}
}

// refused notes what is said of a database that cannot be opened.
func (h *overheard) refused(t *testing.T, address string) {
	t.Helper()

	parsed, err := dsn.Parse(address)
	h.note(parsed, err)

	for _, open := range []func(context.Context, string, ...sklad.Option) (*sklad.DB, error){mysql.Open, mssql.Open} {
		for _, raw := range []string{address, "root:" + dbPassword + "@tcp(127.0.0.1:1)/shop", "sqlserver://sa:" + dbPassword + "@127.0.0.1:1?database=x"} {
			_, err := open(t.Context(), raw, sklad.WithLogger(h.logger()))
			require.Error(t, err)
			h.note(err)
		}
	}
}
