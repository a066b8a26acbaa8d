package ledger

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"
	"time"

	"github.com/skladmost/skladmost/sklad"
)

// Lease is the right to be the only run of a name until it ends. A run that was
// killed loses it when the time is up. The clock is the database's
// (sklad.WithClock); machines that share a database need clocks that agree to
// well within the lease's length.
type Lease struct {
	ledger *Ledger
	name   string
	owner  string
	token  string // tells this lease from every other, also of the same owner
	ttl    time.Duration
}

// AcquireLease takes the lease for ttl, or fails with a *[BusyError] (ErrBusy)
// that says who holds it. owner is for people: the machine and the process. A
// lease is not re-entrant: a second run of the same owner is refused too.
func (l *Ledger) AcquireLease(ctx context.Context, name, owner string, ttl time.Duration) (*Lease, error) {
	if ttl <= 0 {
		return nil, invalid("the lease %q lasts %s: give it a time to live", name, ttl)
	}
	lease := &Lease{ledger: l, name: name, owner: cut(owner, 120), token: rand.Text(), ttl: ttl}
	err := l.db.InTx(ctx, func(ctx context.Context, tx *sklad.Tx) error {
		holder, err := lease.read(ctx, tx)
		if err != nil {
			return err
		}
		if holder.until.After(tx.Now()) {
			return &BusyError{Name: name, Owner: holder.owner, Until: holder.until, token: holder.token}
		}
		return lease.write(ctx, tx, tx.Now().Add(ttl), holder.known)
	})
	if err != nil {
		return nil, err
	}
	return lease, nil
}

// BreakLease ends the lease that kept a run out, for a caller who knows that its
// holder is gone. A lease that another run has taken since is left alone.
func (l *Ledger) BreakLease(ctx context.Context, busy *BusyError) error {
	lease := &Lease{ledger: l, name: busy.Name}
	return l.db.InTx(ctx, func(ctx context.Context, tx *sklad.Tx) error {
		holder, err := lease.read(ctx, tx)
		if err != nil || holder.token == "" || holder.token != busy.token {
			return err
		}
		return setMark(ctx, tx, leaseMark(lease.name), "")
	})
}

// Renew makes the lease last for its time to live from now on; [ErrLost] when
// another run has it. A lease that ran out while nobody took it is renewed.
func (l *Lease) Renew(ctx context.Context) error {
	return l.owned(ctx, func(ctx context.Context, tx *sklad.Tx) error { return l.write(ctx, tx, tx.Now().Add(l.ttl), true) })
}

// Release gives the lease back; [ErrLost] when another run has it.
func (l *Lease) Release(ctx context.Context) error {
	return l.owned(ctx, func(ctx context.Context, tx *sklad.Tx) error { return setMark(ctx, tx, leaseMark(l.name), "") })
}

func (l *Lease) owned(ctx context.Context, do func(context.Context, *sklad.Tx) error) error {
	return l.ledger.db.InTx(ctx, func(ctx context.Context, tx *sklad.Tx) error {
		holder, err := l.read(ctx, tx)
		if err != nil {
			return err
		}
		switch holder.token {
		case l.token:
			return do(ctx, tx)
		case "":
			return fmt.Errorf("%w (%q was given back)", ErrLost, l.name)
		}
		return fmt.Errorf("%w (%s took %q over)", ErrLost, holder.owner, l.name)
	})
}

type holder struct {
	until        time.Time
	token, owner string
	known        bool // somebody has had the lease before
}

// read finds who has the lease; nobody when it is free.
func (l *Lease) read(ctx context.Context, tx *sklad.Tx) (holder, error) {
	value, known, err := heldMark(ctx, tx, leaseMark(l.name))
	if err != nil || value == "" {
		return holder{known: known}, err
	}
	until, rest, _ := strings.Cut(value, " ")
	token, owner, _ := strings.Cut(rest, " ")
	end, err := time.Parse(time.RFC3339Nano, until)
	if err != nil {
		return holder{}, invalid("the lease %q reads %q in gomba_marks: delete the row when no run is going on", l.name, value)
	}
	return holder{until: end, token: token, owner: owner, known: true}, nil
}

func (l *Lease) write(ctx context.Context, tx *sklad.Tx, until time.Time, known bool) error {
	return setHeldMark(ctx, tx, leaseMark(l.name), stamp(until)+" "+l.token+" "+l.owner, known)
}

// leaseMark keeps leases apart from other marks.
func leaseMark(name string) string { return "lease:" + strings.TrimPrefix(name, "lease:") }
