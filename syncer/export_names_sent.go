package syncer

import (
	"context"

	"github.com/skladmost/skladmost/sklad/ledger"
	"github.com/skladmost/skladmost/syncer/catalog"
)

// What a request that may have got lost has made of a product's name and
// category: seen in the shop later, it is nobody's change there.
const (
	hashNameSent  = "name sent"
	hashGroupSent = "category sent"
)

// announceNames notes which names and categories known products are about to
// get, as announce does for customers.
func (a *exportApply) announceNames(ctx context.Context, batch []UpsertProduct) error {
	if !a.cfg.EditNameAndGroup {
		return nil
	}

	var links []ledger.Link

	for i := range batch {
		p := &batch[i]

		for j := range p.Members {
			m := &p.Members[j]
			if sent := p.sentNames(*m); m.link.ShopID != "" && len(sent) > 0 {
				m.link.Hashes = withHashes(m.link.Hashes, sent)
				links = append(links, m.link)
			}
		}
	}

	return a.saveLinks(ctx, links)
}

func (p UpsertProduct) sentNames(m Member) map[string]string {
	sent := map[string]string{}

	name, group := m.Hashes[catalog.GroupName], m.Hashes[catalog.GroupCategory]
	if own(m.link) {
		name, group = m.Hashes[catalog.HashNameThere], m.Hashes[catalog.HashGroupThere]
	}

	if p.Patch.Name != nil && name != "" {
		sent[hashNameSent] = name
	}

	if p.Patch.CategoryIDs != nil && group != "" {
		sent[hashGroupSent] = group
	}

	return sent
}
