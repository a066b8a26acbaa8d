package gombashop

import "slices"

// ErrorCode says what kind of error it is. Codes that are not listed here are
// possible: a newer shop may send its own.
type ErrorCode string

// The codes that the shop sends.
const (
	CodeUnauthorized        ErrorCode = "unauthorized"         // the credentials are wrong
	CodeForbidden           ErrorCode = "forbidden"            // the credentials may not do this
	CodeModuleDisabled      ErrorCode = "module_disabled"      // "Microinvest Синхронизация" is off
	CodeNotFound            ErrorCode = "not_found"            // no such record
	CodeValidationFailed    ErrorCode = "validation_failed"    // see Error.Details; also found before sending
	CodeConflict            ErrorCode = "conflict"             // the record is in a state that forbids it
	CodeIdempotencyConflict ErrorCode = "idempotency_conflict" // the key was used with another body
	CodeUSNAlreadySet       ErrorCode = "usn_already_set"      // the order has another УНП
	CodeRateLimited         ErrorCode = "rate_limited"         // too many requests
	CodeInternal            ErrorCode = "internal"             // the shop failed
)

// The codes that the client finds itself.
const (
	CodeNetwork     ErrorCode = "network"      // no whole answer came; see ErrOutcomeUnknown
	CodeBadResponse ErrorCode = "bad_response" // an answer came that is not GS-REST v1
	CodeClockSkew   ErrorCode = "clock_skew"   // refused because this computer's clock is off
	CodeCanceled    ErrorCode = "canceled"     // the caller's context ended; see ErrOutcomeUnknown
)

// fallbackCode is the code of an answer that does not carry one. A 404 or 409
// from something that does not speak GS-REST v1 says nothing about a record, so
// it must not look like one that does.
func fallbackCode(status int) ErrorCode {
	switch {
	case status == 401:
		return CodeUnauthorized
	case status == 403:
		return CodeForbidden
	case status == 429:
		return CodeRateLimited
	case status >= 500:
		return CodeInternal
	default:
		return CodeBadResponse
	}
}

// retryStatus tells the answers after which the same request may succeed.
func retryStatus(status int) bool {
	return slices.Contains([]int{408, 425, 429, 502, 503, 504}, status)
}

// remedy is what a person does about an error.
func remedy(code ErrorCode) string {
	switch code {
	case CodeUnauthorized:
		return `compare "API Идентификатор" and "Ключ" with the ones in the shop`
	case CodeForbidden:
		return "give this API identifier the right in the shop's administration"
	case CodeModuleDisabled:
		return `switch on the module "Microinvest Синхронизация" in the shop`
	case CodeClockSkew:
		return "set the computer's clock and let it synchronise by itself"
	case CodeRateLimited:
		return "lower the request rate (WithRateLimit) or run less often"
	case CodeInternal:
		return "run again later; if it stays, give the request id to the shop's support"
	case CodeNetwork:
		return "check the internet connection and the base URL, then run again"
	case CodeBadResponse:
		return "check the base URL; something other than the shop's API seems to answer there"
	case CodeNotFound:
		return "the shop does not have it (any more); list the records again"
	case CodeConflict:
		return "read the record again; it is in a state that forbids this"
	case CodeCanceled:
		return "give the call more time (the context's deadline) and run again"
	case CodeUSNAlreadySet:
		return "the order already has a unique sale number; read it with Orders.Get"
	case CodeValidationFailed:
		return "correct the named fields and send the record again"
	case CodeIdempotencyConflict:
		return "use a new idempotency key for other content"
	default:
		return ""
	}
}
