package gombashop

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"net/http"
	"time"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// OrderService reads orders and tells the shop what became of them.
type OrderService struct{ client *Client }

func (s *OrderService) lister() lister[Order, wire.Order] {
	return lister[Order, wire.Order]{s.client, "/orders", toOrder}
}

// All lists orders by (UpdatedAt, ID). The iteration ends after an error, and
// an order that cannot be understood is one; Pages sets such orders apart.
func (s *OrderService) All(ctx context.Context, o OrderListOptions) iter.Seq2[Order, error] {
	return s.lister().all(ctx, o.filter())
}

// Pages lists orders page by page. Store a watermark after each page, or keep
// Page.NextCursor in OrderListOptions.Cursor for the next run.
func (s *OrderService) Pages(ctx context.Context, o OrderListOptions) iter.Seq2[Page[Order], error] {
	return s.lister().pages(ctx, o.filter())
}

// Get reads one order; an unknown id is [CodeNotFound].
func (s *OrderService) Get(ctx context.Context, id OrderID) (Order, error) {
	path, err := orderPath(id, "")
	if err != nil {
		return Order{}, err
	}
	return one(ctx, s.client, path, func(w wire.Order) (Order, error) {
		if w.ID != string(id) {
			return Order{}, fmt.Errorf("it is order %q", clean(w.ID))
		}
		return toOrder(w)
	})
}

// Ack tells the shop that the order was imported, and as which document. Its
// idempotency key follows from the content: the same Ack may be sent again.
func (s *OrderService) Ack(ctx context.Context, id OrderID, a Ack, opts ...WriteOption) error {
	path, err := orderPath(id, "/ack")
	if err != nil {
		return err
	}
	if a.DocumentType == "" || a.DocumentNumber == "" || a.ImportedAt.IsZero() {
		return invalid("Ack", "order %s: DocumentType, DocumentNumber and ImportedAt are all needed", clean(string(id)))
	}
	body := fromAck(a)
	sum := sha256.Sum256([]byte(fmt.Sprint(body.DocumentType, "\n", body.DocumentNumber, "\n", body.ImportedAt.Format(time.RFC3339Nano))))
	key := fmt.Sprintf("order:%s:ack:%s", id, hex.EncodeToString(sum[:8]))
	return s.client.write(ctx, http.MethodPost, path, keyFor(opts, key), body)
}

// SetUSN gives the order its unique sale number (УНП), once: the same number
// again is fine, another one is [CodeUSNAlreadySet], or
// [CodeIdempotencyConflict] while the shop remembers the first attempt. The key
// is "order:<id>:usn".
func (s *OrderService) SetUSN(ctx context.Context, id OrderID, usn string, opts ...WriteOption) error {
	path, err := orderPath(id, "/usn")
	if err != nil {
		return err
	}
	if usn == "" {
		return invalid("usn", "order %s: the unique sale number is empty", clean(string(id)))
	}
	key := fmt.Sprintf("order:%s:usn", id)
	return s.client.write(ctx, http.MethodPut, path, keyFor(opts, key), wire.USN{USN: usn})
}

// AddReceipt tells the shop about a fiscal receipt. The shop keeps one for each
// (Device, FiscalMemory, Number); the key follows from these.
func (s *OrderService) AddReceipt(ctx context.Context, id OrderID, r Receipt, opts ...WriteOption) error {
	path, err := orderPath(id, "/receipts")
	if err != nil {
		return err
	}
	body, err := fromReceipt(r)
	if err != nil {
		return err
	}
	key := fmt.Sprintf("order:%s:receipt:%s:%s:%s", id, r.Device, r.FiscalMemory, r.Number)
	return s.client.write(ctx, http.MethodPost, path, keyFor(opts, key), body)
}

func orderPath(id OrderID, tail string) (string, error) {
	escaped, err := segment(string(id))
	if err != nil {
		return "", err
	}
	return "/orders/" + escaped + tail, nil
}
