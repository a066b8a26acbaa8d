package guard

import "net/http"

// origin refuses what a page of another site sends. Changes are judged by
// Sec-Fetch-Site, else by Origin (http.CrossOriginProtection). Reading is
// refused too where the browser says that it is no visit of a person: a picture
// or a script tag on a stranger's page must not start a dry run.
func (g *Guard) origin(next http.Handler) http.Handler {
	changes := http.NewCrossOriginProtection()

	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if changes.Check(r) != nil || foreignEmbedding(r) {
			g.opts.Refused(w, r, http.StatusForbidden, ReasonOrigin)

			return
		}

		next.ServeHTTP(w, r)
	})
}

// foreignEmbedding: a link and a bookmark ask for a whole page ("document"), also
// from another site's page.
func foreignEmbedding(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "none", "same-origin":
		return false
	}

	return r.Header.Get("Sec-Fetch-Dest") != "document"
}
