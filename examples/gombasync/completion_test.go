package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// completions are what the program answers a shell whose line ends here.
func completions(t *testing.T, dir, line string) []string {
	t.Helper()

	cmd := exec.CommandContext(t.Context(), program(t))
	cmd.Dir, cmd.Env = dir, append(os.Environ(), asProgram, "COMP_LINE="+line)
	out, err := cmd.Output()
	require.NoError(t, err)

	return strings.Fields(string(out))
}

func TestTheProgramCompletesCommandsFlagsAndValues(t *testing.T) {
	t.Parallel()

	dir := t.TempDir()
	for _, name := range []string{"shop.yaml", "other.yml", "matches.csv", "notes.txt"} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), nil, 0o600))
	}

	for line, want := range map[string][]string{
		"gombasync or":                               {"orders"},
		"gombasync db ":                              {"create", "info", "install"},
		"gombasync --config shop.yaml db i":          {"info", "install"},
		"gombasync match apply --fi":                 {"--finish"},
		"gombasync orders list --state ":             {"before_start", "imported", "parked", "skipped", "waiting"},
		"gombasync orders list --state p":            {"parked"},
		"gombasync export --only=":                   {"good", "partner", "quantity"},
		"gombasync receipts reverse 5 --reason o":    {"operator-error"},
		"gombasync compliance tables --format ":      {"csv", "xlsx"},
		"gombasync --lang ":                          {"bg", "en"},
		"gombasync completion ":                      {"bash", "fish", "powershell", "zsh"},
		"gombasync --config s":                       {"shop.yaml"},
		"gombasync --config o":                       {"other.yml"},
		"gombasync --config n":                       {},
		"gombasync match apply m":                    {"matches.csv"},
		"gombasync compliance tables --out n":        {"notes.txt"},
		"gombasync shop serve --products ma":         {"matches.csv"},
		"gombasync orders skip 5 --why \"x\" --fo":   {},
		"gombasync receipts reconcile 5 --not-print": {"--not-printed"},
	} {
		require.Equal(t, want, completions(t, dir, line), line)
	}
}

// A person presses the key in a shell of his own, and the word is completed.
func TestShellsCompleteWords(t *testing.T) {
	t.Parallel()

	for shell, args := range map[string][]string{
		"bash": {"--norc", "--noprofile", "-i"}, "zsh": {"-f", "-i"}, "fish": {"--no-config", "-i"},
	} {
		t.Run(shell, func(t *testing.T) {
			t.Parallel()

			if _, err := exec.LookPath(shell); err != nil {
				t.Skip(shell + " is not on this machine")
			}

			dir := filepath.Join(t.TempDir(), "it's a folder")
			require.NoError(t, os.Mkdir(dir, 0o700))

			own := filepath.Join(dir, "gombasync")
			require.NoError(t, os.Symlink(program(t), own))

			script := filepath.Join(dir, "words")
			require.NoError(t, os.WriteFile(script, []byte(completionScript(shell, own)), 0o600))

			cmd := exec.CommandContext(t.Context(), shell, args...)
			cmd.Dir, cmd.Env = dir, append(os.Environ(), asProgram, "TERM=xterm", "PS1=$ ", "HOME="+dir)

			w := typing(t, cmd)
			w.types("source ./words; echo rea''dy\n", "ready")
			w.types("gombasync receipts list --state unk\t", "unknown")
			w.types("\x15gombasync ord\t", "orders")
			w.types("\x15gombasync compl\t\t", "compliance")
		})
	}
}

func TestTheScriptsNameTheProgram(t *testing.T) {
	t.Parallel()

	own, err := os.Executable()
	require.NoError(t, err)

	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		for _, form := range [][]string{{}, {"--json"}} {
			r := gombasync(t, nil, append(form, "completion", shell)...)
			require.Equal(t, exitDone, r.code, r.err)
			require.Contains(t, r.out, own)
			require.Contains(t, r.out, "gombasync")
		}
	}

	r := gombasync(t, nil, "--lang", "bg", "completion", "cmd")
	require.Equal(t, exitUsage, r.code)
	require.Contains(t, r.err, "powershell")

	require.Contains(t, completionScript("powershell", `C:\O'Neil\gombasync.exe`), `& 'C:\O''Neil\gombasync.exe' |`)
}
