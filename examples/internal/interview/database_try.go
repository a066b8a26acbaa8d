package interview

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/warehouse"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
)

// tryDatabase opens it and says what it is.
func (i *Interview) tryDatabase(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()

	i.filled.DSN = i.place.address()

	c, err := i.draft()
	if err != nil {
		return err
	}

	db, err := warehouse.Open(ctx, c.Warehouse.DSN, sklad.WithLocation(c.Warehouse.Timezone))
	if err != nil {
		return err
	}

	counts, err := i.look(ctx, db)
	if err := errors.Join(err, db.Close()); err != nil {
		return err
	}

	l := i.screen.Lang()
	yesNo := map[bool]string{true: lang.Of("yes", "да").In(l), false: lang.Of("no", "не").In(l)}
	i.screen.Say(lang.Of("Found: %s, version %s, currency %s, СУПТО: %s, goods: %d, ledger of this program: %s.",
		"Намерена: %s, версия %s, валута %s, СУПТО: %s, стоки: %d, журнал на тази програма: %s."),
		strings.TrimSpace(i.info.Engine+" "+i.info.ServerVersion), i.info.SchemaVersion, i.info.BaseCurrency,
		yesNo[i.info.SUPTO], counts.Goods, yesNo[!i.noLedger])

	return nil
}

// look reads what the later questions are about.
func (i *Interview) look(ctx context.Context, db *sklad.DB) (sklad.Counts, error) {
	if err := db.Verify(ctx); err != nil {
		return sklad.Counts{}, err
	}

	var err error
	if i.info, err = db.Info(ctx); err != nil {
		return sklad.Counts{}, err
	}

	_, err = ledger.Open(ctx, db)
	if i.noLedger = errors.Is(err, ledger.ErrNotInstalled); err != nil && !i.noLedger {
		return sklad.Counts{}, err
	}

	i.objects, i.users = nil, nil

	for o, err := range db.Objects(ctx) {
		if err != nil {
			return sklad.Counts{}, err
		}

		if !o.Deleted {
			i.objects = append(i.objects, option{cmp.Or(o.Code, o.Name), o.Name})
		}
	}

	for u, err := range db.Users(ctx) {
		if err != nil {
			return sklad.Counts{}, err
		}

		if !u.Deleted {
			i.users = append(i.users, option{cmp.Or(u.Code, u.Name), u.Name})
		}
	}

	counts, err := db.Counts(ctx)
	if err != nil {
		return counts, fmt.Errorf("interview: %w", err)
	}

	return counts, nil
}
