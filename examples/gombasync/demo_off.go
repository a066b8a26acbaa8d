//go:build nodemo

package main

// demoGroup is empty: this build has no demonstration and no fake printer.
type demoGroup struct{}
