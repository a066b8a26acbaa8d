//go:build nodemo

package main

import "context"

// demoFlag is empty: this build has no demonstration and no fake printer.
type demoFlag struct{}

func (demoFlag) demonstration(context.Context) (file string, closing func() error, err error) {
	return "", func() error { return nil }, nil
}
