package gombashop

import (
	"context"
	"iter"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// StatusService reads the order statuses of the shop.
type StatusService struct{ client *Client }

// All lists the statuses. The iteration ends after an error.
func (s *StatusService) All(ctx context.Context) iter.Seq2[Status, error] {
	return lister[Status, wire.Status]{s.client, "/statuses", toStatus}.all(ctx, filter{})
}

// MappingService tells the shop which of its records the warehouse knows.
type MappingService struct{ client *Client }

// Upsert stores the pairs, one result a row, in batches; see [ProductService.Upsert].
func (s *MappingService) Upsert(ctx context.Context, rows []Mapping, opts ...WriteOption) ([]Result, error) {
	return writer[Mapping, wire.Mapping]{s.client, "/mappings/bulk", fromMapping}.write(ctx, rows, opts)
}

// VoucherService reads the vouchers of the shop.
type VoucherService struct{ client *Client }

// All lists the vouchers. The iteration ends after an error.
func (s *VoucherService) All(ctx context.Context, o ListOptions) iter.Seq2[Voucher, error] {
	return lister[Voucher, wire.Voucher]{s.client, "/vouchers", toVoucher}.all(ctx, o.filter())
}

// PromoCodeService reads the promo codes of the shop.
type PromoCodeService struct{ client *Client }

// All lists the promo codes. The iteration ends after an error.
func (s *PromoCodeService) All(ctx context.Context, o ListOptions) iter.Seq2[PromoCode, error] {
	return lister[PromoCode, wire.PromoCode]{s.client, "/promo-codes", toPromoCode}.all(ctx, o.filter())
}
