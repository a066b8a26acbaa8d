package syncer

import (
	"context"
	"errors"
	"strings"

	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/text"
)

// CheckReport is what Check found: what both sides are, what would stop a run,
// and what the first import would do.
type CheckReport struct {
	Warehouse sklad.Info     `json:"warehouse"`
	Shop      gombashop.Ping `json:"shop"`
	Object    sklad.Object   `json:"object"`
	User      sklad.User     `json:"user"`
	// Operator is the operator part of the УНП; empty without one.
	Operator string `json:"operator,omitempty"`
	// Documents is how many documents an import would write now.
	Documents int `json:"documents"`
	// Warnings stop nothing.
	Warnings []*Problem `json:"warnings,omitempty"`
}

// Check shakes hands with both sides and tries every precondition of an export
// and an import, and whether anything may be written. It writes nothing. The error joins all that would stop a run,
// each with its remedy; the report is valid as far as it got.
func (s *Syncer) Check(ctx context.Context) (CheckReport, error) {
	ctx = s.hearing(ctx)
	r := s.newRun(Export)
	r.dry = true

	if s.importing {
		r.direction = Import
	}

	if err := s.cfg.Warehouse.Verify(ctx); err != nil {
		return CheckReport{}, err // without its tables every other question fails too
	}

	err := r.prepare(ctx)
	report := CheckReport{
		Warehouse: r.facts.info, Shop: r.facts.ping, Object: r.facts.object, User: r.facts.user, Operator: r.facts.operator,
	}

	if r.facts.ping == (gombashop.Ping{}) {
		return report, err // one side is not there, so the rest would only repeat it
	}

	err = errors.Join(err, r.sameCurrency(), r.sameShop(ctx), r.matched(ctx), r.writable(ctx), r.printer(ctx))
	if err != nil {
		return report, err
	}

	if report.Warnings, err = r.stockWarnings(ctx); err != nil || !s.importing {
		return report, err
	}

	report.Warnings = append(report.Warnings, r.receiptWarnings()...)

	report.Documents, err = s.countDocuments(ctx)

	return report, err
}

// writable tells whether transactions are safe, and only then tries one: it would
// be refused for the same fault.
func (r *run) writable(ctx context.Context) error {
	if err := r.tables(ctx); err != nil {
		return err
	}

	return r.cfg.Warehouse.VerifyWritable(ctx)
}

// countDocuments plans an import and counts the documents in it.
func (s *Syncer) countDocuments(ctx context.Context) (int, error) {
	documents := 0

	for a, err := range s.PlanImport(ctx, ImportOptions{}).Actions() {
		if err != nil {
			return documents, err
		}

		if _, ok := a.(ImportOrder); ok {
			documents++
		}
	}

	return documents, nil
}

// printer asks the device for its status and compares its number with
// setting p.
func (r *run) printer(ctx context.Context) error {
	if r.cfg.Fiscal.Printer == nil {
		return nil
	}

	status, err := r.cfg.Fiscal.Printer.Status(ctx)
	if err != nil {
		return &Problem{Code: text.PrinterOffline, Record: "fiscal.smart_printer", Err: err}
	}

	if r.cfg.Fiscal.DeviceSerial != "" && status.Device != "" && status.Device != r.cfg.Fiscal.DeviceSerial {
		return &Problem{Code: text.OtherDevice, Record: "fiscal.device_serial",
			Args: map[string]string{"configured": r.cfg.Fiscal.DeviceSerial, "found": status.Device}}
	}

	return nil
}

// stockWarnings tells when orders are taken from an object whose stock the shop
// is not told.
func (r *run) stockWarnings(ctx context.Context) ([]*Problem, error) {
	if len(r.cfg.Export.ObjectGroups) == 0 || r.facts.object.ID == 0 { // no documents are written
		return nil, nil
	}

	inside, err := r.stockGroups(ctx)
	if err != nil || inside[r.facts.object.GroupID] {
		return nil, err
	}

	return []*Problem{{Code: text.ObjectOutsideGroups, Record: "import.object",
		Args: map[string]string{"object": r.facts.object.Name}}}, nil
}

// stockGroups are the groups of objects of setting e. A code stands for its
// subgroups too, "-1" for itself alone.
func (r *run) stockGroups(ctx context.Context) (map[sklad.GroupID]bool, error) {
	groups := map[sklad.GroupID]bool{}

	for g, err := range r.cfg.Warehouse.ObjectsGroups(ctx) {
		if err != nil {
			return nil, err
		}

		for _, code := range r.cfg.Export.ObjectGroups {
			if code == g.Code || code != defaultGroup && strings.HasPrefix(g.Code, code) {
				groups[g.ID] = true
			}
		}
	}

	return groups, nil
}
