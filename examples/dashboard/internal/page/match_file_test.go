//go:build !nodemo

package page_test

import (
	"bytes"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTheFileGoesThroughExcelAndBack(t *testing.T) {
	t.Parallel()

	g := newGarden(t)
	g.find()
	g.decide("G-102", "reject")

	file := g.get("/match.csv")
	require.Equal(t, http.StatusOK, file.code)

	lines := strings.Split(file.body, "\r\n")
	for i, line := range lines {
		switch {
		case strings.Contains(line, "GARDEN-6"):
			lines[i] = "да" + line
		case strings.Contains(line, "GARDEN-1;"):
			require.True(t, strings.HasPrefix(line, "да;"), "what is accepted is so in the file")
			lines[i] = strings.TrimPrefix(line, "да")
		case strings.Contains(line, "G-102;"):
			require.True(t, strings.HasPrefix(line, ";"), "what was rejected is not accepted in the file: %s", line)
		}
	}

	read := g.upload("matches.csv", []byte(strings.Join(lines, "\r\n")))
	require.Equal(t, "/match?said=matches_read&show=accepted", read.to)
	says(t, g.get(read.to).body, "приети: 2 · отхвърлени: 1 · без решение: 5")
	require.Empty(t, g.links(), "reading links nothing")

	g.post("/match/apply", url.Values{"set": {g.set()}})
	require.Equal(t, map[string]string{"CM048M": "СМ048М", "GARDEN-6": "G-105"}, g.links())
}

func TestAFileDecidesWithoutASearch(t *testing.T) {
	t.Parallel()

	g := newGarden(t)
	require.Equal(t, http.StatusNotFound, g.get("/match.csv").code)

	g.find()
	file := g.get("/match.csv").body

	other := newGarden(t) // as after a restart
	require.Equal(t, http.StatusSeeOther, other.upload("m.csv", []byte(file)).code)
	says(t, other.get("/match?show=accepted").body, "от файла")
	says(t, other.get("/match?show=accepted").body, "Приложи 3 връзки")
}

func TestAWrongFileDecidesNothing(t *testing.T) {
	t.Parallel()

	g := newGarden(t)
	g.find()
	head, _, _ := strings.Cut(g.get("/match.csv").body, "\r\n")

	for _, c := range []struct{ file, bg, en string }{
		{head + "\r\nможе би;;;;1;;;;;v1;;;;;p1;c\r\n", "ред 2, колона приеми: ", "line 2, column приеми: "},
		{head + "\r\nда;;;;абв;;;;;v1;;;;;p1;c\r\n", "ред 2, колона стока id: ", "is no ID of a good"},
		{"a;b\r\n1;2\r\n", "ред 1: липсва колона", "there is no column"},
		{"", "файлът е празен", "the file is empty"},
	} {
		g.lang = "bg"
		answer := g.upload("грешен.csv", []byte(c.file))
		require.Equal(t, http.StatusBadRequest, answer.code)
		says(t, answer.body, "грешен.csv: "+c.bg)

		g.lang = "en"
		says(t, g.upload("грешен.csv", []byte(c.file)).body, c.en)
	}

	g.lang = "bg"
	says(t, g.get("/match").body, "приети: 3 ·")
	require.Equal(t, http.StatusBadRequest, g.post("/match/file", nil).code)

	long := g.upload("m.csv", bytes.Repeat([]byte(head+"\r\n"), 16*10_000))
	says(t, long.body, "по-голям от 16 MB")

	many := g.upload("m.csv", []byte(head+strings.Repeat("\r\nможе би;;;;1;;;;;v1;;;;;p1;c", 25)))
	says(t, many.body, "… и още 5 грешни реда")
}
