package syncer_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

func wholeReport() syncer.Report {
	began := time.Date(2026, 11, 5, 8, 0, 0, 0, time.UTC)

	return syncer.Report{
		Direction: syncer.Import, Run: "0123456789abcdef", Started: began, Ended: began.Add(83 * time.Second),
		Buckets: syncer.Counts{
			syncer.KindOrder:   {Seen: 7, Written: 2, Unchanged: 1, Filtered: 2, Waiting: 1, Parked: 1, Rules: map[string]int{"before_start": 2}},
			syncer.KindPartner: {Seen: 2, Written: 2},
		},
		Parked: []*syncer.Problem{{
			Code: text.UnknownGood, Record: "order 100234", Args: map[string]string{"item": "Чаша", "sku": "C1"}, Err: errors.New("no such row"),
		}},
		Warnings: []*syncer.Problem{{Code: text.CentMoved, Record: "order 100233"}},
		Documents: []syncer.ImportedDocument{{
			Order: "77", Number: "100233", OperType: 2, Acct: 15, USN: "DT279013-0001-0000001", Total: decimal.RequireFromString("24.90"),
		}},
	}
}

func TestReportAsJSON(t *testing.T) {
	t.Parallel()

	got, err := json.MarshalIndent(wholeReport(), "", "  ")
	require.NoError(t, err)

	golden := filepath.Join("testdata", "report.json")
	if os.Getenv("UPDATE_GOLDEN") != "" {
		require.NoError(t, os.WriteFile(golden, append(got, '\n'), 0o600))
	}

	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	require.JSONEq(t, string(want), string(got))

	var back syncer.Report
	require.NoError(t, json.Unmarshal(got, &back))
	require.Equal(t, wholeReport().Parked[0].Error(), back.Parked[0].Error(), "the cause is kept in words")

	again, err := json.MarshalIndent(back, "", "  ")
	require.NoError(t, err)
	require.Equal(t, string(got), string(again))
}

func TestReportInALine(t *testing.T) {
	t.Parallel()

	r := wholeReport()
	require.Equal(t, "import, 1m23s: partners 2 seen, 2 written; "+
		"orders 7 seen, 2 written, 1 unchanged, 2 left out, 1 waiting, 1 kept aside; warnings 1", r.Summary(text.EN))
	require.Equal(t, "импорт, 1 мин 23 сек: партньори 2 прегледани, 2 записани; "+
		"поръчки 7 прегледани, 2 записани, 1 без промяна, 2 извън правилата, 1 чакащи, 1 заделени; предупреждения 1", r.Summary(text.BG))

	quantities := syncer.Report{Direction: syncer.Export, Only: syncer.KindQuantity}
	require.Equal(t, "quantities, 0s: nothing seen", quantities.Summary(text.EN))
	require.Equal(t, "количества, 0 сек: нищо за преглед", quantities.Summary(text.BG))
}
