package page

import (
	"context"
	"net/http"
	"time"

	"github.com/skladmost/skladmost/examples/internal/assembly"
	"github.com/skladmost/skladmost/examples/internal/config"
	"github.com/skladmost/skladmost/examples/internal/warehouse"
	"github.com/skladmost/skladmost/sklad"
)

// testSettings shakes hands with both sides by what was typed. Nothing is saved.
func (p *Pages) testSettings(w http.ResponseWriter, r *http.Request) {
	f, ok := p.sentForm(w, r)
	if !ok {
		return
	}

	results := p.try(r, f)
	p.drawSettings(w, r, http.StatusOK, f, settingsView{Results: results})
}

// try is what each side answers, and when both do, what a check of everything
// finds.
func (p *Pages) try(r *http.Request, f *form) []notice {
	const patience = 30 * time.Second

	ctx, cancel := context.WithTimeout(r.Context(), patience)
	defer cancel()

	data, err := config.Typed(f.path, "", edits(f.trial)...)
	if err != nil {
		return p.notices(r, err)
	}

	database, databaseErr := p.tryWarehouse(ctx, f, data)
	shop, shopErr := p.tryShop(ctx, f, data)
	results := append(p.result(r, database, databaseErr), p.result(r, shop, shopErr)...)

	cfg, err := config.Parse(f.path, data, f.env)
	if err != nil {
		return append(results, f.explain(err, p.notices)(r)...)
	}

	if databaseErr != nil || shopErr != nil {
		return results
	}

	return append(results, p.checkAll(ctx, r, cfg)...)
}

func (p *Pages) result(r *http.Request, good string, err error) []notice {
	if err != nil {
		return p.notices(r, err)
	}

	return []notice{{Tone: "good", Message: good}}
}

func (p *Pages) tryWarehouse(ctx context.Context, f *form, data []byte) (string, error) {
	cfg, err := config.ParseWarehouse(f.path, data, f.env)
	if err != nil {
		return "", err
	}

	db, err := warehouse.Open(ctx, cfg.Warehouse.DSN, sklad.WithLocation(cfg.Warehouse.Timezone))
	if err != nil {
		return "", err
	}
	defer func() { _ = db.Close() }() // only read

	info, err := db.Info(ctx)
	if err != nil {
		return "", err
	}

	supto := f.words.t("settings.supto.no")
	if info.SUPTO {
		supto = f.words.t("settings.supto.yes")
	}

	return f.words.t("settings.try.warehouse", info.Engine, info.SchemaVersion, info.BaseCurrency, supto), nil
}

func (p *Pages) tryShop(ctx context.Context, f *form, data []byte) (string, error) {
	const patience = 5 * time.Second

	cfg, err := config.ParseShop(f.path, data, f.env)
	if err != nil {
		return "", err
	}

	cfg.Shop.Patience = min(cfg.Shop.Patience, patience)

	client, err := assembly.Client(cfg.Shop, application)
	if err != nil {
		return "", err
	}

	ping, err := client.Ping(ctx)
	if err != nil {
		return "", err
	}

	module := f.words.t("settings.module.on")
	if !ping.ModuleActive {
		module = f.words.t("settings.module.off")
	}

	return f.words.t("settings.try.shop", ping.ShopName, ping.Currency, module), nil
}

// checkAll tries every precondition of an export and an import.
func (p *Pages) checkAll(ctx context.Context, r *http.Request, cfg config.Config) []notice {
	cfg.Shop.Patience = min(cfg.Shop.Patience, 5*time.Second)

	s, err := assembly.Open(ctx, cfg, assembly.Options{Application: application, Logger: p.opts.Logger})
	if err != nil {
		return p.notices(r, err)
	}
	defer func() { _ = s.Close() }() // a check writes nothing

	report, err := s.Check(ctx)
	results := p.notices(r, err)

	for _, warning := range report.Warnings {
		results = append(results, p.drawers[p.lang(r)].words.problem(warning))
	}

	if err == nil {
		results = append(results, notice{
			Tone: "good", Message: p.say(r, "settings.try.ready", report.Object.Name, report.User.Name, report.Documents),
		})
	}

	return results
}
