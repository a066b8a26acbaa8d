package wire

// The limits of the contract.
const (
	MaxRows      = 200     // rows of one bulk write
	MaxBody      = 5 << 20 // bytes of one request body
	DefaultLimit = 100     // rows of a page when the request names none
	MaxLimit     = 250     // rows of a page at most
	ClockWindow  = 300     // seconds that a signed request may be off the server's clock
)

// The header names of the contract.
const (
	HeaderAPIID       = "X-Api-Id"
	HeaderTimestamp   = "X-Api-Timestamp"
	HeaderNonce       = "X-Api-Nonce"
	HeaderSignature   = "X-Api-Signature"
	HeaderAPIKey      = "X-Api-Key" //nolint:gosec // a header's name, not a key
	HeaderIdempotency = "Idempotency-Key"
	HeaderRequestID   = "X-Request-Id"
)

// Separator stands between the levels of a category path.
const Separator = " > "
