package sklad

import (
	"context"
	"fmt"
	"strings"

	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// levelLength is how many letters of a group's code stand for one level.
const levelLength = 3

// SaveGoodsGroup returns the goods group at the end of a path of names, from
// the root on, and makes the groups of the path that do not exist. Names are
// compared in any case. A new code is that of the last sibling plus one: AAA,
// AAB … AAZ, ABA; a first child is the parent's code and AAA. An empty path or
// name is a *RowError (ErrInvalidRow), see CheckGoodsGroup.
func (tx *Tx) SaveGoodsGroup(ctx context.Context, path []string) (GroupID, error) {
	if err := CheckGoodsGroup(path); err != nil {
		return 0, fmt.Errorf("sklad: goods group %q: %w", short(strings.Join(path, " > ")), err)
	}

	groups, err := collect(listGroups(ctx, tx.session, "GoodsGroups"), nil)
	if err != nil {
		return 0, err
	}

	var parent Group

	for _, name := range path {
		name = strings.TrimSpace(name)

		next, found := child(groups, parent.Code, name)
		if !found {
			if next, err = tx.insertGroup(ctx, groups, parent.Code, name); err != nil {
				return 0, describe(cancelled(ctx, err), "insert the goods group %q", name)
			}

			groups = append(groups, next)
		}

		parent = next
	}

	return parent.ID, nil
}

func child(groups []Group, parent, name string) (Group, bool) {
	for _, g := range groups {
		if isChild(g.Code, parent) && strings.EqualFold(g.Name, name) {
			return g, true
		}
	}

	return Group{}, false
}

func isChild(code, parent string) bool {
	return len(code) == len(parent)+levelLength && strings.HasPrefix(code, parent)
}

func (tx *Tx) insertGroup(ctx context.Context, groups []Group, parent, name string) (Group, error) {
	last := ""

	for _, g := range groups {
		if level := strings.TrimPrefix(g.Code, parent); isChild(g.Code, parent) && isLevel(level) {
			last = max(last, level)
		}
	}

	if len(parent)+levelLength > textLength {
		return Group{}, refuse("GoodsGroups", "Code", TooLong, parent)
	}

	level, err := nextLevel(last)
	if err != nil {
		return Group{}, err
	}

	id, err := tx.SQL().InsertID(ctx, "GoodsGroups", engine.Row{"Code": parent + level, "Name": name})

	return Group{ID: GroupID(id), Code: parent + level, Name: name}, err
}

// isLevel leaves out the codes that somebody made up by hand.
func isLevel(code string) bool {
	return strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// nextLevel counts in base 26 with three letters.
func nextLevel(last string) (string, error) {
	if last == "" {
		return "AAA", nil
	}

	letters := []byte(last)
	for i := len(letters) - 1; i >= 0; i-- {
		if letters[i] < 'Z' {
			letters[i]++

			return string(letters), nil
		}

		letters[i] = 'A'
	}

	return "", fmt.Errorf("%w: the level is full: no code follows %s", ErrInvalidRow, last)
}
