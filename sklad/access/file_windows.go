package access

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
	"unsafe"

	"golang.org/x/sys/windows"
)

// installDriver is what to do where ODBC has no driver for Access.
var installDriver = "install the Microsoft Access Database Engine for " + strconv.Itoa(strconv.IntSize) +
	"-bit programs, as this one is, or use the build of the other width"

// makeFile has the ODBC installer make an empty file. It is not proven.
func makeFile(path string) error {
	if strings.ContainsAny(path, `";`) {
		return fmt.Errorf("%q cannot be the name of a new file: choose one without quotation mark and semicolon", path)
	}
	if strings.HasSuffix(strings.ToLower(path), ".accdb") {
		return configure(aceDriver, "CREATE_DBV12", path)
	}
	err := configure(aceDriver, "CREATE_DBV4", path)
	if err != nil && configure(jetDriver, "CREATE_DB", path) == nil { // comes with 32-bit Windows
		return nil
	}
	return err
}

// configure calls SQLConfigDataSource, which takes pairs that end with a zero
// each, and one more zero.
func configure(name, keyword, path string) error {
	const addDSN = 1
	installer := windows.NewLazySystemDLL("odbccp32.dll")
	call := installer.NewProc("SQLConfigDataSourceW")
	if err := call.Find(); err != nil {
		return fmt.Errorf("the ODBC installer is missing: %w; repair ODBC in Windows", err)
	}
	driver := wide(name)
	attributes := wide(keyword + `="` + path + `" General` + "\x00")
	done, _, _ := call.Call(0, addDSN, uintptr(unsafe.Pointer(&driver[0])), uintptr(unsafe.Pointer(&attributes[0])))
	if done != 0 {
		return nil
	}
	return errors.New("the ODBC installer refuses it: " + installerError(installer) + "; " + installDriver +
		", or copy an empty database to that place and run db install")
}

// installerError reads what the installer says about its last failure.
func installerError(installer *windows.LazyDLL) string {
	call := installer.NewProc("SQLInstallerErrorW")
	if call.Find() != nil {
		return "no reason given"
	}
	var (
		code   uint32
		length uint16
		text   [512]uint16
	)
	_, _, _ = call.Call(1, uintptr(unsafe.Pointer(&code)), uintptr(unsafe.Pointer(&text[0])), uintptr(len(text)),
		uintptr(unsafe.Pointer(&length)))
	return windows.UTF16ToString(text[:]) + " (" + strconv.FormatUint(uint64(code), 10) + ")"
}

// wide is a text in UTF-16 with a zero behind it; it may hold zeros itself.
func wide(text string) []uint16 { return append(utf16.Encode([]rune(text)), 0) }
