package gombashoptest

import (
	"encoding/json"
	"net/http"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// bulk reads the rows of a bulk write, each by itself, and answers each: one bad
// row never fails the others. one gets rows that are as the rule has them.
func bulk[T any](w http.ResponseWriter, r *http.Request, rule check, one func(T) wire.Result) {
	rows, ok := rowsOf(w, r)
	if !ok {
		return
	}

	out := wire.BulkAnswer{Results: make([]wire.Result, 0, len(rows))}

	for i, raw := range rows {
		result := bulkRow(raw, rule, one)
		result.Index = i
		out.Results = append(out.Results, result)
	}

	reply(w, out)
}

// rowsOf takes a bulk write apart; a refusal of the whole is written to w.
func rowsOf(w http.ResponseWriter, r *http.Request) ([]json.RawMessage, bool) {
	var in wire.Bulk[json.RawMessage]

	switch {
	case !decode(w, r, object(must("data", listOf(anything()))), &in):
		return nil, false
	case len(in.Data) == 0 || len(in.Data) > wire.MaxRows:
		invalid(w, wrong("data", "size", "it has %d rows; a bulk write has 1 to %d", len(in.Data), wire.MaxRows))

		return nil, false
	}

	return in.Data, true
}

func anything() check { return func(string, json.RawMessage) []wire.FieldError { return nil } }

func bulkRow[T any](raw json.RawMessage, rule check, one func(T) wire.Result) wire.Result {
	var row T

	problems := rule("", raw)
	if problems == nil {
		if err := json.Unmarshal(raw, &row); err == nil {
			return one(row)
		}

		problems = wrong("", "type", "the row cannot be read")
	}

	result := refused(problems)

	var named wire.Ref
	if json.Unmarshal(raw, &named) == nil {
		result.ID, result.ExternalID = named.ID, named.ExternalID
	}

	return result
}

func failed(code, message string) wire.Result {
	return wire.Result{Status: wire.Failed, Error: &wire.ErrorInfo{Code: code, Message: message}}
}

// refused is a row that is not as the contract has it.
func refused(problems []wire.FieldError) wire.Result {
	result := failed(wire.CodeValidationFailed, summary(problems))
	result.Error.Details = problems

	return result
}

// summary is the first problem as a sentence.
func summary(problems []wire.FieldError) string {
	if problems[0].Field == "" {
		return problems[0].Message
	}

	return problems[0].Field + ": " + problems[0].Message
}
