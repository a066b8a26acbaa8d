package page

import (
	"strings"

	"github.com/skladmost/skladmost/examples/internal/config"
	"github.com/skladmost/skladmost/sklad/dsn"
)

// workSecrets finds out where a key or password goes that was typed. None ever
// comes back to the page, so an empty field means the one that is saved.
func (f *form) workSecrets() {
	if f.sent == nil {
		return
	}

	if !f.locked("shop.key") {
		f.workKey()
	}

	if !f.locked("warehouse.dsn") {
		f.workAddress()
	}
}

// now is a text as it would be after saving.
func (f *form) now(setting string) string {
	if value, ok := f.changes[setting]; ok {
		return plain(value)
	}

	return plain(f.file.Values[setting])
}

// inEnvironment tells whether a setting names a variable that is set.
func (f *form) inEnvironment(setting string) bool {
	name := f.now(setting)
	if name == "" || f.env == nil {
		return false
	}

	value, ok := f.env(name)

	return ok && value != ""
}

func (f *form) workKey() {
	key := strings.TrimSpace(f.sent.Get("shop.key"))
	file, variable := f.now("shop.key_file"), f.now("shop.key_env")

	switch {
	case key == "":
		if f.file.Secrets["shop.key"] && (f.changes["shop.key_file"] != nil || f.changes["shop.key_env"] != nil) {
			f.changes["shop.key"] = nil // it moved
		}
	case f.inEnvironment("shop.key_env"):
		f.faults["shop.key"] = f.words.t("settings.key.env", variable)
	case file != "":
		f.secretFiles["shop.key_file"] = key
		if f.file.Secrets["shop.key"] {
			f.changes["shop.key"] = nil
		}

		f.trial["shop.key"], f.trial["shop.key_file"] = key, nil
	default:
		f.changes["shop.key"] = key
		if variable != "" {
			f.changes["shop.key_env"] = nil // the template names one that was never set
		}
	}
}

func (f *form) workAddress() {
	address := strings.TrimSpace(f.sent.Get("warehouse.dsn"))
	shown := plain(f.file.Values["warehouse.dsn"])
	_, given := f.sent["warehouse.dsn"]
	unseen := f.file.Secrets["warehouse.dsn"] && shown == "" // it could not be shown

	if !given || address == "" && unseen {
		address = shown
	}

	if address != shown {
		f.changes["warehouse.dsn"] = address
	}

	if password := f.sent.Get(passwordField); password != "" {
		f.putPassword(address, password)
	} else if address != shown && f.file.Secrets["warehouse.dsn"] {
		f.keepPassword(shown, address)
	}
}

// putPassword writes a password that was typed to where the file says it is.
func (f *form) putPassword(address, password string) {
	switch file, variable := f.now("warehouse.password_file"), f.now("warehouse.password_env"); {
	case f.inEnvironment("warehouse.password_env"):
		f.faults[passwordField] = f.words.t("settings.password.env", variable)
	case file != "":
		f.secretFiles["warehouse.password_file"] = password
		if f.file.Secrets["warehouse.dsn"] && address != "" {
			f.changes["warehouse.dsn"] = address // it moved
		}

		f.trial["warehouse.password_file"] = nil
		f.trial["warehouse.dsn"], _ = config.WithPassword(address, password)
	default:
		whole, ok := config.WithPassword(address, password)
		if !ok {
			f.faults[passwordField] = f.words.t("settings.password.none")

			return
		}

		f.changes["warehouse.dsn"] = whole
		if variable != "" {
			f.changes["warehouse.password_env"] = nil
		}
	}
}

// keepPassword carries the password over to a changed address of the same
// server. Another server must not be sent it: who can change the address would
// learn it.
func (f *form) keepPassword(shown, address string) {
	if bare, own := config.ShownAddress(address); own != "" || bare == "" || strings.HasPrefix(address, string(dsn.SQLite)+":") {
		return
	}

	password, err := config.Password(f.path)
	if err != nil || password == "" || !sameServer(shown, address) {
		f.faults[passwordField] = f.words.t("settings.password.again")

		return
	}

	f.changes["warehouse.dsn"], _ = config.WithPassword(address, password)
}

func sameServer(a, b string) bool {
	x, errX := dsn.Parse(a)
	y, errY := dsn.Parse(b)

	return errX == nil && errY == nil && x.Engine == y.Engine && x.Engine != dsn.ODBC &&
		x.Host == y.Host && x.User == y.User && x.Path == y.Path
}

// echo is an address that was typed, as the page may repeat it.
func echo(address string) string {
	if shown, _ := config.ShownAddress(address); shown != "" {
		return shown
	}

	if low := strings.ToLower(address); strings.Contains(low, "@") || strings.Contains(low, "pwd") || strings.Contains(low, "password") {
		return ""
	}

	return address
}
