package main

import (
	"errors"
	"io/fs"
	"os"
	"sync"

	"github.com/gofrs/flock"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
)

// stateFile keeps a shop. Without a path it keeps nothing.
type stateFile struct {
	path string
	mu   sync.Mutex // two writers would take one another's place
}

// lock keeps a second shop off the file: the two would lose one another's orders.
// The system itself takes the lock off a program that is killed. What is locked
// is a file beside it, for the file itself is replaced at each save.
func (f *stateFile) lock() (unlock func() error, err error) {
	if f.path == "" {
		return func() error { return nil }, nil
	}

	lock := flock.New(f.path + ".lock")

	got, err := lock.TryLock()

	switch {
	case err != nil:
		return nil, fileFault(lock.Path(), err)
	case !got:
		return nil, wrong("state_in_use",
			lang.Of("another shop works with "+f.path+" already", "друг магазин вече работи с "+f.path),
			lang.Of("stop it, or name another file with --state", "спрете го или посочете друг файл с --state"))
	}

	return lock.Close, nil
}

// load puts the shop back as it was left; false when there is no file yet.
func (f *stateFile) load(shop *gombashoptest.Server) (bool, error) {
	if f.path == "" {
		return false, nil
	}

	file, err := os.Open(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}

	if err == nil {
		err = errors.Join(shop.Load(file), file.Close())
	}

	if err != nil {
		return false, stateFault(f.path, err)
	}

	return true, nil
}

// begin makes the file, so that a folder that cannot be written is found before
// the first customer comes.
func (f *stateFile) begin(shop *gombashoptest.Server) error {
	if f.path == "" {
		return nil
	}

	if err := f.save(shop); err != nil {
		return fileFault(f.path, err)
	}

	return nil
}

// save replaces the file.
func (f *stateFile) save(shop *gombashoptest.Server) error {
	f.mu.Lock()
	defer f.mu.Unlock()

	return replaceFile(f.path, shop.Save)
}

// tell says where the shop is from, and that products were named in vain.
func (f *stateFile) tell(a *app, products string) {
	a.out.Say(lang.Of("the shop is as %s kept it", "магазинът е такъв, какъвто го пази %s"), f.path)

	if products != "" {
		a.out.WarnText("state", lang.Of(
			products+" was not read: "+f.path+" holds the products already; remove that file to begin anew",
			products+" не е прочетен: продуктите вече са в "+f.path+"; махнете този файл, за да започнете отначало"))
	}
}

// stateFault is a file that holds no shop.
func stateFault(path string, err error) error {
	return &usageError{told{
		code: "state", cause: err,
		text: lang.Of("the shop that "+path+" keeps cannot be read", "магазинът, който пази "+path+", не може да се прочете"),
		todo: lang.Of("restore the file from a copy, name another with --state, or remove it to begin anew",
			"върнете файла от копие, посочете друг с --state или го махнете, за да започнете отначало"),
	}}
}
