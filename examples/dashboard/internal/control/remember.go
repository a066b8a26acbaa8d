package control

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/skladmost/skladmost/syncer"
)

// startedFile is beside the configuration and names the directions that are on,
// so that a computer that starts again goes on with them and with no others.
func (c *Control) startedFile() string { return c.opts.ConfigFile + ".started" }

// Resume starts what was on when the last process ended, each by its own delay.
func (c *Control) Resume() error {
	on, err := c.remembered()
	for _, d := range on {
		c.begin(d, false)
	}

	return err
}

func (c *Control) remembered() ([]syncer.Direction, error) {
	data, err := os.ReadFile(c.startedFile())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}

	var on []syncer.Direction

	for word := range strings.FieldsSeq(string(data)) {
		if d := syncer.Direction(word); c.lanes[d] != nil {
			on = append(on, d)
		}
	}

	return on, err
}

func (c *Control) remember(d syncer.Direction, on bool) error {
	c.keeping.Lock()
	defer c.keeping.Unlock()

	known, err := c.remembered()
	known = slices.DeleteFunc(known, func(k syncer.Direction) bool { return k == d })

	if on {
		known = append(known, d)
	}

	if len(known) == 0 { // a full disk or a lost right to write must not keep on what was stopped
		if gone := os.Remove(c.startedFile()); gone == nil || errors.Is(gone, fs.ErrNotExist) {
			return err
		}
	}

	var text bytes.Buffer
	for _, k := range known {
		text.WriteString(string(k) + "\n")
	}

	return errors.Join(err, replace(c.startedFile(), text.Bytes()))
}

// replace writes a file that is old or new at any time, and never half.
func replace(file string, data []byte) error {
	fresh := file + ".new"

	if err := os.WriteFile(fresh, data, 0o600); err != nil {
		return err
	}

	return os.Rename(fresh, file)
}
