package lang

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestChoose(t *testing.T) {
	t.Parallel()

	for _, c := range []struct {
		name, asked string
		env         map[string]string
		want        Lang
	}{
		{"nothing", "", nil, EN},
		{"asked", "bg", map[string]string{"LANG": "en_US.UTF-8"}, BG},
		{"asked for English", "en", map[string]string{"LANG": "bg_BG.UTF-8"}, EN},
		{"Bulgarian system", "", map[string]string{"LANG": "bg_BG.UTF-8"}, BG},
		{"C", "", map[string]string{"LANG": "C"}, EN},
		{"LC_ALL wins", "", map[string]string{"LC_ALL": "C", "LANG": "bg_BG"}, EN},
		{"messages before LANG", "", map[string]string{"LC_MESSAGES": "bg_BG", "LANG": "C"}, BG},
		{"empty does not count", "", map[string]string{"LC_ALL": "", "LANG": "bg"}, BG},
		{"another language", "", map[string]string{"LANG": "bgc_IN"}, EN},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()

			got := Choose(c.asked, func(name string) (string, bool) { v, ok := c.env[name]; return v, ok })
			require.Equal(t, c.want, got)
		})
	}
}

func TestText(t *testing.T) {
	t.Parallel()

	text := Text{EN: "yes", BG: "да"}
	require.Equal(t, "да", text.In(BG))
	require.Equal(t, "yes", text.In(EN))
	require.Equal(t, "yes", text.In("fr"))
}
