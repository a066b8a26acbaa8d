//go:build !windows

package output

import "os"

// obeySequences is true: every other terminal that is not dumb knows colour.
func obeySequences(*os.File) bool { return true }
