package wire

// ErrorBody is every answer with a status of 400 or more.
type ErrorBody struct {
	Error ErrorInfo `json:"error"`
}

// ErrorInfo says what was wrong with a request, or with one row of it.
type ErrorInfo struct {
	Code      string       `json:"code"`
	Message   string       `json:"message"`
	RequestID string       `json:"request_id,omitempty"`
	Details   []FieldError `json:"details,omitempty"`
}

// FieldError names one field, such as items[0].sku, and what is wrong with it.
type FieldError struct {
	Field   string `json:"field"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// The codes of the contract, with the HTTP status that they come with.
const (
	CodeUnauthorized        = "unauthorized"         // 401
	CodeForbidden           = "forbidden"            // 403
	CodeModuleDisabled      = "module_disabled"      // 403
	CodeNotFound            = "not_found"            // 404
	CodeValidationFailed    = "validation_failed"    // 422, or 400
	CodeConflict            = "conflict"             // 409
	CodeIdempotencyConflict = "idempotency_conflict" // 409
	CodeUSNAlreadySet       = "usn_already_set"      // 409
	CodeRateLimited         = "rate_limited"         // 429
	CodeInternal            = "internal"             // 500
)
