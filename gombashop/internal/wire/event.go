package wire

import "time"

// Event is the body of a webhook: a hint that an order should be read again.
type Event struct {
	EventID   string    `json:"event_id"` // the same when it is sent again
	Type      string    `json:"type"`     // order.created, order.updated, order.cancelled
	OrderID   string    `json:"order_id"`
	CreatedAt time.Time `json:"created_at,omitzero"`
}
