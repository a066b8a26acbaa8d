package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// On a terminal the program asks by itself; a key is typed unseen, and Ctrl+C while
// it is typed ends without a file, and shows again what is typed.
func TestInitOnATerminal(t *testing.T) {
	t.Parallel()

	p, path := fresh(t)
	dir := filepath.Dir(path)

	cmd := programOf(t, dir, []string{"GOMBASHOP_KEY="}, "--lang", "en", "--config", path, "init")
	w := typing(t, cmd)
	w.waits(0, "Which kind [sqlite]: ")
	w.types("\n", "The file [shop.db]: ")
	w.types(p.db+"\n", "Address of its API")
	w.types(p.shop.URL+"\n", "API Идентификатор: ")
	w.types("test\n", "Ключ (it is not shown): ")
	w.types("secret\n", "Keep it in [file]: ")
	require.NotContains(t, w.said.String(), "secret")
	require.Contains(t, w.said.String(), "\x1b[1mThe shop\x1b[0m", "a heading")

	w.types("\x03", "stopped before the last answer")
	require.Error(t, cmd.Wait())

	files, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Empty(t, files)
}

func TestInitStoppedWhileTheKeyIsTyped(t *testing.T) {
	t.Parallel()

	p, path := fresh(t)
	shell := typing(t, shellOf(t, filepath.Dir(path)))
	shell.types("$PROGRAM --lang en --config g.yaml init; echo en''ded $?\n", "Which kind")
	shell.types("\n", "The file")
	shell.types(p.db+"\n", "Address of its API")
	shell.types(p.shop.URL+"\n", "API Идентификатор: ")
	shell.types("test\n", "Ключ (it is not shown): ")
	shell.types("\x03", "stopped before the last answer")
	shell.waits(0, "ended 1")
	shell.types("echo th''en\n", "then")
	require.Contains(t, shell.said.String(), "echo th''en", "what is typed is seen again")
}
