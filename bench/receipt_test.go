package bench_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/charmap"

	"github.com/skladmost/skladmost/fiscal"
	"github.com/skladmost/skladmost/fiscal/isl"
	"github.com/skladmost/skladmost/usn"
)

// BenchmarkReceipt makes the ISL byte stream of a receipt of 20 lines: with package isl,
// and as one would write it with fmt.Sprintf. Both validate the receipt and fit the texts
// to the device, and the streams are the same byte for byte.
func BenchmarkReceipt(b *testing.B) {
	receipt := twentyLines()
	options := isl.Options{Maker: isl.DatecsA, Location: time.UTC}
	ours, err := isl.AppendReceipt(nil, options, receipt)
	require.NoError(b, err)
	require.Equal(b, ours, sprintfReceipt(receipt))

	b.Run("isl", func(b *testing.B) {
		b.ReportAllocs()
		var stream []byte
		for b.Loop() {
			stream, _ = isl.AppendReceipt(stream[:0], options, receipt)
		}
		b.SetBytes(int64(len(stream)))
	})
	b.Run("sprintf", func(b *testing.B) {
		b.ReportAllocs()
		var stream []byte
		for b.Loop() {
			stream = sprintfReceipt(receipt)
		}
		b.SetBytes(int64(len(stream)))
	})
}

func twentyLines() fiscal.Receipt {
	r := fiscal.Receipt{USN: usn.Number{Device: "DT279013", Operator: "0001", Seq: 1}}
	for n := range 20 {
		r.Items = append(r.Items, fiscal.Item{
			Text: fmt.Sprintf("Стока с доста дълго име, размер %d", n), Quantity: decimal.New(int64(1000+125*n), -3),
			UnitPrice: decimal.New(int64(199+n), -2), TaxGroup: fiscal.GroupB,
		})
	}
	return r
}

func sprintfReceipt(r fiscal.Receipt) []byte {
	if r.Validate() != nil {
		return nil
	}
	data := []struct {
		cmd  byte
		text string
	}{{0x30, fmt.Sprintf("1,0000,1,%s", r.USN)}}
	for _, it := range r.Items {
		data = append(data, struct {
			cmd  byte
			text string
		}{0x31, fmt.Sprintf("%s\t%s%s*%s", fiscal.FitText(it.Text, 34), it.TaxGroup.Letter(),
			it.UnitPrice.StringFixed(2), it.Quantity.Round(3))})
	}
	data = append(data, struct {
		cmd  byte
		text string
	}{0x35, fmt.Sprintf("\tP%s", r.Total().StringFixed(2))}, struct {
		cmd  byte
		text string
	}{0x38, ""})
	var stream string
	for n, d := range data {
		text, _ := charmap.Windows1251.NewEncoder().String(d.text)
		body := fmt.Sprintf("%c%c", 0x20+n, d.cmd) + text + "\x05"
		body = string([]byte{byte(0x20 + len(body) + 1)}) + body
		sum := 0
		for i := range len(body) {
			sum += int(body[i])
		}
		stream += fmt.Sprintf("\x01%s%c%c%c%c\x03", body, 0x30+sum>>12&15, 0x30+sum>>8&15, 0x30+sum>>4&15, 0x30+sum&15)
	}
	return []byte(stream)
}
