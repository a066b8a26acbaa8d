package wire

import "time"

// List is the answer of every listing.
type List[T any] struct {
	Data []T  `json:"data"`
	Page Page `json:"page"`
}

// Page tells how to go on. NextCursor is null on the last page.
type Page struct {
	NextCursor *string `json:"next_cursor"`
	Limit      int     `json:"limit"`
}

// Ping is the answer of GET /ping.
type Ping struct {
	ShopID       string    `json:"shop_id"`
	ShopName     string    `json:"shop_name"`
	ModuleActive bool      `json:"module_active"` // module "Microinvest Синхронизация"
	APIVersion   string    `json:"api_version"`   // "1"
	Currency     string    `json:"currency"`      // ISO 4217
	ServerTime   time.Time `json:"server_time"`
}

// Status is an order status of GET /statuses.
type Status struct {
	ID          string `json:"id"`
	Code        string `json:"code"`
	Name        string `json:"name"`
	IsFinal     bool   `json:"is_final"`
	IsCancelled bool   `json:"is_cancelled"`
}
