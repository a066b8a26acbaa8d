package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"github.com/skladmost/skladmost/compliance"
	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/usn"
)

// complianceCmd writes what Наредба Н-18 asks for.
type complianceCmd struct {
	Tables    complianceTablesCmd `cmd:"" help:"${compliance_tables}"`
	AuditFile complianceAuditCmd  `cmd:"" help:"${compliance_audit}"  name:"audit-file"`
}

type complianceTablesCmd struct {
	Month    string `help:"${compliance_month}"    placeholder:"YYYY-MM"    xor:"period"`
	From     string `help:"${compliance_from}"     placeholder:"YYYY-MM-DD" xor:"period"`
	To       string `help:"${compliance_to}"       placeholder:"YYYY-MM-DD"`
	Format   string `default:"csv"                 enum:"csv,xlsx"          help:"${compliance_format}"`
	Out      string `help:"${compliance_out}"      placeholder:"PATH"       predictor:"file"            type:"path"`
	Operator string `help:"${compliance_operator}" placeholder:"CODE"`
}

// Run writes the tables of a period.
func (c complianceTablesCmd) Run(ctx context.Context, a *app) error {
	if c.Operator != "" && usn.CheckOperator(c.Operator) != nil {
		return wrong("usage", lang.Of("--operator "+c.Operator+" is no operator code", "--operator "+c.Operator+" не е код на оператор"),
			lang.Of("write the 4 characters in the middle of the УНП, as 0001", "напишете 4-те знака в средата на УНП, например 0001"))
	}

	return a.with(ctx, nil, func(s *session) error {
		period, err := c.period(s.Config.Warehouse.Timezone, s.DB.Now())
		if err != nil {
			return err
		}

		filter := compliance.Filter{Period: period, Operator: c.Operator}
		books := s.books()
		tables := append(books.Tables(ctx, filter), books.JournalTable(ctx, filter))

		written, err := c.write(tables)
		for _, path := range written {
			a.out.Say(lang.Of("%s is written.", "%s е записан."), path)
		}

		return errors.Join(err, a.out.JSON(map[string]any{"period": period.String(), "files": written}))
	})
}

func (s *session) books() *compliance.Books {
	return compliance.New(s.DB, s.Ledger, compliance.Options{
		Shop: s.Config.Shop.ID, Device: s.Config.Fiscal.DeviceSerial, Source: s.Config.Shop.URL,
	})
}

// period is a month, or days from one to another; the month that has ended last
// where nothing is given.
func (c complianceTablesCmd) period(loc *time.Location, now time.Time) (compliance.Period, error) {
	if c.From == "" && c.To != "" {
		return compliance.Period{}, wrong("usage", lang.Of("--to needs --from", "--to иска и --from"),
			lang.Of("write both, or --month alone", "напишете и двете или само --month"))
	}

	if c.From == "" {
		year, month, err := monthOf(c.Month, now.In(loc))

		return compliance.Month(year, month, loc), err
	}

	first, err := time.ParseInLocation(time.DateOnly, c.From, loc)
	if err != nil {
		return compliance.Period{}, badDay(c.From, "2026-11-01")
	}

	last := first
	if c.To != "" {
		if last, err = time.ParseInLocation(time.DateOnly, c.To, loc); err != nil {
			return compliance.Period{}, badDay(c.To, "2026-11-30")
		}
	}

	period, err := compliance.Days(first, last)
	if err != nil {
		return period, wrong("usage", lang.Of("the period ends before it begins", "периодът свършва, преди да започне"),
			lang.Of("swap --from and --to", "разменете --from и --to"))
	}

	return period, nil
}

func monthOf(text string, now time.Time) (int, time.Month, error) {
	if text == "" {
		last := time.Date(now.Year(), now.Month()-1, 1, 0, 0, 0, 0, now.Location())

		return last.Year(), last.Month(), nil
	}

	month, err := time.Parse("2006-01", text)
	if err != nil {
		return 0, 0, badDay(text, "2026-11")
	}

	return month.Year(), month.Month(), nil
}

func badDay(text, example string) error {
	return wrong("usage", lang.Of(text+" is no date", text+" не е дата"),
		lang.Of("write it as "+example, "напишете я като "+example))
}

type complianceAuditCmd struct {
	Month string `help:"${compliance_month}" placeholder:"YYYY-MM"`
	Out   string `help:"${compliance_file}"  placeholder:"FILE"    predictor:"file" type:"path"`
}

// Run writes the monthly file.
func (c complianceAuditCmd) Run(ctx context.Context, a *app) error {
	return a.with(ctx, nil, func(s *session) error {
		now := s.DB.Now().In(s.Config.Warehouse.Timezone)

		year, month, err := monthOf(c.Month, now)
		if err == nil {
			err = auditable(year, month, now)
		}

		if err != nil {
			return err
		}

		d := s.Config.Compliance
		seller := compliance.Seller{
			EIK: d.EIK, ShopNumber: d.ShopNumber, Domain: d.Domain, OnPlatform: d.OnPlatform,
			VirtualPOS: d.VirtualPOS, Processor: d.Processor,
		}

		var file bytes.Buffer

		err = s.books().WriteAuditFile(ctx, &file, seller, year, month)
		if errors.Is(err, compliance.ErrIncomplete) {
			return &usageError{told{code: "compliance_incomplete", cause: err,
				text: lang.Of("the settings under compliance do not suffice for the file", "настройките под compliance не стигат за файла"),
				todo: lang.Of("fill in compliance.eik, shop_number and domain", "попълнете compliance.eik, shop_number и domain")}}
		}

		path := c.Out
		if path == "" {
			path = "audit-" + time.Date(year, month, 1, 0, 0, 0, 0, time.UTC).Format("2006-01") + ".xml"
		}

		if err == nil {
			err = keep(path, file.Bytes())
		}

		if err != nil {
			return err
		}

		due := compliance.AuditDue(year, month, time.UTC)
		a.out.Say(lang.Of("%s is written; it is due by %s. Have an accountant look at it first.",
			"%s е записан; срокът е %s. Нека счетоводител го прегледа преди това."), path, due.Format("02.01.2006"))

		return a.out.JSON(map[string]string{"file": path, "due": due.Format(time.DateOnly)})
	})
}

// auditable refuses months that the file is not of: it began in 2020 (Annex 38), and what
// is still to come has no orders.
func auditable(year int, month time.Month, now time.Time) error {
	const firstYear = 2020

	first := time.Date(year, month, 1, 0, 0, 0, 0, now.Location())
	if year >= firstYear && !first.After(now) {
		return nil
	}

	text := first.Format("2006-01")

	return wrong("usage", lang.Of("there is no file of "+text, "няма файл за "+text),
		lang.Of("choose a month from 2020-01 up to this one", "изберете месец от 2020-01 до текущия"))
}

// keep writes a whole file, with its folder.
func keep(path string, content []byte) error {
	err := os.MkdirAll(filepath.Dir(path), 0o750)
	if err == nil {
		err = os.WriteFile(path, content, 0o600)
	}

	if err != nil {
		return fileFault(path, err)
	}

	return nil
}
