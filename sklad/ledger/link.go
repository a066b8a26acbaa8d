package ledger

import (
	"context"
	"encoding/json"
	"iter"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/internal/engine"
)

// Link is a lasting pair of a local row and a record of the shop, per shop and
// kind. A local row has one link of a kind, and so has a record of the shop.
type Link struct {
	// Shop is the merchant's own name for the shop, Kind what is linked:
	// "category", "product", "variant", "customer" and what a caller adds.
	Shop, Kind string
	// LocalID is the id of the local row, 1 or more. A product of several goods
	// has none of its own; the lowest good id stands for it.
	LocalID int64
	// ShopID is the shop's opaque id; ExternalID the one that we gave there.
	ShopID, ExternalID string
	// ParentShopID and ParentExternalID are those of a variant's product.
	ParentShopID, ParentExternalID string
	State                          LinkState
	Origin                         Origin
	// Hashes are, by field group, the values that both sides had last: hashes,
	// or the values themselves where they are needed. Never nil when read.
	Hashes map[string]string
	// QuantityAt is when the shop was told the quantity last.
	QuantityAt time.Time
	// SyncedAt is when the record was sent or taken last. CreatedAt is set by
	// the first SaveLinks; zero leaves it as it is.
	SyncedAt, CreatedAt time.Time
}

// LinkState says whether the shop shows the record.
type LinkState string

// The states of a link.
const (
	LinkActive LinkState = "active"
	// LinkHidden was taken out of sight by us, because it left the export.
	LinkHidden LinkState = "hidden"
	// LinkTombstone is a record that one of the sides no longer has; the link
	// keeps it from being made again.
	LinkTombstone LinkState = "tombstone"
)

// Origin says how a link came about.
type Origin string

// The origins.
const (
	OriginExport Origin = "export" // we made the shop's record
	OriginImport Origin = "import" // we made the local row
	OriginMatch  Origin = "match"  // both were there
)

const tableLinks = "gomba_links"

type linkRow struct {
	LocalID          engine.Int  `db:"LocalID"`
	Shop             text        `db:"Shop"`
	Kind             text        `db:"Kind"`
	ShopID           text        `db:"ShopID"`
	ExternalID       text        `db:"ExternalID"`
	ParentShopID     text        `db:"ParentShopID"`
	ParentExternalID text        `db:"ParentExternalID"`
	State            text        `db:"State"`
	Origin           text        `db:"Origin"`
	Hashes           text        `db:"Hashes"`
	QuantityAt       engine.Time `db:"QuantityAt"`
	SyncedAt         engine.Time `db:"SyncedAt"`
	CreatedAt        engine.Time `db:"CreatedAt"`
}

func linkTable() table[linkRow, Link] {
	return table[linkRow, Link]{
		name: tableLinks, key: "LocalID", id: func(r linkRow) int64 { return int64(r.LocalID) }, turn: linkRow.link,
	}
}

func (r linkRow) link() (Link, error) {
	l := Link{
		Shop: string(r.Shop), Kind: string(r.Kind), LocalID: int64(r.LocalID), ShopID: string(r.ShopID),
		ExternalID: string(r.ExternalID), ParentShopID: string(r.ParentShopID), ParentExternalID: string(r.ParentExternalID),
		State: LinkState(r.State), Origin: Origin(r.Origin),
		QuantityAt: r.QuantityAt.Time, SyncedAt: r.SyncedAt.Time, CreatedAt: r.CreatedAt.Time,
	}
	if r.Hashes != "" {
		if err := json.Unmarshal([]byte(r.Hashes), &l.Hashes); err != nil {
			return Link{}, invalid("the hashes of %s %d are not readable (%v): empty the column hashes of that row and export in full",
				l.Kind, l.LocalID, err)
		}
	}
	if l.Hashes == nil {
		l.Hashes = map[string]string{}
	}
	return l, nil
}

// Links yields the links of a kind, strictly ascending by LocalID, for a
// comparison in lock-step with the local rows. Tombstones are included.
func (l *Ledger) Links(ctx context.Context, shop, kind string) iter.Seq2[Link, error] {
	var f filter[linkRow]
	f.equal("ListHash", listHash(shop, kind))
	return linkTable().list(ctx, l, f)
}

// LinkByLocal finds the link of a local row; false when there is none.
func (l *Ledger) LinkByLocal(ctx context.Context, shop, kind string, local int64) (Link, bool, error) {
	return linkTable().find(ctx, l, "LocalHash", localHash(shop, kind, local))
}

// LinkByShopID finds the link of a record of the shop; false when there is
// none.
func (l *Ledger) LinkByShopID(ctx context.Context, shop, kind, id string) (Link, bool, error) {
	return linkTable().find(ctx, l, "KeyHash", KeyHash(kind, shop, id))
}

// linksPerStatement keeps a statement within the parameters of every engine.
const linksPerStatement = 200

// LinksByLocal yields the links of the given local rows, ascending by LocalID;
// rows without a link are passed over. ids must ascend.
func (l *Ledger) LinksByLocal(ctx context.Context, shop, kind string, ids []int64) iter.Seq2[Link, error] {
	return func(yield func(Link, error) bool) {
		for chunk := range slices.Chunk(ids, linksPerStatement) {
			var f filter[linkRow]
			hashes := make([]any, len(chunk))
			for i, id := range chunk {
				hashes[i] = localHash(shop, kind, id)
			}
			f.where("d.[LocalHash] IN ("+strings.TrimSuffix(strings.Repeat("?, ", len(hashes)), ", ")+")", hashes...)
			for link, err := range linkTable().list(ctx, l, f) {
				if !yield(link, err) || err != nil {
					return
				}
			}
		}
	}
}

func listHash(shop, kind string) string { return KeyHash("list", shop, kind) }

func localHash(shop, kind string, local int64) string {
	return KeyHash("local "+kind, shop, strconv.FormatInt(local, 10))
}

// SaveLinks writes whole links inside a transaction. A link that takes over one
// side of an older link replaces it. A link without a side, or with an id that
// cannot be kept, is [ErrInvalid].
func (l *Ledger) SaveLinks(ctx context.Context, tx *sklad.Tx, links ...Link) error {
	for _, link := range links {
		if err := link.check(); err != nil {
			return err
		}
		if err := link.save(ctx, tx); err != nil {
			return describe(ctx, err, "link %s %d with %q of shop %s", link.Kind, link.LocalID, link.ShopID, link.Shop)
		}
	}
	return nil
}

// RemoveLinks takes links out again, as when a match is undone; links that are
// not there are passed over. Shop, Kind and ShopID name a link.
func (l *Ledger) RemoveLinks(ctx context.Context, tx *sklad.Tx, links ...Link) error {
	for _, link := range links {
		_, err := tx.SQL().Exec(ctx, "DELETE FROM {gomba_links} WHERE [KeyHash] = ?", KeyHash(link.Kind, link.Shop, link.ShopID))
		if err != nil {
			return describe(ctx, err, "remove the link of %s %q", link.Kind, link.ShopID)
		}
	}
	return nil
}

func (l Link) check() error {
	if err := CheckID(l.Kind, l.Shop, l.ShopID); err != nil {
		return err
	}
	if err := checkText("the kind of a link", l.Kind, wordLength); err != nil {
		return err
	}
	if l.LocalID < 1 || l.LocalID > math.MaxInt32 {
		return invalid("%s %q is linked with the local id %d, which no row has", l.Kind, l.ShopID, l.LocalID)
	}
	for _, id := range []string{l.ExternalID, l.ParentShopID, l.ParentExternalID} {
		if id == "" {
			continue
		}
		if err := checkText("an id beside "+l.Kind, id, idLength); err != nil {
			return err
		}
	}
	return nil
}

func (l Link) save(ctx context.Context, tx *sklad.Tx) error {
	hashes, err := json.Marshal(l.Hashes)
	if err != nil {
		return err
	}
	hash, local := KeyHash(l.Kind, l.Shop, l.ShopID), localHash(l.Shop, l.Kind, l.LocalID)
	if _, err := tx.SQL().Exec(ctx, "DELETE FROM {gomba_links} WHERE [LocalHash] = ? AND [KeyHash] <> ?", local, hash); err != nil {
		return err
	}
	row := engine.Row{
		"LocalHash": local, "ListHash": listHash(l.Shop, l.Kind), "Shop": l.Shop, "Kind": l.Kind, "LocalID": l.LocalID,
		"ShopID": l.ShopID, "ExternalID": l.ExternalID, "ParentShopID": l.ParentShopID,
		"ParentExternalID": l.ParentExternalID, "State": string(l.State), "Origin": string(l.Origin),
		"Hashes": string(hashes), "QuantityAt": stamp(l.QuantityAt), "SyncedAt": stamp(l.SyncedAt),
	}
	if !l.CreatedAt.IsZero() {
		row["CreatedAt"] = stamp(l.CreatedAt)
	}
	return save(ctx, tx.SQL(), tableLinks, hash, row, engine.Row{"CreatedAt": stamp(tx.Now())})
}
