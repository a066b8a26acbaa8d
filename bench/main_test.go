package bench_test

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
)

// asShop makes of the test's own binary a shop, so that its memory and its work
// are those of another process.
const asShop = "SKLADMOST_BENCH_SHOP"

func TestMain(m *testing.M) {
	if os.Getenv(asShop) == "" {
		os.Exit(m.Run())
	}

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err == nil {
		fmt.Println("http://" + listener.Addr().String())

		err = (&http.Server{
			Handler: gombashoptest.NewHandler(gombashoptest.WithCredentials("bench", "secret")), ReadHeaderTimeout: time.Minute,
		}).Serve(listener)
	}

	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// otherShop is an empty shop in a process of its own.
type otherShop struct {
	url    string // http://host:port
	client *gombashop.Client
	asked  atomic.Int64 // requests of the client
}

func openShop(b *testing.B) *otherShop {
	b.Helper()

	shop := exec.Command(os.Args[0])
	shop.Env = append(os.Environ(), asShop+"=1")
	shop.Stderr = os.Stderr
	out, err := shop.StdoutPipe()
	require.NoError(b, err)
	require.NoError(b, shop.Start())
	b.Cleanup(func() { _ = shop.Process.Kill(); _ = shop.Wait() })

	line, err := bufio.NewReader(out).ReadString('\n')
	require.NoError(b, err)

	opened := &otherShop{url: strings.TrimSpace(line)}
	opened.client, err = gombashop.NewClient(opened.url+gombashoptest.BasePath, gombashop.HMAC("bench", "secret"),
		gombashop.WithRateLimit(100_000), gombashop.WithObserver(func(gombashop.RequestEvent) { opened.asked.Add(1) }))
	require.NoError(b, err)

	return opened
}
