package guard

import (
	"errors"

	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/output"
)

// What a *Fault wraps; ask with errors.Is.
var (
	ErrNeedsPassword = errors.New("an address that others can reach needs a password")
	ErrAddress       = errors.New("the address to listen on cannot be used")
	ErrPassword      = errors.New("the password cannot be used")
	ErrPasswordFile  = errors.New("the file of the password cannot be used")
	ErrCertificate   = errors.New("the certificate cannot be used")
)

// Fault is why the dashboard does not open, and what to do.
type Fault struct { //nolint:errname // the word that a person reads
	Code         string
	What, Remedy lang.Text
	// Err is one of the Err… values, together with the cause where there is one.
	Err error
}

// Error is the English sentence.
func (f *Fault) Error() string { return f.In(lang.EN) }

// In is the fault and its remedy in a language.
func (f *Fault) In(l lang.Lang) string { return f.What.In(l) + "; " + f.Remedy.In(l) }

// Notice is the fault in its parts.
func (f *Fault) Notice(l lang.Lang) output.Notice {
	return output.Notice{Code: f.Code, Message: f.What.In(l), Remedy: f.Remedy.In(l), Line: f.In(l)}
}

// Unwrap is the kind of the fault and its cause.
func (f *Fault) Unwrap() error { return f.Err }

func needsPassword(o Options) error {
	return &Fault{
		Code: "dashboard_needs_password",
		What: lang.Of("the address "+o.Addr+" can be reached from other computers and there is no password",
			"адресът "+o.Addr+" се вижда от други компютри, а няма парола"),
		Remedy: lang.Of("set a password first, or listen on 127.0.0.1",
			"задайте първо парола или използвайте адрес 127.0.0.1"),
		Err: ErrNeedsPassword,
	}
}

func badAddress(addr string, cause error) error {
	return &Fault{
		Code:   "dashboard_address",
		What:   lang.Of("the address "+addr+" cannot be used", "адресът "+addr+" не може да се използва"),
		Remedy: lang.Of("write it like 127.0.0.1:8787", "напишете го така: 127.0.0.1:8787"),
		Err:    errors.Join(ErrAddress, cause),
	}
}

func badPasswordFile(file string, cause error) error {
	return &Fault{
		Code: "dashboard_password_file",
		What: lang.Of("the file of the password "+file+" cannot be used: "+cause.Error(),
			"файлът с паролата "+file+" не може да се прочете или е повреден"),
		Remedy: lang.Of("check who may read it, or set the password anew",
			"проверете правата върху него или задайте паролата отново"),
		Err: errors.Join(ErrPasswordFile, cause),
	}
}

func unwrittenPassword(file string, cause error) error {
	return &Fault{
		Code: "dashboard_password_unwritten",
		What: lang.Of("the password was not changed, "+file+" cannot be written: "+cause.Error(),
			"паролата не е сменена, "+file+" не може да се запише"),
		Remedy: lang.Of("check the folder and who may write there", "проверете папката и правата върху нея"),
		Err:    errors.Join(ErrPasswordFile, cause),
	}
}

func badCertificate(what, remedy lang.Text, cause error) error {
	if cause != nil {
		what = lang.Of(what.EN+": "+cause.Error(), what.BG+": "+cause.Error())
	}

	return &Fault{Code: "dashboard_certificate", What: what, Remedy: remedy, Err: errors.Join(ErrCertificate, cause)}
}
