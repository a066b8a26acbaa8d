package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/gombashop/gombashoptest"
)

// stateFile keeps a shop. Without a path it keeps nothing.
type stateFile struct {
	path string
	mu   sync.Mutex // two writers would take one another's place
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

// save replaces the file whole: a program that is killed leaves the old state or
// the new one.
func (f *stateFile) save(shop *gombashoptest.Server) error {
	f.mu.Lock()
	defer f.mu.Unlock()

	fresh, err := os.CreateTemp(filepath.Dir(f.path), filepath.Base(f.path)+".*.new")
	if err != nil {
		return err
	}

	err = errors.Join(shop.Save(fresh), fresh.Sync())
	if err = errors.Join(err, fresh.Close()); err == nil {
		err = os.Rename(fresh.Name(), f.path)
	}

	if err != nil {
		return errors.Join(err, os.Remove(fresh.Name()))
	}

	return nil
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
