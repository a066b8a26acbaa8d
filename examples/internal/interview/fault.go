package interview

import (
	"errors"

	"github.com/skladmost/skladmost/examples/internal/config"
	"github.com/skladmost/skladmost/examples/internal/lang"
	"github.com/skladmost/skladmost/examples/internal/output"
	"github.com/skladmost/skladmost/gombashop"
	"github.com/skladmost/skladmost/syncer"
	"github.com/skladmost/skladmost/syncer/text"
)

// refusal is an answer that cannot be used.
type refusal struct{ what, todo lang.Text }

func refuse(what, todo lang.Text) error { return &refusal{what, todo} }

// Error is the English sentence.
func (r *refusal) Error() string { return r.what.EN + ": " + r.todo.EN }

// Notice is the sentence in its parts.
func (r *refusal) Notice(l lang.Lang) output.Notice {
	return output.Notice{Code: "answer", Message: r.what.In(l), Remedy: r.todo.In(l)}
}

// unusable takes file and line off a fault of the configuration: the person has
// typed an answer and no file.
func unusable(err error) error {
	f, ok := errors.AsType[*config.Fault](err)
	if !ok {
		return err
	}

	todo := f.Wants
	if f.Code == config.BadValue {
		todo = lang.Of("write "+todo.EN, "напишете "+todo.BG)
	}

	return refuse(lang.Of("this cannot be used", "това не може да се ползва"), todo)
}

// shopFault gives the shop's commonest refusals their remedies.
func shopFault(err error) error {
	e, ok := errors.AsType[*gombashop.Error](err)
	if !ok {
		return err
	}

	code, known := map[gombashop.ErrorCode]text.Code{
		gombashop.CodeUnauthorized: text.WrongKey, gombashop.CodeForbidden: text.WrongKey,
		gombashop.CodeModuleDisabled: text.ModuleDisabled, gombashop.CodeClockSkew: text.ClockSkew,
		gombashop.CodeNetwork: text.ShopDown,
	}[e.Code]
	if !known {
		return err
	}

	return &syncer.Problem{Code: code, Record: "shop", Err: err}
}
