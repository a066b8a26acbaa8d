package gombashoptest

import (
	"encoding/json"
	"net/http/httptest"
)

// mistyped is an answer whose fields are of other types, as after a change in
// the shop that nobody was told of.
func mistyped(whole *httptest.ResponseRecorder) *httptest.ResponseRecorder {
	var fields map[string]any
	if json.Unmarshal(whole.Body.Bytes(), &fields) != nil {
		return whole
	}

	for name, value := range fields {
		fields[name] = otherType(value)
	}

	whole.Body.Reset()
	_ = json.NewEncoder(whole.Body).Encode(fields) //nolint:errchkjson // it was JSON before

	return whole
}

func otherType(value any) any {
	switch value.(type) {
	case string:
		return true
	case []any:
		return "many"
	case map[string]any:
		return []any{}
	default:
		return map[string]any{}
	}
}
