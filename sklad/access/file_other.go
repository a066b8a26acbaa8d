//go:build !windows

package access

// installDriver is what to do where ODBC has no driver for Access.
const installDriver = "ODBC lists its drivers in odbcinst.ini; Microsoft has none for Access outside of Windows, so run a build for Windows"

// makeFile does nothing: a stand-in makes its file itself.
func makeFile(string) error { return nil }
