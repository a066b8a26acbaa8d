package gombashop

import (
	"encoding/json"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

// listing is a page as it is read. Nearly always all of its rows are right, and
// one pass over the text does; else the rows are kept apart as texts, to be
// looked at one by one.
type listing[T, W any] struct {
	convert func(W) (T, error)

	page  Page[T]
	whole bool // page holds all of it

	Data *[]json.RawMessage `json:"data"`
	Page *wire.Page         `json:"page"`
}

// decode is what the handler of answers calls in place of json.Unmarshal.
func (l *listing[T, W]) decode(body []byte) error {
	if l.whole = l.atOnce(body); l.whole {
		return nil
	}
	return json.Unmarshal(body, l)
}

func (l *listing[T, W]) atOnce(body []byte) bool {
	var list struct {
		Data []W        `json:"data"`
		Page *wire.Page `json:"page"`
	}
	if json.Unmarshal(body, &list) != nil || list.Data == nil || list.Page == nil {
		return false
	}
	l.page = Page[T]{NextCursor: value(list.Page.NextCursor)}
	if len(list.Data) > 0 {
		l.page.Data = make([]T, 0, len(list.Data))
	}
	for _, w := range list.Data {
		row, err := l.convert(w)
		if err != nil {
			return false
		}
		l.page.Data = append(l.page.Data, row)
	}
	return true
}
