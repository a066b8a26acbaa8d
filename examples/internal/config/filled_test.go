package config

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

func TestAFilledTemplateIsReady(t *testing.T) {
	t.Parallel()

	for _, l := range []lang.Lang{lang.EN, lang.BG} {
		got, err := parse(t, string(FilledTemplate(l, Filled{URL: "http://127.0.0.1:8080/api/microinvest/v1", APIID: "test", Device: "DT123456"})))
		require.NoError(t, err)
		require.Equal(t, "http://127.0.0.1:8080/api/microinvest/v1", got.Shop.URL)
		require.Equal(t, "test", got.Shop.APIID)
		require.Equal(t, "DT123456", got.Fiscal.DeviceSerial)
		require.Equal(t, "0001", got.Fiscal.OperatorCode)
		require.Equal(t, Template(l), FilledTemplate(l, Filled{}))
	}
}
