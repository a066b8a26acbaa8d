package interview

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

// secret is a password or key, and the variable that it came from.
type secret struct{ value, env string }

// askSecret takes it unseen. Enter keeps the one that was typed before, else the one
// that the environment has, else none where that is allowed.
func (i *Interview) askSecret(ctx context.Context, text lang.Text, env string, s *secret, needed bool) error {
	for {
		inEnv, _ := i.opts.Env(env)

		var keeps string

		switch {
		case s.value != "":
			keeps = lang.Of("as before", "както досега").In(i.screen.Lang())
		case inEnv != "":
			keeps = lang.Of("that of "+env, "от "+env).In(i.screen.Lang())
		}

		i.prompt(question{text: text, def: keeps, optional: !needed})

		typed, err := i.keys.Secret(ctx)
		i.screen.Raw("\n")

		switch {
		case err != nil:
			return err
		case typed != "":
			*s = secret{value: typed}
		case s.value == "" && inEnv != "":
			*s = secret{value: inEnv, env: env}
		case s.value == "" && needed:
			i.screen.Say(lang.Of("This is needed.", "Това е нужно."))

			continue
		}

		return nil
	}
}

// keep asks where a secret is to stay: in a file that only this user reads, or in a
// variable that he sets himself.
func (i *Interview) keep(ctx context.Context, s secret, env, file string, toEnv, toFile *string) error {
	*toEnv, *toFile = "", ""

	if s.env != "" {
		*toEnv = s.env

		return nil
	}

	file = i.free(file)
	where, err := i.choose(ctx, lang.Of("Keep it in", "Къде да се пази"), []option{
		{"file", lang.Of("the file "+file+" beside the settings, which only you can read",
			"файлът "+file+" до настройките, който само вие четете").In(i.screen.Lang())},
		{"env", lang.Of("the variable "+env+", which you set yourself before every start",
			"променливата "+env+", която задавате сами преди всяко пускане").In(i.screen.Lang())},
	}, "file")
	if err != nil {
		return err
	}

	if where == "env" {
		*toEnv = env

		return nil
	}

	*toFile, i.secrets[file] = file, s.value

	return nil
}

// free is a name that no file beside the configuration has yet.
func (i *Interview) free(name string) string {
	stem, ext := strings.TrimSuffix(name, filepath.Ext(name)), filepath.Ext(name)

	for n := 2; !i.opts.Replace; n++ {
		if _, err := os.Lstat(filepath.Join(filepath.Dir(i.opts.Path), name)); err != nil {
			break
		}

		name = stem + "-" + strconv.Itoa(n) + ext
	}

	return name
}
