package gombashop

import (
	"errors"
	"log/slog"
	"net/http"
	"time"
)

// Option changes how NewClient builds a client. A value that makes no sense is
// an error of NewClient.
type Option func(*config) error

// config is what the options fill. It holds no secret.
type config struct {
	http      *http.Client
	userAgent string
	rate      int
	retry     RetryOptions
	log       *slog.Logger
	now       func() time.Time     // the wall clock: time stamps, dates
	elapsed   func() time.Duration // the monotonic clock: pacing
	observe   func(RequestEvent)
	insecure  bool
	maxAnswer int64
}

// defaultRate is cautious: small shops live on shared hosts.
const defaultRate = 5

func defaultConfig() config {
	now := systemClock()
	start := now()
	return config{
		userAgent: userAgent("", ""),
		rate:      defaultRate,
		retry:     RetryOptions{}.withDefaults(),
		log:       slog.New(slog.DiscardHandler),
		now:       now,
		elapsed:   func() time.Duration { return now().Sub(start) },
		observe:   func(RequestEvent) {},
		maxAnswer: 32 << 20,
	}
}

// systemClock is the one place that names the system's clock.
func systemClock() func() time.Time { return time.Now } //nolint:forbidigo // the default of WithClock

// WithHTTPClient sends through c, which is copied and not changed. Its own
// redirect policy is not used: redirects are refused.
func WithHTTPClient(c *http.Client) Option {
	return func(cfg *config) error {
		if c == nil {
			return errors.New("WithHTTPClient: the client is nil")
		}
		cfg.http = c
		return nil
	}
}

// WithApplication names the program in the User-Agent header: "name/version".
func WithApplication(name, version string) Option {
	return func(cfg *config) error {
		for _, s := range []string{name, version} {
			if !headerSafe(s) {
				return errors.New("WithApplication: name and version may hold printable ASCII only")
			}
		}
		cfg.userAgent = userAgent(name, version)
		return nil
	}
}

// WithRateLimit sends at most n requests in any second, retries included.
// n is 1…100000. Defaults to 5.
func WithRateLimit(n int) Option {
	return func(cfg *config) error {
		if n < 1 || n > 100_000 {
			return errors.New("WithRateLimit: the number of requests a second is 1…100000")
		}
		cfg.rate = n
		return nil
	}
}

// WithRetry changes how failed requests are repeated. Zero fields keep their
// defaults; RetryOptions{MaxAttempts: 1} switches repeating off.
func WithRetry(o RetryOptions) Option {
	return func(cfg *config) error {
		if o.MaxAttempts < 0 || o.MaxElapsed < 0 || o.FirstWait < 0 || o.MaxWait < 0 {
			return errors.New("WithRetry: a field is negative")
		}
		cfg.retry = o.withDefaults()
		return nil
	}
}

// WithLogger logs every attempt at debug level and every repetition at warning
// level. Neither keys nor bodies are logged. Defaults to none; nil means none.
func WithLogger(l *slog.Logger) Option {
	return func(cfg *config) error {
		if l != nil {
			cfg.log = l
		}
		return nil
	}
}

// WithClock sets the wall clock: it dates rows of stock that name no time, and
// tells how far off the date of a Retry-After is. Defaults to the system's.
// [HMACWith] has a clock of its own.
func WithClock(now func() time.Time) Option {
	return func(cfg *config) error {
		if now == nil {
			return errors.New("WithClock: the clock is nil")
		}
		cfg.now = now
		return nil
	}
}

// WithObserver calls f after every attempt, from the goroutine of the call;
// f must be quick and safe for concurrent use.
func WithObserver(f func(RequestEvent)) Option {
	return func(cfg *config) error {
		if f != nil {
			cfg.observe = f
		}
		return nil
	}
}

// WithInsecureHTTP allows plain http to any host. With [HeaderKey] the key can
// then be read on the way; with [HMAC] customers' data can.
func WithInsecureHTTP() Option {
	return func(cfg *config) error {
		cfg.insecure = true
		return nil
	}
}
