package syncer

import (
	"context"
	"errors"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/text"
)

// took is what became of one row that the shop has answered for.
type took struct {
	links   []ledger.Link
	actions []Action // that were carried out
}

// sendRows sends a batch, hands each answer to take and records what that
// gives. The answers that came before an error are recorded too; rows without
// one count as waiting.
func sendRows[A Action](ctx context.Context, a *exportApply, rows []A,
	send func() ([]gombashop.Result, error), take func(A, gombashop.Result) took,
) error {
	results, err := send()
	answered := make([]bool, len(rows))

	var (
		links []ledger.Link
		done  []Action
	)

	for _, res := range results {
		answered[res.Index] = true
		t := take(rows[res.Index], res)
		links, done = append(links, t.links...), append(done, t.actions...)
	}

	for i, ok := range answered {
		if !ok {
			unsent(a, rows[i:i+1])
		}
	}

	if serr := a.saveLinks(ctx, links); serr != nil {
		return errors.Join(err, serr)
	}

	for _, act := range done {
		a.observe(ctx, Written{Action: act})
	}

	return err
}

// saveLinks writes the links of a batch in one transaction. A link that cannot
// be kept parks its record alone: a shop with odd ids must not cost the batch.
func (a *exportApply) saveLinks(ctx context.Context, links []ledger.Link) error {
	if len(links) == 0 {
		return nil
	}

	save := func(links ...ledger.Link) error {
		return a.cfg.Warehouse.InTx(ctx, func(ctx context.Context, tx WarehouseTx) error {
			return tx.SaveLinks(ctx, links...)
		})
	}

	err := save(links...)
	if !errors.Is(err, ledger.ErrInvalid) {
		return err
	}

	for _, link := range links {
		err := save(link)
		if err != nil && !errors.Is(err, ledger.ErrInvalid) {
			return err
		}

		if err != nil {
			a.unlinked = a.unlinked || link.Kind != linkCustomer
			a.park(ctx, linkedKind(link), 1, &Problem{Code: text.ShopRefused, Record: link.Kind + " " + idText(link.LocalID), Err: err})
		}
	}

	return nil
}

func linkedKind(l ledger.Link) Kind {
	switch l.Kind {
	case linkCategory:
		return KindCategory
	case linkCustomer:
		return KindPartner
	}

	return KindGood
}

// park moves n records that were counted as written to the parked ones, with
// one problem.
func (a *exportApply) park(ctx context.Context, k Kind, n int, problem *Problem) {
	a.recount(k, n, func(b *Bucket) *int { return &b.Parked })
	a.report.Parked = append(a.report.Parked, problem)
	a.observe(ctx, ParkedRecord{Kind: k, Problem: problem})
}

// recount moves n records from the written ones to another bucket.
func (a *exportApply) recount(k Kind, n int, to func(*Bucket) *int) {
	b := a.report.Buckets[k]
	b.Written -= n
	*to(&b) += n
	a.report.Buckets[k] = b
}

// unsent counts actions that were planned and not sent.
func unsent[A Action](a *exportApply, rows []A) {
	for _, act := range rows {
		k, n := counted(act)
		a.recount(k, n, func(b *Bucket) *int { return &b.Waiting })
	}
}

// counted tells how many records of which kind an action stands for in the
// report.
func counted(act Action) (Kind, int) {
	switch act := act.(type) {
	case UpsertProduct:
		if act.settles {
			return KindGood, 0 // counted when the product was sent
		}

		return KindGood, len(act.Members)
	case HideProduct:
		if act.VariantID == "" {
			return KindGood, 0 // the good is counted with the product it moved to
		}
	case MoveVariant, Park:
		return act.Kind(), 0
	}

	return act.Kind(), 1
}

// refusal is the problem of a row that the shop did not take.
func refusal(record string, cause *gombashop.Error) *Problem {
	code := text.ShopRefused
	if gombashop.IsCode(cause, gombashop.CodeNotFound) {
		code = text.NotInShop
	}

	return &Problem{Code: code, Record: record, Err: cause}
}

// hold remembers that a good was not taken, for its quantity.
func (a *exportApply) hold(id sklad.GoodID) {
	delete(a.shown, id)
	a.held[id] = true
}
