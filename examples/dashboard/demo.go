//go:build !nodemo

package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/skladmost/skladmost/examples/internal/demo"
)

// demoFlag adds the demonstration. Its fake printer must not be in a program
// that is used in a shop (Наредба Н-18, Annex 29 item 20): -tags nodemo leaves
// it out.
type demoFlag struct {
	Demo bool `help:"${demo}"`
}

// demonstration makes a world and the file that describes it. close deletes both.
func (f demoFlag) demonstration(ctx context.Context) (file string, closing func() error, err error) {
	if !f.Demo {
		return "", func() error { return nil }, nil
	}

	folder, err := os.MkdirTemp("", "skladmost-demo-")
	if err != nil {
		return "", nil, err
	}

	world, err := demo.Open(ctx, folder)
	if err != nil {
		return "", nil, errors.Join(err, os.RemoveAll(folder))
	}

	closing = func() error { return errors.Join(world.Close(), os.RemoveAll(folder)) }

	if err := world.Live(ctx); err != nil {
		return "", nil, errors.Join(err, closing())
	}

	file = filepath.Join(folder, "demo.yaml")
	if err := os.WriteFile(file, world.Configuration(), 0o600); err != nil {
		return "", nil, errors.Join(err, closing())
	}

	return file, closing, nil
}
