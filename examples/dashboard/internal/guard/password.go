package guard

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"
	"golang.org/x/text/unicode/norm"

	"github.com/skladmost/skladmost/examples/internal/lang"
)

const (
	passwordShortest = 10              // characters
	passwordLongest  = 1024            // bytes; nobody types more
	hashingMost      = 1 << 20         // KiB; a hash that asks for more memory is not ours
	hashingPatience  = 5 * time.Second // for those before in the queue
)

var errBusy = errors.New("too many passwords are being checked")

// SetPassword writes the hash of a password, whole or not at all, so that only
// the owner of the file can read it. It refuses less than ten characters.
// A running dashboard takes the new password at once and logs everybody out.
func SetPassword(file, password string) error {
	if utf8.RuneCountInString(password) < passwordShortest || len(password) > passwordLongest || !utf8.ValidString(password) {
		return &Fault{
			Code: "dashboard_password",
			What: lang.Of("the password is too short or cannot be typed", "паролата е твърде къса или не може да се въведе"),
			Remedy: lang.Of("take at least 10 characters, three unrelated words are good",
				"изберете поне 10 знака, добре е да са три несвързани думи"),
			Err: ErrPassword,
		}
	}

	// RFC 9106, section 4, the second recommended choice: 64 MiB, 3 passes, 4 lanes.
	hash, err := argon2id.CreateHash(norm.NFC.String(password),
		&argon2id.Params{Memory: 64 << 10, Iterations: 3, Parallelism: 4, SaltLength: 16, KeyLength: 32})
	if err == nil {
		err = keepFile(file, []byte(hash+"\n"))
	}

	if err != nil {
		return unwrittenPassword(file, err)
	}

	return nil
}

// password is read from its file at every request: the page of the settings and
// the command line may change it.
type password struct {
	file string
	// had: there was one, so that a file that vanishes opens nothing.
	had atomic.Bool
	// hashing lets one password be checked at a time, for it takes 64 MiB; who
	// sits at the computer does not queue behind the network.
	hashing map[bool]chan struct{}
}

func openPassword(file string) (*password, error) {
	p := &password{file: file, hashing: map[bool]chan struct{}{true: make(chan struct{}, 1), false: make(chan struct{}, 1)}}

	if _, err := p.hash(); err != nil {
		return nil, badPasswordFile(file, err)
	}

	return p, nil
}

func (p *password) wanted() bool { return p.had.Load() }

// hash is empty when there is no password.
func (p *password) hash() (string, error) {
	if p.file == "" {
		return "", nil
	}

	content, err := os.ReadFile(p.file)
	if errors.Is(err, fs.ErrNotExist) && !p.had.Load() {
		return "", nil
	}

	if err != nil {
		return "", err
	}

	p.had.Store(true)

	hash := strings.TrimSpace(string(content))

	return hash, usable(hash)
}

// usable keeps numbers away from argon2 that it panics at, or that take all memory.
func usable(hash string) error {
	params, _, key, err := argon2id.DecodeHash(hash)
	if err != nil {
		return err
	}

	if params.Iterations < 1 || params.Parallelism < 1 || params.Memory > hashingMost || len(key) < 16 {
		return fmt.Errorf("%w: its numbers are out of range", argon2id.ErrInvalidHash)
	}

	return nil
}

// check compares in a time that does not depend on the password, and gives the
// hash that it compared with.
func (p *password) check(ctx context.Context, remote, given string) (hash string, right bool, err error) {
	if hash, err = p.hash(); err != nil || hash == "" {
		return "", false, err
	}

	ctx, cancel := context.WithTimeout(ctx, hashingPatience)
	defer cancel()

	_, local := caller(remote)
	turn := p.hashing[local]

	select {
	case turn <- struct{}{}:
		defer func() { <-turn }()
	case <-ctx.Done():
		return "", false, errBusy
	}

	if len(given) > passwordLongest {
		given = ""
	}

	right, err = argon2id.ComparePasswordAndHash(norm.NFC.String(given), hash)

	return hash, right, err
}
