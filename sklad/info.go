package sklad

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// Info is what a database is and how it is set.
type Info struct {
	Engine        string // "sqlite", "mysql", "mssql", "access"
	ServerVersion string
	Charset       string
	JournalMode   string // SQLite only
	// UnsafeTables are tables of an engine without transactions (MyISAM);
	// nothing can be written safely while there are any.
	UnsafeTables []string

	SchemaVersion string // System.Version, "3.07"
	// BaseCurrency is the code in Currencies of ID 1, "EUR".
	BaseCurrency string
	// PricesIncludeVAT: configkey20. Absent means prices without VAT.
	PricesIncludeVAT bool
	// NegativeStock: configkey12, sales below zero are allowed.
	NegativeStock bool
	// NumberPerObject: configkey48, each object numbers its documents.
	NumberPerObject bool
	// Costing: configkey23.
	Costing Costing
	// SUPTO tells whether the database belongs to an edition for СУПТО
	// (Наредба Н-18), as far as its contents show; SUPTOReason says why.
	SUPTO       bool
	SUPTOReason string
}

// Costing is how the cost of goods is kept (configkey23).
type Costing int

// The methods. From CostingFIFO on the database works with lots.
const (
	CostingAverage   Costing = 0
	CostingLastPrice Costing = 1
	CostingFIFO      Costing = 2
	CostingLIFO      Costing = 3
	CostingManual    Costing = 4
	CostingFEFO      Costing = 5
)

// UsesLots tells whether Store has a row per lot.
func (c Costing) UsesLots() bool { return c >= CostingFIFO && c <= CostingFEFO }

// Info reads the database's settings anew: a person may have changed them.
func (db *DB) Info(ctx context.Context) (Info, error) {
	if err := outside(ctx); err != nil {
		return Info{}, err
	}
	info, err := readInfo(ctx, db.SQL())
	return info, describe(cancelled(ctx, err), "read the settings")
}

// Info is DB.Info inside the transaction.
func (tx *Tx) Info(ctx context.Context) (Info, error) {
	info, err := readInfo(ctx, tx.session)
	return info, describe(cancelled(ctx, err), "read the settings")
}

func readInfo(ctx context.Context, s *engine.Session) (Info, error) {
	info := Info{Engine: s.Dialect().Name()}
	server, err := s.Dialect().Server(ctx, s)
	if err != nil {
		return Info{}, err
	}
	info.ServerVersion, info.Charset = server.Version, server.Charset
	info.JournalMode, info.UnsafeTables = server.JournalMode, server.UnsafeTables
	if info.SchemaVersion, err = schemaVersion(ctx, s); err != nil {
		return Info{}, err
	}
	if info.BaseCurrency, err = baseCurrency(ctx, s); err != nil {
		return Info{}, err
	}
	rules, err := readRules(ctx, s)
	if err != nil {
		return Info{}, err
	}
	info.PricesIncludeVAT, info.NegativeStock = rules.pricesIncludeVAT, rules.negativeStock
	info.NumberPerObject, info.Costing = rules.numberPerObject, rules.costing
	info.SUPTO, info.SUPTOReason, err = detectSUPTO(ctx, s, info.SchemaVersion)
	return info, err
}

func baseCurrency(ctx context.Context, s *engine.Session) (string, error) {
	var code engine.Text
	found, err := s.Get(ctx, &code, "SELECT c.[Currency] FROM {Currencies} c WHERE c.[ID] = 1")
	switch {
	case err != nil:
		return "", err
	case !found || code == "":
		return "", fmt.Errorf("table Currencies has no base currency in ID 1: %w; set it in Склад Pro", ErrNotFound)
	}
	return strings.ToUpper(string(code)), nil
}

// rules are the settings that decide how a document is written.
type rules struct {
	pricesIncludeVAT, negativeStock, numberPerObject bool
	costing                                          Costing
}

type configRow struct {
	Key    engine.Text `db:"Key"`
	Value  engine.Text `db:"Value"`
	UserID engine.Int  `db:"UserID"`
}

// readRules reads Configuration. Settings for all users have UserID -1; an
// absent key has the program's default: prices without VAT, no negative stock,
// average cost, one series of numbers. The costing method is the database's,
// so a row of whichever user counts when there is none for all.
func readRules(ctx context.Context, s *engine.Session) (rules, error) {
	var rows []configRow
	query := "SELECT " + engine.Columns[configRow]("c") + " FROM {Configuration} c WHERE c.[UserID] = ? OR c.[Key] = ? ORDER BY c.[ID] DESC"
	if err := s.Select(ctx, &rows, query, -1, "configkey23"); err != nil {
		return rules{}, err
	}
	config := make(map[string]string, len(rows))
	for _, row := range rows {
		key := strings.ToLower(string(row.Key))
		if _, seen := config[key]; !seen || row.UserID == -1 { // the oldest row for all users wins
			config[key] = string(row.Value)
		}
	}
	costing, err := parseCosting(config["configkey23"])
	return rules{
		pricesIncludeVAT: isTrue(config["configkey20"]), negativeStock: isTrue(config["configkey12"]),
		numberPerObject: isTrue(config["configkey48"]), costing: costing,
	}, err
}

// isTrue is the program's Access-style truth: -1.
func isTrue(value string) bool { return value == "-1" }

func parseCosting(value string) (Costing, error) {
	if value == "" {
		return CostingAverage, nil
	}
	n, err := strconv.Atoi(value)
	if err != nil || n < 0 || n > 255 {
		return 0, fmt.Errorf("table Configuration, configkey23 is %q and no costing method: choose one in Склад Pro", value)
	}
	return Costing(n), nil
}

// supto is the third part of the version from which an edition is for СУПТО
// ("3.07.100").
const supto = 100

// detectSUPTO looks for what the editions for СУПТО leave behind: the record of
// a unique sale number (ECRReceipts.ReceiptType 8), or their version number.
func detectSUPTO(ctx context.Context, s *engine.Session, version string) (is bool, reason string, err error) {
	if _, _, patch, ok := parseVersion(version); ok && patch >= supto {
		return true, "System.Version is " + version, nil
	}
	var id *int64
	if _, err := s.Get(ctx, &id, "SELECT MIN(r.[ID]) FROM {ECRReceipts} r WHERE r.[ReceiptType] = ?", receiptUSN); err != nil {
		return false, "", err
	}
	if id == nil {
		return false, "no unique sale number in ECRReceipts and System.Version is " + version, nil
	}
	return true, fmt.Sprintf("ECRReceipts %d records a unique sale number (ReceiptType 8)", *id), nil
}

// receiptUSN is ECRReceipts.ReceiptType of the record of a unique sale number.
const receiptUSN = 8
