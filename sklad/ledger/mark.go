package ledger

import (
	"context"
	"strings"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
	"github.com/skladmost/skladmost/sklad/internal/key"
)

const tableMarks = "gomba_marks"

// Mark returns a named value; false when it was never set.
func (l *Ledger) Mark(ctx context.Context, name string) (string, bool, error) {
	if err := l.outside(ctx); err != nil {
		return "", false, err
	}
	return mark(ctx, l.db.SQL(), name)
}

// SetMark sets a named value inside a transaction: a name of at most 190 and a
// value of at most 255 characters, [ErrInvalid] beyond. Store a moment in
// time.RFC3339Nano, so that a watermark loses no digit.
func (l *Ledger) SetMark(ctx context.Context, tx *sklad.Tx, name, value string) error {
	return setMark(ctx, tx, name, value)
}

func markHash(name string) string { return key.Mark(name) }

func mark(ctx context.Context, s *engine.Session, name string) (string, bool, error) {
	var value text
	ok, err := s.Get(ctx, &value, "SELECT [Value] FROM {gomba_marks} WHERE [KeyHash] = ?", markHash(name))
	return string(value), ok, describe(ctx, err, "read the mark %q", name)
}

// heldMark is mark after nobody else can change it any more.
func heldMark(ctx context.Context, tx *sklad.Tx, name string) (string, bool, error) {
	if err := hold(ctx, tx.SQL(), tableMarks, "UpdatedAt", markHash(name), tx.Now()); err != nil {
		return "", false, describe(ctx, err, "hold the mark %q", name)
	}
	return mark(ctx, tx.SQL(), name)
}

func setMark(ctx context.Context, tx *sklad.Tx, name, value string) error {
	if err := checkMark(name, value); err != nil {
		return err
	}
	err := save(ctx, tx.SQL(), tableMarks, markHash(name), markRow(tx, name, value), nil)
	return describe(ctx, err, "set the mark %q", name)
}

// setHeldMark is setMark after heldMark, which told whether the mark is known.
func setHeldMark(ctx context.Context, tx *sklad.Tx, name, value string, known bool) error {
	if err := checkMark(name, value); err != nil {
		return err
	}
	err := put(ctx, tx.SQL(), tableMarks, markHash(name), markRow(tx, name, value), known)
	return describe(ctx, err, "set the mark %q", name)
}

func checkMark(name, value string) error {
	if err := checkText("the mark's name", name, nameLength); err != nil {
		return err
	}
	if units(value) > valueLength {
		return invalid("the mark %q has more than %d characters", name, valueLength)
	}
	return checkBytes("the mark "+name, value)
}

func markRow(tx *sklad.Tx, name, value string) engine.Row {
	return engine.Row{"Name": name, "Value": value, "UpdatedAt": stamp(tx.Now())}
}

// Marks are the named values whose names begin with prefix, by name.
func (l *Ledger) Marks(ctx context.Context, prefix string) (map[string]string, error) {
	if err := l.outside(ctx); err != nil {
		return nil, err
	}
	var rows []struct {
		Name  text `db:"Name"`
		Value text `db:"Value"`
	}
	// Servers compare in their own ways, so the prefix is looked at once more.
	err := l.db.SQL().Select(ctx, &rows, "SELECT m.[Name], m.[Value] FROM {gomba_marks} m WHERE m.[Name] LIKE ?", pattern(prefix)+"%")
	if err != nil {
		return nil, describe(ctx, err, "read the marks %q", prefix)
	}
	found := map[string]string{}
	for _, row := range rows {
		if strings.HasPrefix(string(row.Name), prefix) {
			found[string(row.Name)] = string(row.Value)
		}
	}
	return found, nil
}

// RemoveMark takes a named value out again; one that is not there is passed
// over.
func (l *Ledger) RemoveMark(ctx context.Context, tx *sklad.Tx, name string) error {
	_, err := tx.SQL().Exec(ctx, "DELETE FROM {gomba_marks} WHERE [KeyHash] = ?", markHash(name))
	return describe(ctx, err, "remove the mark %q", name)
}

// pattern keeps LIKE from reading a letter as a sign of its own.
func pattern(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("%_[]*?#!\\", r) {
			return '_'
		}
		return r
	}, s)
}
