package guard

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/alexedwards/argon2id"
	"github.com/stretchr/testify/require"
)

func TestSetPassword(t *testing.T) {
	file := filepath.Join(t.TempDir(), "new", "password")
	require.NoError(t, SetPassword(file, secret))

	content, err := os.ReadFile(file)
	require.NoError(t, err)
	require.True(t, strings.HasPrefix(string(content), "$argon2id$v=19$m=65536,t=3,p=4$"), string(content))
	require.NotContains(t, string(content), secret)

	p, err := openPassword(file)
	require.NoError(t, err)

	hash, right, err := p.check(t.Context(), "127.0.0.1:1", secret)
	require.NoError(t, err)
	require.True(t, right)
	require.Equal(t, strings.TrimSpace(string(content)), hash)

	if runtime.GOOS != "windows" {
		info, err := os.Stat(file)
		require.NoError(t, err)
		require.Equal(t, os.FileMode(0o600), info.Mode())
	}

	left, err := os.ReadDir(filepath.Dir(file))
	require.NoError(t, err)
	require.Len(t, left, 1, "no half written file")
}

func TestWeakPasswordIsRefused(t *testing.T) {
	file := filepath.Join(t.TempDir(), "password")

	for _, word := range []string{"", "123456789", "деветзнак", strings.Repeat("x", 1025), "\xff\xfe not any text"} {
		err := SetPassword(file, word)
		require.ErrorIs(t, err, ErrPassword, word)
		require.ErrorContains(t, err, "at least 10 characters")
		require.NoFileExists(t, file)
	}

	require.NoError(t, SetPassword(file, "десетзнака"), "characters and not bytes are counted")
}

func TestPasswordFolderThatCannotBe(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))

	err := SetPassword(filepath.Join(file, "password"), secret)
	require.ErrorIs(t, err, ErrPasswordFile)
	require.ErrorContains(t, err, "check the folder")
}

// й is one character on one keyboard and и with a breve on another.
func TestPasswordFromAnotherKeyboard(t *testing.T) {
	p, err := openPassword(passwordFile(t, "зелен чай\u0439"))
	require.NoError(t, err)

	_, right, err := p.check(t.Context(), "127.0.0.1:1", "зелен чаи\u0306и\u0306")
	require.NoError(t, err)
	require.True(t, right)
}

func TestOnePasswordAtATime(t *testing.T) {
	p, err := openPassword(passwordFile(t, secret))
	require.NoError(t, err)

	p.hashing[false] <- struct{}{} // somebody's is being checked

	ctx, cancel := context.WithCancel(t.Context())
	cancel()

	_, _, err = p.check(ctx, "192.168.1.5:1", secret)
	require.ErrorIs(t, err, errBusy)

	_, right, err := p.check(t.Context(), "127.0.0.1:1", secret)
	require.NoError(t, err)
	require.True(t, right, "who sits at the computer does not queue behind the network")

	<-p.hashing[false]

	_, right, err = p.check(t.Context(), "192.168.1.5:1", secret)
	require.NoError(t, err)
	require.True(t, right)
}

func TestHashesThatAreNotOurs(t *testing.T) {
	good, err := argon2id.CreateHash("x", &argon2id.Params{Memory: 64, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32})
	require.NoError(t, err)
	require.NoError(t, usable(good))

	for _, hash := range []string{
		"", "secret", "$2a$10$abcdefghijklmnopqrstuv", strings.Replace(good, "argon2id", "argon2i", 1), strings.Replace(good, "t=1", "t=0", 1),
		strings.Replace(good, "p=1", "p=0", 1), strings.Replace(good, "m=64", "m=4000000000", 1), good[:strings.LastIndex(good, "$")+1],
	} {
		require.Error(t, usable(hash), hash)
	}
}
