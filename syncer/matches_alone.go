package syncer

import (
	"context"
	"errors"

	"github.com/skladmost/skladmost/syncer/text"
)

// matching wraps what changes links: no export and no import runs meanwhile, for
// either could make what is about to be linked.
func (s *Syncer) matching(ctx context.Context, do func(context.Context, *run) error) (Report, error) {
	return s.run(ctx, Matching, "", func(ctx context.Context, r *run) error {
		if err := errors.Join(r.sameCurrency(), r.sameShop(ctx)); err != nil {
			return err
		}

		return r.alone(ctx, []Direction{Export, Import}, func(ctx context.Context) error { return do(ctx, r) })
	})
}

// alone holds the leases of some directions while do runs.
func (r *run) alone(ctx context.Context, directions []Direction, do func(context.Context) error) error {
	if len(directions) == 0 {
		return do(ctx)
	}

	lease, err := r.cfg.Warehouse.AcquireLease(ctx, leaseName(directions[0], r.cfg.ShopID), r.id, leaseTime)
	if errors.Is(err, ErrBusy) {
		return &Problem{Code: text.Busy, Record: "shop " + r.cfg.ShopID, Err: err}
	}

	if err != nil {
		return err
	}

	ctx, stop := r.keep(ctx, lease)

	whole := false // as in leased
	defer func() { stop(whole) }()

	err = r.alone(ctx, directions[1:], do)
	whole = true

	if cause := context.Cause(ctx); errors.Is(cause, ErrLeaseLost) {
		return cause
	}

	return err
}
