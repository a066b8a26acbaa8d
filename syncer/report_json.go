package syncer

import (
	"encoding/json"
	"errors"
)

// plainReport is a Report without its methods.
type plainReport Report

// reportJSON is a Report whose problems show their cause.
type reportJSON struct {
	plainReport

	Parked   []problemJSON `json:"parked,omitempty"`
	Warnings []problemJSON `json:"warnings,omitempty"`
}

// problemJSON is a Problem with the words of its cause.
type problemJSON struct { //nolint:errname // as Problem
	Problem

	Cause string `json:"cause,omitempty"`
}

// MarshalJSON gives the form that the comment of Report describes.
func (r Report) MarshalJSON() ([]byte, error) {
	return json.Marshal(reportJSON{plainReport: plainReport(r), Parked: withCause(r.Parked), Warnings: withCause(r.Warnings)})
}

// UnmarshalJSON reads it back; of a cause only the words are left.
func (r *Report) UnmarshalJSON(data []byte) error {
	var form reportJSON
	if err := json.Unmarshal(data, &form); err != nil {
		return err
	}

	*r = Report(form.plainReport)
	r.Parked, r.Warnings = withoutCause(form.Parked), withoutCause(form.Warnings)

	return nil
}

func withCause(problems []*Problem) []problemJSON {
	var all []problemJSON

	for _, p := range problems {
		one := problemJSON{Problem: *p}
		if p.Err != nil {
			one.Cause = p.Err.Error()
		}

		all = append(all, one)
	}

	return all
}

func withoutCause(problems []problemJSON) []*Problem {
	var all []*Problem

	for _, p := range problems {
		if p.Cause != "" {
			p.Err = errors.New(p.Cause)
		}

		all = append(all, &p.Problem)
	}

	return all
}
