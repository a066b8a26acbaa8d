package syncer

import (
	"context"
	"strconv"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/catalog"
	"github.com/skladmost/skladmost/syncer/text"
)

// The kinds of links in the ledger. A variant is linked with its good, a
// category with its group, a customer with its partner.
const (
	linkCategory = "category"
	linkVariant  = "variant"
	linkCustomer = "customer"
)

// defaultGood is the undeletable row of Goods that stands for "no good".
const defaultGood = sklad.GoodID(1)

// exportPlan is the planner of one export. Plan, guard rail and apply use the
// same one; only yield differs.
type exportPlan struct {
	*run

	opts   ExportOptions
	terms  catalog.Terms
	survey survey
	yield  func(Action) error

	// twins are goods that the shop may have already, with the product's name.
	twins map[sklad.GoodID]string
	// shown are goods whose variant this run makes or shows again, and whether
	// it is new: their quantities are sent although the ledger says otherwise.
	shown map[sklad.GoodID]bool
	// held are goods that this run keeps back; their reason is in the report.
	held map[sklad.GoodID]bool
	done int

	renames []renamed // products that wait for their final options

	orders    openOrders
	lineGoods map[lineMarks]sklad.GoodID // 0 is no good
	counted   bool                       // the quantities were walked to their end
	full      bool                       // all quantities are sent

	tree *shopTree // of the shop's categories, once it was read

	buyers     buyers        // what the walk over the partners told
	agreements []ledger.Link // of sides that agree already; nothing is sent for them

	wasUnsure bool // an earlier run was cut off, see markUnsure
}

// newExportPlan looks at both sides and refuses what could do harm. Nothing is
// planned yet.
func (r *run) newExportPlan(ctx context.Context, o ExportOptions) (*exportPlan, error) {
	p := &exportPlan{
		run: r, opts: o,
		twins: map[sklad.GoodID]string{}, shown: map[sklad.GoodID]bool{}, held: map[sklad.GoodID]bool{},
		lineGoods: map[lineMarks]sklad.GoodID{},
		terms: catalog.Terms{
			Currency: r.facts.info.BaseCurrency, Rate: r.facts.rate,
			EditNameAndGroup: r.cfg.EditNameAndGroup, Full: o.Full,
			Category: func(id sklad.GroupID) (string, bool) { return strconv.FormatInt(int64(id), 10), true },
		},
	}

	if err := p.ready(ctx); err != nil {
		return nil, err
	}

	if err := p.lookAtPartners(ctx); err != nil {
		return nil, err
	}

	switch {
	case !p.sendsGoods() && !p.sendsQuantities():
		return p, nil // partners are told apart by their e-mail, and double nothing
	case !p.sendsGoods():
		return p, p.matchedSides(ctx)
	}

	if err := p.adopt(ctx); err != nil {
		return nil, err
	}

	if err := p.look(ctx); err != nil {
		return nil, err
	}

	if err := p.hasSource(); err != nil {
		return nil, err
	}

	if err := p.matchedSides(ctx); err != nil {
		return nil, err
	}

	return p, p.findTwins(ctx)
}

// catalogue plans categories, products and what is to be hidden.
func (p *exportPlan) catalogue(ctx context.Context) error {
	if !p.sendsGoods() {
		return nil
	}

	if err := p.categories(ctx); err != nil {
		return err
	}

	if err := p.goods(ctx); err != nil {
		return err
	}

	if err := p.hide(); err != nil {
		return err
	}

	return p.settle()
}

// hasSource stops a run whose source is empty while goods are published: the
// wrong database is open, or the wrong groups were chosen. With nothing
// published there is nothing to lose, and the run only says so.
func (p *exportPlan) hasSource() error {
	switch {
	case p.survey.goods > 0 || p.opts.Goods != nil:
		return nil
	case p.survey.published > 0:
		return &Problem{Code: text.EmptySource, Record: "Goods"}
	}

	p.report.Warnings = append(p.report.Warnings, &Problem{Code: text.NothingToExport, Record: "Goods"})

	return nil
}

// filter chooses the goods of setting f. A run for some goods still looks at
// all of them: the others of a group are part of its product.
func (p *exportPlan) filter() sklad.GoodsFilter {
	return sklad.GoodsFilter{Groups: p.cfg.Export.GoodsGroups}
}

func goodKey(g sklad.Good) int64  { return int64(g.ID) }
func linkKey(l ledger.Link) int64 { return l.LocalID }

// leftOut names the rule that keeps a good at home.
func leftOut(g sklad.Good) string {
	switch {
	case g.ID == defaultGood:
		return "default_good"
	case g.Type.IsService():
		return "service"
	case g.Deleted:
		return "deleted"
	}

	return ""
}

// keepBack parks goods of one product with one reason, and remembers them for
// the quantities.
func (p *exportPlan) keepBack(problem *Problem, goods ...sight) error {
	for _, g := range goods {
		p.report.count(KindGood, parked)
		p.held[g.good.ID] = true
		p.stays(g.link)
	}

	p.report.Parked = append(p.report.Parked, problem)

	return p.yield(Park{What: KindGood, Of: problem.Record, Problem: problem, direction: Export})
}
