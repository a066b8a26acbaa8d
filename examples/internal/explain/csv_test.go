package explain

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/gombashop/csvexport"
)

// Every code has a Bulgarian sentence with the arguments that it has been given.
func TestEveryFaultOfAFileIsInBulgarian(t *testing.T) {
	t.Parallel()

	for _, code := range csvexport.Codes() {
		if code == csvexport.CodeReading { // the system's own words
			continue
		}

		why := reader(lang.BG).Cause(&csvexport.Error{Line: 3, Code: code, Args: []string{"A", "B", "C"}})
		require.Regexp(t, `^ред 3: .*[а-я]{2}`, why, code)
		require.NotContains(t, why, "%", code)
	}
}
