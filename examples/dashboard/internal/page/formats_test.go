package page

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

const nb = "\u00a0"

func TestMoneyIsInTheFormOfTheLanguage(t *testing.T) {
	bg, en := newWords(lang.BG), newWords(lang.EN)

	for amount, want := range map[string][2]string{
		"1234.56":    {"1" + nb + "234,56" + nb + "€", "1,234.56" + nb + "€"},
		"-1234.5":    {"−1" + nb + "234,50" + nb + "€", "−1,234.50" + nb + "€"},
		"0":          {"0,00" + nb + "€", "0.00" + nb + "€"},
		"999.999":    {"1" + nb + "000,00" + nb + "€", "1,000.00" + nb + "€"},
		"-0.001":     {"0,00" + nb + "€", "0.00" + nb + "€"},
		"1234567.89": {"1" + nb + "234" + nb + "567,89" + nb + "€", "1,234,567.89" + nb + "€"},
	} {
		assert.Equal(t, want[0], bg.money(decimal.RequireFromString(amount), ""), amount)
		assert.Equal(t, want[1], en.money(decimal.RequireFromString(amount), "EUR"), amount)
	}

	assert.Equal(t, "7,20"+nb+"лв.", bg.money("7.2", "BGN"))
	assert.Equal(t, "7,20"+nb+"USD", bg.money(decimal.NewNullDecimal(decimal.RequireFromString("7.2")), "USD"))

	for _, unknown := range []any{decimal.NullDecimal{}, nil, "", "a lot"} {
		assert.Equal(t, "–", bg.money(unknown, ""), "%v", unknown)
		assert.Equal(t, "–", bg.qty(unknown), "%v", unknown)
	}
}

func TestQuantitiesHaveThePlacesThatTheyHave(t *testing.T) {
	bg := newWords(lang.BG)

	for amount, want := range map[string]string{
		"3": "3", "0.125": "0,125", "-12345.5": "−12" + nb + "345,5", "2.500": "2,5", "0": "0", "3.000": "3",
	} {
		assert.Equal(t, want, bg.qty(decimal.RequireFromString(amount)), amount)
	}
}

func TestCountsAreGroupedAsAmountsAre(t *testing.T) {
	bg, en := newWords(lang.BG), newWords(lang.EN)

	assert.Equal(t, "1"+nb+"234", bg.num(1234))
	assert.Equal(t, "1,234", en.num(1234))
	assert.Equal(t, "7", bg.num(7))
	assert.Equal(t, "3,5", bg.rate(3.49))
	assert.Equal(t, "1"+nb+"234", bg.rate(1234.9))
	assert.Equal(t, "1"+nb+"234 от 2"+nb+"000", bg.t("home.of", 1234, 2000))
}

func TestDatesAreInTheFormOfTheLanguage(t *testing.T) {
	bg, en := newWords(lang.BG), newWords(lang.EN)
	at := time.Date(2026, 11, 23, 9, 5, 30, 0, time.UTC)

	assert.Equal(t, "23.11.2026"+nb+"г.", bg.day(at))
	assert.Equal(t, "23 Nov 2026", en.day(at))
	assert.Equal(t, "23.11.2026"+nb+"г., 09:05", bg.when(at))
	assert.Equal(t, "–", bg.when(time.Time{}))
	assert.Equal(t, "–", bg.day(time.Time{}))
}

func TestSpansHaveTheirTwoGreatestUnits(t *testing.T) {
	bg, en := newWords(lang.BG), newWords(lang.EN)

	for span, want := range map[time.Duration][2]string{
		0:                                     {"0 сек", "0 s"},
		-time.Minute:                          {"0 сек", "0 s"},
		400 * time.Millisecond:                {"0 сек", "0 s"},
		59*time.Second + 600*time.Millisecond: {"1 мин", "1 min"},
		90 * time.Second:                      {"1 мин 30 сек", "1 min 30 s"},
		time.Hour + 59*time.Second:            {"1 ч", "1 h"},
		26*time.Hour + 10*time.Minute:         {"1 д 2 ч", "1 d 2 h"},
		50 * 24 * time.Hour:                   {"50 д", "50 d"},
	} {
		assert.Equal(t, want[0], bg.span(span), span)
		assert.Equal(t, want[1], en.span(span), span)
	}
}

func TestMomentsAreToldFromNow(t *testing.T) {
	bg := newWords(lang.BG)
	now := time.Date(2026, 11, 23, 9, 5, 30, 0, time.UTC)

	assert.Equal(t, "преди 5 мин", bg.ago(now.Add(-5*time.Minute), now))
	assert.Equal(t, "никога", bg.ago(time.Time{}, now))
	assert.Equal(t, "след 5 мин", bg.until(now.Add(5*time.Minute), now))
	assert.Equal(t, "сега", bg.until(now.Add(-time.Second), now))
}
