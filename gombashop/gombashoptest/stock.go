package gombashoptest

import (
	"net/http"
	"time"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

func (s *Server) writeStock(w http.ResponseWriter, r *http.Request) {
	bulk(w, r, stockRule(), s.setStock)
}

// absurd is further ahead than any clock or misread time zone comes.
const absurd = 48 * time.Hour

// setStock drops a row that is older than what is known. A time of the future
// would shut out every row until then, so it counts as now, and one that is
// absurd is refused.
func (s *Server) setStock(row wire.StockRow) wire.Result {
	now := s.opts.now()
	if row.AsOf.After(now.Add(absurd)) {
		return refused(wrong("as_of", "invalid", "%s has not come yet", row.AsOf.Format(time.RFC3339)))
	}

	home, at := s.variant(row.VariantID, row.ExternalID)
	if row.VariantID == "" && row.ExternalID == "" {
		home, at = s.bySKU(row.SKU)
	}

	if home == nil {
		return failed(wire.CodeNotFound, "there is no variant "+orElse(row.VariantID, orElse(row.ExternalID, row.SKU)))
	}

	v := &home.Variants[at]
	result := wire.Result{Status: wire.Unchanged, ID: v.ID, ExternalID: v.ExternalID}

	if row.AsOf.Before(s.stockAt[v.ID]) {
		return result
	}

	s.stockAt[v.ID] = row.AsOf
	if row.AsOf.After(now) {
		s.stockAt[v.ID] = now
	}

	if v.Quantity == nil || !v.Quantity.Equal(row.Quantity.Decimal) {
		v.Quantity, home.UpdatedAt, result.Status = &row.Quantity, s.tick(), wire.Updated
	}

	return result
}

// takeStock lets the shop's own quantities fall by what was bought.
func (s *Server) takeStock(o wire.Order) {
	for _, item := range o.Items {
		home, at := s.variant(item.VariantID, "")
		if home == nil || home.Variants[at].Quantity == nil {
			continue
		}

		left := wire.Quantity{Decimal: home.Variants[at].Quantity.Sub(item.Quantity.Decimal)}
		home.Variants[at].Quantity, home.UpdatedAt = &left, s.tick()
	}
}
