package sklad

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// schemaVersion reads System.Version of product 1, the warehouse.
func schemaVersion(ctx context.Context, s *engine.Session) (string, error) {
	var rows []struct {
		Version string `db:"Version"`
	}
	err := s.Select(ctx, &rows, "SELECT s.[Version] AS [Version] FROM {System} s WHERE s.[ProductID] = 1")
	if err != nil {
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		return "", notSklad(ctx, s, err)
	}
	if len(rows) == 0 {
		return "", fmt.Errorf("sklad: the table System has no row of product 1: %w; "+
			"name the database file or schema that Склад Pro itself opens", ErrNotSklad)
	}
	best := strings.TrimSpace(rows[0].Version)
	for _, row := range rows[1:] {
		if v := strings.TrimSpace(row.Version); older(best, v) {
			best = v
		}
	}
	return best, nil
}

// notSklad tells a database of another program from one of Склад Pro that cannot
// be read, or that has lost its table System.
func notSklad(ctx context.Context, s *engine.Session, err error) error {
	e, known := errors.AsType[*DatabaseError](err)
	switch {
	case !known:
	case e.Reason != ReasonMissing:
		return describe(err, "read the table System")
	default:
		if there, fault := s.Dialect().HasTable(ctx, s, "Operations"); fault == nil && there {
			return MissingError(fmt.Errorf("sklad: the table System cannot be read: %w: %w", ErrNotSklad, e.Err), "System")
		}
		err = e.Err
	}
	return fmt.Errorf("sklad: the table System cannot be read: %w; "+
		"name the database file or schema that Склад Pro itself opens: %w", ErrNotSklad, err)
}

// checkSchemaVersion accepts 3.07 and 3.07.x, where x ≥ 100 marks the editions
// with СУПТО.
func checkSchemaVersion(version string) error {
	major, minor, _, ok := parseVersion(version)
	switch {
	case !ok:
		return fmt.Errorf("sklad: System.Version is %q: %w; have the database checked by the vendor", version, ErrSchemaVersion)
	case major < 3 || major == 3 && minor < 7:
		return fmt.Errorf("sklad: System.Version is %s, 3.07 is needed: %w; open the database once in a current Склад Pro, "+
			"which upgrades it, and try again", version, ErrSchemaVersion)
	case major != 3 || minor != 7:
		return fmt.Errorf("sklad: System.Version is %s, only 3.07 is known: %w; look for a newer release of this program",
			version, ErrSchemaVersion)
	}
	return nil
}

// parseVersion splits "3.07.100". The third part is 0 when absent.
func parseVersion(s string) (major, minor, patch int, ok bool) {
	parts := strings.SplitN(strings.TrimSpace(s), ".", 4)
	if len(parts) < 2 {
		return 0, 0, 0, false
	}
	numbers := make([]int, 3)
	for i, part := range parts[:min(len(parts), 3)] {
		n, err := strconv.ParseUint(part, 10, 16)
		if err != nil {
			return 0, 0, 0, false
		}
		numbers[i] = int(n)
	}
	return numbers[0], numbers[1], numbers[2], true
}

func older(a, b string) bool {
	a1, a2, a3, _ := parseVersion(a)
	b1, b2, b3, _ := parseVersion(b)
	switch {
	case a1 != b1:
		return a1 < b1
	case a2 != b2:
		return a2 < b2
	default:
		return a3 < b3
	}
}
