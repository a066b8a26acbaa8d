package config

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// settingsPages are the pages that explain every setting.
func settingsPages(t *testing.T) map[string]string {
	t.Helper()

	pages := map[string]string{}

	for _, name := range []string{"settings.md", "settings.bg.md"} {
		text, err := os.ReadFile(filepath.Join("..", "..", "..", "docs", name))
		require.NoError(t, err)

		pages[name] = string(text)
	}

	return pages
}

func TestEverySettingHasItsPlaceOnBothPages(t *testing.T) {
	t.Parallel()

	for name, page := range settingsPages(t) {
		for _, s := range settings() {
			require.Contains(t, page, "`"+s.name+"`", name)
		}

		for letter := 'a'; letter <= 'p'; letter++ {
			require.Regexp(t, `(?m)^### .*\b`+string(letter)+`\. `, page, "%s has no setting %c", name, letter)
		}
	}
}

// A setting that was renamed or is gone must not stay behind on a page.
func TestThePagesNameNoSettingThatIsNone(t *testing.T) {
	t.Parallel()

	known := settingsByName()
	groups := sections()

	for name, page := range settingsPages(t) {
		for _, found := range regexp.MustCompile("`((?:warehouse|shop|import|export|limits|fiscal|compliance)\\.[a-z_.]+)[`:]").FindAllStringSubmatch(page, -1) {
			_, ok := known[found[1]]
			require.True(t, ok || groups[found[1]], "%s names %s", name, found[1])
		}
	}
}

// Every section has an example of before and after, and both pages have the
// same sections: by what stands in backticks in their headings, or by the letter.
func TestBothPagesHaveTheSameSections(t *testing.T) {
	t.Parallel()

	marks := map[string][]string{}

	for name, page := range settingsPages(t) {
		for _, section := range strings.Split(page, "\n### ")[1:] {
			heading, body, _ := strings.Cut(section, "\n")
			marks[name] = append(marks[name], mark(heading))
			require.Regexp(t, `\n\*(Example|Пример)\.\*`, body, "%s: %s", name, heading)
		}
	}

	require.Equal(t, marks["settings.md"], marks["settings.bg.md"])
}

func mark(heading string) string {
	keys := regexp.MustCompile("`[^`]+`|\\b[a-p]\\. ").FindAllString(heading, -1)
	slices.Sort(keys)

	return strings.Join(keys, " ")
}
