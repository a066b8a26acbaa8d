package gombashop

import (
	"context"
	"iter"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// StatusService reads the order statuses of the shop.
type StatusService struct{ client *Client }

func (s *StatusService) lister() lister[Status, wire.Status] {
	return lister[Status, wire.Status]{s.client, "/statuses", toStatus}
}

// All lists the statuses. The iteration ends after an error.
func (s *StatusService) All(ctx context.Context) iter.Seq2[Status, error] {
	return s.lister().all(ctx, filter{})
}

// Pages lists the statuses page by page; see [ProductService.Pages].
func (s *StatusService) Pages(ctx context.Context, o StatusListOptions) iter.Seq2[Page[Status], error] {
	return s.lister().pages(ctx, filter{limit: o.Limit, cursor: o.Cursor})
}

// MappingService tells the shop which of its records the warehouse knows.
type MappingService struct{ client *Client }

// Upsert stores the pairs, one result a row, in batches; see [ProductService.Upsert].
func (s *MappingService) Upsert(ctx context.Context, rows []Mapping, opts ...WriteOption) ([]Result, error) {
	return writer[Mapping, wire.Mapping]{s.client, "/mappings/bulk", fromMapping}.write(ctx, rows, opts)
}

// VoucherService reads the vouchers of the shop.
type VoucherService struct{ client *Client }

func (s *VoucherService) lister() lister[Voucher, wire.Voucher] {
	return lister[Voucher, wire.Voucher]{s.client, "/vouchers", toVoucher}
}

// All lists the vouchers. The iteration ends after an error.
func (s *VoucherService) All(ctx context.Context, o ListOptions) iter.Seq2[Voucher, error] {
	return s.lister().all(ctx, o.filter())
}

// Pages lists the vouchers page by page; see [ProductService.Pages].
func (s *VoucherService) Pages(ctx context.Context, o ListOptions) iter.Seq2[Page[Voucher], error] {
	return s.lister().pages(ctx, o.filter())
}

// PromoCodeService reads the promo codes of the shop.
type PromoCodeService struct{ client *Client }

func (s *PromoCodeService) lister() lister[PromoCode, wire.PromoCode] {
	return lister[PromoCode, wire.PromoCode]{s.client, "/promo-codes", toPromoCode}
}

// All lists the promo codes. The iteration ends after an error.
func (s *PromoCodeService) All(ctx context.Context, o ListOptions) iter.Seq2[PromoCode, error] {
	return s.lister().all(ctx, o.filter())
}

// Pages lists the promo codes page by page; see [ProductService.Pages].
func (s *PromoCodeService) Pages(ctx context.Context, o ListOptions) iter.Seq2[Page[PromoCode], error] {
	return s.lister().pages(ctx, o.filter())
}
