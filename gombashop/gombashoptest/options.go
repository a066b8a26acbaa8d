package gombashoptest

import "time"

// Option changes how NewServer, NewHandler and Start make a shop. Without any it
// counts in euro and knows the credentials "test" and "secret".
type Option func(*settings)

// settings are what the options fill. The key is in a closure: fmt prints fields.
type settings struct {
	apiID            string
	key              func() []byte
	shopID, shopName string
	currency         string
	moduleOff        bool
	now              func() time.Time
	save             func(*Server) error // nil: nothing is saved
}

func settingsOf(opts []Option) settings {
	o := settings{
		shopID: "test-shop", shopName: "Test shop", currency: "EUR",
		now: time.Now, //nolint:forbidigo // the default of WithClock
	}
	WithCredentials("test", "secret")(&o)

	for _, set := range opts {
		set(&o)
	}

	return o
}

// WithCredentials sets the API identifier and the key. The key signs requests,
// and is what an X-Api-Key header must hold.
func WithCredentials(apiID, key string) Option {
	return func(o *settings) { o.apiID, o.key = apiID, func() []byte { return []byte(key) } }
}

// WithShop sets the id and the name that /ping tells.
func WithShop(id, name string) Option {
	return func(o *settings) { o.shopID, o.shopName = id, name }
}

// WithCurrency sets the currency of prices that name none, ISO 4217.
func WithCurrency(code string) Option { return func(o *settings) { o.currency = code } }

// WithModuleOff switches "Microinvest Синхронизация" off: every request is
// answered with module_disabled.
func WithModuleOff() Option { return func(o *settings) { o.moduleOff = true } }

// WithClock sets the shop's clock; default time.Now.
func WithClock(now func() time.Time) Option { return func(o *settings) { o.now = now } }
