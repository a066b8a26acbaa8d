package gombashoptest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Call is a request that a [Conversation] expects, and what it is answered.
type Call struct {
	// Method is GET when it is empty.
	Method string
	// Path goes behind the base URL, escaped as it is sent: "/products/bulk". A
	// part in braces fits any one part: "/orders/{id}".
	Path string
	// Query is the whole of it; the values of one key stand in their order. nil is
	// not looked at, an empty one means that there is none.
	Query url.Values
	// Header names what must be there; the empty value stands for any.
	Header map[string]string
	// Body is JSON that the request's body must equal by its meaning: the order of
	// keys, blanks and 1.0 for 1 do not count. A string, []byte or
	// json.RawMessage is JSON already, anything else becomes it. nil is not looked
	// at.
	Body any
	// Check looks at what the fields above cannot say, such as a signature; see
	// Signed.
	Check func(r *http.Request, body []byte) error
	// Reply is the answer.
	Reply Reply
}

func (c Call) method() string { return orElse(c.Method, http.MethodGet) }

func (c Call) name() string { return c.method() + " " + c.Path }

// check finds what the author of the test has got wrong.
func (c Call) check() error {
	if !strings.HasPrefix(c.Path, "/") || strings.Contains(c.Path, "?") {
		return fmt.Errorf("the path %q does not begin with a slash, or holds a query", c.Path) //nolint:err113 // no program reacts
	}

	if _, err := meaning(c.Body); err != nil {
		return fmt.Errorf("its body: %w", err)
	}

	if _, err := raw(c.Reply.Body); err != nil {
		return fmt.Errorf("the body of its reply: %w", err)
	}

	return nil
}

// isOf tells whether a request is this call, well done or not.
func (c Call) isOf(r *http.Request) bool {
	path, under := strings.CutPrefix(r.URL.EscapedPath(), BasePath)

	return under && r.Method == c.method() && strings.Count(path, "/") == strings.Count(c.Path, "/") && fits(path, c.Path)
}

// differences are what is wrong with a request that is this call.
func (c Call) differences(r *http.Request, body []byte) []string {
	all := append(c.queryDiffers(r.URL.Query()), c.headerDiffers(r.Header)...)
	all = append(all, c.bodyDiffers(body)...)

	if c.Check != nil {
		if err := c.Check(r, body); err != nil {
			all = append(all, err.Error())
		}
	}

	return all
}

func (c Call) queryDiffers(query url.Values) []string {
	if c.Query == nil {
		return nil
	}

	names := url.Values{}
	for _, values := range []url.Values{c.Query, query} {
		for name := range values {
			names.Set(name, "")
		}
	}

	var all []string

	for _, name := range sorted(names) {
		if !slices.Equal(c.Query[name], query[name]) {
			all = append(all, fmt.Sprintf("the query has %s %q, expected was %q", name, query[name], c.Query[name]))
		}
	}

	return all
}

func (c Call) headerDiffers(header http.Header) []string {
	var all []string

	for _, name := range sorted(c.Header) {
		switch got, want := header.Get(name), c.Header[name]; {
		case len(header.Values(name)) == 0:
			all = append(all, "the header "+name+" is missing")
		case want != "" && got != want:
			all = append(all, fmt.Sprintf("the header %s is %q, expected was %q", name, got, want))
		}
	}

	return all
}

func (c Call) bodyDiffers(body []byte) []string {
	if c.Body == nil {
		return nil
	}

	want, err := meaning(c.Body)
	if err != nil {
		return nil // told when the conversation began
	}

	got, err := meaning(json.RawMessage(body))
	if err != nil {
		return []string{fmt.Sprintf("the body %.40q is no JSON: %v", body, err)}
	}

	return unlike("body", want, got)
}
