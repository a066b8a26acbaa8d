// Package browsertest drives the dashboard as a shopkeeper does: the built
// program, in Chromium. It checks accessibility with axe-core, which npm brings:
//
//	npm ci --prefix examples/dashboard/browsertest
//	go test ./examples/dashboard/browsertest
//
// Without a Chromium its tests are skipped, and without axe-core those that need
// it; with chromium in SKLADMOST_REQUIRE (a list with commas) both fail instead.
// SKLADMOST_CHROMIUM names another browser than the one in PATH.
// SKLADMOST_SCREENSHOTS names a folder for pictures of all pages.
package browsertest

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// patience is far more than anything takes on a busy machine.
const patience = 40 * time.Second

// tools are what all tests share.
type tools struct {
	program string          // the built dashboard
	browser context.Context //nolint:containedctx // of a browser that all tests share: chromedp keeps it there
	absent  string          // why there is none
}

var shared tools // TestMain makes it

func TestMain(m *testing.M) { os.Exit(prepare(m)) }

func prepare(m *testing.M) int {
	flag.Parse()

	chromium, err := findChromium()
	if testing.Short() {
		err = errors.New("-short leaves the browser out")
	}

	if err != nil {
		shared.absent = err.Error()

		return m.Run()
	}

	folder, err := os.MkdirTemp("", "skladmost-browsertest-")
	if err != nil {
		return failed(err)
	}
	defer os.RemoveAll(folder)

	shared.program = filepath.Join(folder, "dashboard.exe") // Windows wants the ending, others do not mind

	build := exec.Command("go", "build", "-o", shared.program, "..")
	build.Stderr = os.Stderr

	if err := build.Run(); err != nil {
		return failed(fmt.Errorf("the dashboard cannot be built: %w", err))
	}

	browser, end, err := startBrowser(context.Background(), chromium)
	if err != nil {
		return failed(err)
	}
	defer end()

	shared.browser = browser //nolint:fatcontext // once

	return m.Run()
}

func failed(err error) int {
	_, _ = fmt.Fprintln(os.Stderr, err)

	return 1
}

func findChromium() (string, error) {
	switch named := os.Getenv("SKLADMOST_CHROMIUM"); named {
	case "":
	case "none":
		return "", errors.New("SKLADMOST_CHROMIUM is none, which leaves the browser out")
	default:
		return named, nil
	}

	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}

	return "", errors.New("no Chromium in PATH: install it, or name one with SKLADMOST_CHROMIUM")
}

// startBrowser starts a browser of its own, with an empty profile.
func startBrowser(ctx context.Context, chromium string) (context.Context, func(), error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromium),
		chromedp.NoSandbox, // root has none, and the pages are our own
		chromedp.WSURLReadTimeout(patience),
		chromedp.Flag("lang", "en"),
		chromedp.Flag("disable-dev-shm-usage", true),
		chromedp.Flag("force-color-profile", "srgb"),
		chromedp.Flag("hide-scrollbars", true),
	)

	ctx, endProcess := chromedp.NewExecAllocator(ctx, options...)
	ctx, endBrowser := chromedp.NewContext(ctx)
	end := func() {
		endBrowser()
		endProcess()
	}

	if err := chromedp.Do(ctx); err != nil {
		end()

		return nil, nil, fmt.Errorf("%s does not start: %w", chromium, err)
	}

	return ctx, end, nil
}

// required fails or skips a test for want of something.
func required(t *testing.T, why string) {
	t.Helper()

	if strings.Contains(os.Getenv("SKLADMOST_REQUIRE"), "chromium") {
		t.Fatal(why)
	}

	t.Skip(why)
}
