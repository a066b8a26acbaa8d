package config

import (
	_ "embed"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

//go:embed template_en.yaml
var templateEN []byte

//go:embed template_bg.yaml
var templateBG []byte

// Template is a commented configuration file in a language, English unless l is
// lang.BG. It holds every setting; those that have a default stand at it, so
// that a file of nothing but the addresses and import's choices means the same.
func Template(l lang.Lang) []byte {
	if l == lang.BG {
		return append([]byte(nil), templateBG...)
	}

	return append([]byte(nil), templateEN...)
}
