package syncer

import (
	"context"
	"errors"
	"iter"
	"slices"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/syncer/text"
)

// readGroups refuses groups that the database does not have (settings e, f).
func (r *run) readGroups(ctx context.Context) error {
	return errors.Join(
		knownGroups("export.goods_groups", r.cfg.Export.GoodsGroups, r.cfg.Warehouse.GoodsGroups(ctx)),
		knownGroups("export.quantity_object_groups", r.cfg.Export.ObjectGroups, r.cfg.Warehouse.ObjectsGroups(ctx)))
}

func knownGroups(setting string, wanted []string, groups iter.Seq2[sklad.Group, error]) error {
	if len(wanted) == 0 {
		return nil
	}

	all, err := collect(groups)
	if err != nil {
		return err
	}

	var errs []error

	for _, code := range wanted {
		if !slices.ContainsFunc(all, func(g sklad.Group) bool { return g.Code == code }) {
			errs = append(errs, &Problem{Code: text.UnknownGroup, Record: setting, Args: map[string]string{
				"group": code, "groups": list(all, func(g sklad.Group) string { return g.Code + " " + g.Name }),
			}})
		}
	}

	return errors.Join(errs...)
}

// readObject resolves setting g. An export of goods alone, or of the stock of
// object groups, names no object.
func (r *run) readObject(ctx context.Context) error {
	if r.cfg.Import.Object == "" && r.direction == Export {
		return nil
	}

	object, err := r.cfg.Warehouse.ObjectByCodeOrName(ctx, r.cfg.Import.Object)
	if errors.Is(err, sklad.ErrNotFound) || errors.Is(err, sklad.ErrAmbiguous) {
		objects, lerr := collect(r.cfg.Warehouse.Objects(ctx))

		return errors.Join(lerr, &Problem{Code: text.UnknownObject, Record: "import.object", Err: err, Args: map[string]string{
			"object": r.cfg.Import.Object, "objects": list(objects, func(o sklad.Object) string { return o.Code + " " + o.Name }),
		}})
	}

	r.facts.object = object

	return err
}
