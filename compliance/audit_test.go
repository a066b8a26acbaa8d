package compliance_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/charmap"

	"github.com/skladmost/skladmost/compliance"
	"github.com/skladmost/skladmost/sklad"
	"github.com/skladmost/skladmost/sklad/ledger"
)

func seller() compliance.Seller {
	return compliance.Seller{EIK: "123456789", ShopNumber: "RF0000123", Domain: "shop.example", VirtualPOS: "T-77", Processor: "PSP-1"}
}

func shown(payment string) string {
	return `{"CreatedAt":"2026-11-22T21:59:00Z","PricesIncludeVAT":true,"Payment":` + payment + `}`
}

// audit writes the file of November 2026 and reads it back as text.
func (w *world) audit(t *testing.T) string {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, w.books.WriteAuditFile(t.Context(), &out, seller(), 2026, time.November))
	validate(t, out.Bytes())
	text, err := charmap.Windows1251.NewDecoder().Bytes(out.Bytes())
	require.NoError(t, err)
	return string(text)
}

// validate asks xmllint (Debian: libxml2-utils).
func validate(t *testing.T, file []byte) {
	t.Helper()
	lint, err := exec.LookPath("xmllint")
	if errors.Is(err, exec.ErrNotFound) {
		require.NotContains(t, os.Getenv("SKLADMOST_REQUIRE"), "xmllint", "install libxml2-utils")
		t.Log("NOT VALIDATED: xmllint is not installed")
		return
	}
	schema := filepath.Join(t.TempDir(), "audit.xsd")
	require.NoError(t, os.WriteFile(schema, []byte(compliance.AuditSchema()), 0o600))
	cmd := exec.CommandContext(t.Context(), lint, "--noout", "--nonet", "--schema", schema, "-")
	cmd.Stdin = bytes.NewReader(file)
	said, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s", said)
}

func TestTheAuditFileSaysWhatWasSold(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.sell(t, sale{order: "7", lines: w.cheese(), shown: shown(`{"Method":"card","TransactionRef":"TR-9"}`)})
	file := w.audit(t)
	for _, says := range []string{
		`<?xml version="1.0" encoding="windows-1251"?>`,
		"<eik>123456789</eik>", "<e_shop_n>RF0000123</e_shop_n>", "<e_shop_type>1</e_shop_type>", "<mon>11</mon>", "<god>2026</god>",
		"<creation_date>2026-11-23</creation_date>", "<ord_n>№7</ord_n>", "<ord_d>2026-11-22</ord_d>", "<doc_n>1</doc_n>", "<doc_date>2026-11-23</doc_date>",
		"<art_name>Сирене</art_name>", "<art_quant>2</art_quant>", "<art_price>5.00</art_price>", "<art_vat_rate>20</art_vat_rate>",
		"<ord_total1>10.00</ord_total1>", "<ord_disc>1.00</ord_disc>", "<ord_vat>1.80</ord_vat>", "<ord_total2>10.80</ord_total2>",
		"<paym>2</paym>", "<pos_n>T-77</pos_n>", "<trans_n>TR-9</trans_n>", "<proc_id>PSP-1</proc_id>",
	} {
		require.Contains(t, file, says)
	}
	require.NotContains(t, file, "r_ord")
}

func TestThePaymentCode(t *testing.T) {
	t.Parallel()
	for payment, want := range map[string]string{
		`{"Method":"bank_transfer"}`:         "1",
		`{"Method":"card"}`:                  "2",
		`{"Method":"cod","CarrierPPP":true}`: "3",
		`{"Method":"paypal"}`:                "4",
		`{"Method":"cod"}`:                   "5",
		`{"Method":"something new"}`:         "5",
	} {
		t.Run(payment, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.sell(t, sale{order: "7", lines: w.cheese(), shown: shown(payment)})
			require.Contains(t, w.audit(t), "<paym>"+want+"</paym>")
			w.printed(t, "7", ledger.ReceiptSale, w.now)
			require.Contains(t, w.audit(t), "<paym>6</paym>", "a receipt goes first")
		})
	}
}

func TestTheAuditFileCountsWhatCameBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	sold := w.sell(t, sale{order: "7", lines: w.cheese(), paid: "10.80"})
	w.refund(t, "7", w.cheese(), sold.USN)
	file := w.audit(t)
	for _, says := range []string{
		"<r_ord>1</r_ord>", "<r_ord_n>№7</r_ord_n>", "<r_amount>10.80</r_amount>", "<r_date>2026-11-23</r_date>", "<r_paym>3</r_paym>",
		"<r_total>10.80</r_total>",
	} {
		require.Contains(t, file, says)
	}
}

// What the file cannot hold is said another way, and stays valid.
func TestTheAuditFileHoldsWhateverIsSold(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	long := strings.Repeat("Много дълго име ", 15)
	for _, name := range []string{"Торта 🎂 <&> \"x\"", long} {
		w.good(t, name, 1)
	}
	w.sell(t, sale{order: "7", lines: []sklad.Line{
		w.line("Сирене", "0.333", "5.99", "0"), w.line("Торта 🎂 <&> \"x\"", "1", "1.20", "0"), w.line(long, "1", "1.20", "0"),
	}})
	file := w.audit(t)
	require.Contains(t, file, "<art_name>Сирене (0.333)</art_name>")
	require.Contains(t, file, "Торта &#127874; &lt;&amp;&gt;")
}

func TestAMonthWithoutSalesIsAFileToo(t *testing.T) {
	t.Parallel()
	require.Contains(t, newWorld(t).audit(t), "<mon>11</mon>")
}

func TestTheSellersDataAreAskedForAtOnce(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	err := newWorld(t).books.WriteAuditFile(t.Context(), &out, compliance.Seller{EIK: "BG123456789", ShopNumber: "RF000001234"}, 2026, time.November)
	require.ErrorIs(t, err, compliance.ErrIncomplete)
	for _, says := range []string{"ЕИК", "RF000001234", "domain"} {
		require.ErrorContains(t, err, says)
	}
	require.Zero(t, out.Len())
}
