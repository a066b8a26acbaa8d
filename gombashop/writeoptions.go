package gombashop

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// WriteOption changes one write.
type WriteOption func(*writeOptions)

type writeOptions struct{ key string }

// WithIdempotencyKey sets the Idempotency-Key of a write, so that a repetition
// after a crash is recognised by the shop (for at least 24 hours). The same key
// with other content is refused with [CodeIdempotencyConflict].
//
// A bulk write is sent in batches and appends ":0", ":1", … to it; a stock
// export uses "stock:<run id>:<n>" with a run id that is new after a crash.
// Without the option each write makes up a key, and orders use one that follows
// from their content.
func WithIdempotencyKey(key string) WriteOption {
	return func(o *writeOptions) { o.key = key }
}

// keyFor is the key that the caller chose, or else the given one, as it may
// stand in a header.
func keyFor(opts []WriteOption, fallback string) string {
	o := writeOptions{key: fallback}
	for _, opt := range opts {
		opt(&o)
	}
	return headerKey(o.key)
}

// maxKey is what servers commonly keep of a key.
const maxKey = 200

// headerKey replaces a key that cannot stand in a header by its hash.
func headerKey(key string) string {
	if len(key) <= maxKey && headerSafe(key) && strings.TrimSpace(key) == key {
		return key
	}
	sum := sha256.Sum256([]byte(key))
	return "sha256:" + hex.EncodeToString(sum[:])
}
