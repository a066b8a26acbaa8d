package page

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestNobodyIsSentElsewhere(t *testing.T) {
	for address, want := range map[string]string{
		"/orders?state=parked":       "/orders?state=parked",
		"/#stop-export":              "/#stop-export",
		"https://evil.example/":      "/",
		"//evil.example/":            "/",
		"///evil.example/":           "/",
		`/\evil.example/`:            "/",
		`\\evil.example/`:            "/",
		"/%2F/evil.example":          "/", // reads //evil.example for some
		"javascript:alert(1)":        "/",
		"orders":                     "/",
		"":                           "/",
		"/\tevil":                    "/",
		"http:/evil.example":         "/",
		"//user@evil.example/a?b=c#": "/",
	} {
		assert.Equal(t, want, local(address), address)
	}
}

func TestAFormLeadsBackToItsPlaceAndSaysWhatWasDone(t *testing.T) {
	answer := httptest.NewRecorder()
	back(answer, httptest.NewRequest(http.MethodPost, "/start/export", nil), "/orders?state=parked#stop-export", "started")

	assert.Equal(t, http.StatusSeeOther, answer.Code)
	assert.Equal(t, "/orders?said=started&state=parked#stop-export", answer.Header().Get("Location"))
}
