package output

import (
	"os"

	"golang.org/x/sys/windows"
)

// obeySequences switches virtual-terminal processing on; a window that has none,
// before Windows 10, stays without colour.
func obeySequences(f *os.File) bool {
	var mode uint32

	window := windows.Handle(f.Fd())
	if err := windows.GetConsoleMode(window, &mode); err != nil {
		return false
	}

	return mode&windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING != 0 ||
		windows.SetConsoleMode(window, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING) == nil
}
