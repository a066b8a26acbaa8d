package gombashop

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"time"
)

// Client talks to one shop. It is safe for concurrent use; all its services
// share one rate limit.
type Client struct {
	Products   *ProductService
	Categories *CategoryService
	Customers  *CustomerService
	Stock      *StockService
	Orders     *OrderService
	Statuses   *StatusService
	Mappings   *MappingService
	Vouchers   *VoucherService
	PromoCodes *PromoCodeService

	chain handler
	now   func() time.Time
}

// NewClient makes a client of the shop at baseURL, such as
// https://shop.example/api/microinvest/v1. It sends nothing; Ping does.
//
// The address must be https; plain http is taken for this computer itself
// (localhost, 127.0.0.1, ::1) and with [WithInsecureHTTP]. An error with
// [ErrCredentials] means that identifier or key cannot be right.
func NewClient(baseURL string, auth Authenticator, opts ...Option) (*Client, error) {
	cfg := defaultConfig()
	for _, opt := range opts {
		if opt == nil {
			continue
		}
		if err := opt(&cfg); err != nil {
			return nil, invalid("option", "%v", err)
		}
	}
	base, err := checkBase(baseURL, cfg.insecure)
	if err != nil {
		return nil, err
	}
	if auth == nil {
		return nil, invalid("auth", "no authenticator is given; use HMAC(apiID, key)")
	}
	if k, ok := auth.(keyed); ok {
		if err := k.check(); err != nil {
			return nil, err
		}
	}
	return assemble(newChain(cfg, base, auth), cfg.now), nil
}

func assemble(chain handler, now func() time.Time) *Client {
	c := &Client{chain: chain, now: now}
	c.Products = &ProductService{c}
	c.Categories = &CategoryService{c}
	c.Customers = &CustomerService{c}
	c.Stock = &StockService{c}
	c.Orders = &OrderService{c}
	c.Statuses = &StatusService{c}
	c.Mappings = &MappingService{c}
	c.Vouchers = &VoucherService{c}
	c.PromoCodes = &PromoCodeService{c}
	return c
}

// Ping checks address, credentials and clock, and tells which shop answers.
func (c *Client) Ping(ctx context.Context) (Ping, error) {
	return one(ctx, c, "/ping", toPing)
}

// one reads a single object. Some servers wrap it in {"data":{…}} like a list.
func one[T, W any](ctx context.Context, c *Client, path string, convert func(W) (T, error)) (T, error) {
	cl := &call{method: http.MethodGet, path: path, out: new(object)}
	var none T
	rep, err := c.chain.do(ctx, cl)
	if err != nil {
		return none, err
	}
	record, err := decodeOne(rep.body, convert)
	if err != nil {
		return none, cl.unusable("the answer cannot be understood: %s; it begins %q", cl.safe(err.Error()), cl.safe(string(rep.body)))
	}
	return record, nil
}

func decodeOne[T, W any](raw json.RawMessage, convert func(W) (T, error)) (T, error) {
	var wrapped struct {
		Data json.RawMessage `json:"data"`
	}
	if bytes.Contains(raw, []byte(`"data"`)) && json.Unmarshal(raw, &wrapped) == nil && bytes.HasPrefix(wrapped.Data, []byte("{")) {
		raw = wrapped.Data
	}
	var w W
	if err := json.Unmarshal(raw, &w); err != nil {
		var none T
		return none, err
	}
	return convert(w)
}

// write sends one object; any object for an answer, or none at all (204), will do.
func (c *Client) write(ctx context.Context, method, path, key string, body any) error {
	raw, err := json.Marshal(body)
	if err != nil {
		return invalid("body", "%v", err)
	}
	_, err = c.chain.do(ctx, &call{method: method, path: path, key: key, body: raw})
	return err
}

// segment escapes an id as one segment of a path.
func segment(id string) (string, error) {
	if id == "" || id == "." || id == ".." {
		return "", invalid("id", "%q is not an id of the shop", id)
	}
	return url.PathEscape(id), nil
}
