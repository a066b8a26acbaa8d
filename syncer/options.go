package syncer

import "github.com/skladmost/skladmost/sklad"

// ExportOptions are the options of one export.
type ExportOptions struct {
	// Full sends everything, whatever the ledger knows.
	Full bool
	// Only limits the run to KindGood, KindQuantity or KindPartner. Empty: all
	// that is switched on.
	Only Kind
	// Goods limits the run to these goods. Nothing is hidden then, and no partner
	// is sent.
	Goods []sklad.GoodID
	// AllowMassChange lifts Limits for this run.
	AllowMassChange bool
}

// ImportOptions are the options of one import.
type ImportOptions struct {
	// Orders limits the run to these order ids, which must be eligible.
	Orders []string
	// Force imports the named orders whatever their status, also those that
	// were skipped or are from before the starting point, and accepts a document
	// whose number another program used too. Needs Orders.
	Force bool
	// Adopt takes over orders that the shop knows as imported and the ledger
	// does not, after a backup was restored: the document that stands in Склад
	// Pro is linked, a missing one is written again with the shop's УНП.
	Adopt bool
}

// validate refuses options that would do nothing, or not what they say.
func (o ExportOptions) validate() error {
	return oneOf("only", o.Only, "", KindGood, KindQuantity, KindPartner)
}

func (o ImportOptions) validate() error {
	if o.Force && len(o.Orders) == 0 {
		return invalid("force", "true", "orders: only named orders can be forced")
	}

	return nil
}
