package main

import (
	"bufio"
	"errors"
	"io"
	"strings"

	"golang.org/x/term"

	"github.com/skladmost/skladmost/examples/dashboard/internal/guard"
	"github.com/skladmost/skladmost/examples/internal/lang"
)

// passwordCmd sets the password of the page.
type passwordCmd struct {
	place `embed:""`
}

// Run asks twice on a terminal, where what is typed is not shown, and takes the
// first line of a pipe as it is.
func (c passwordCmd) Run(a *app) error {
	password, err := a.askPassword()
	if err != nil {
		return err
	}

	if err := guard.SetPassword(c.passwordFile(), password); err != nil {
		return err
	}

	a.out.Say(lang.Of("The page asks for the password from now on; its hash is in %s.",
		"Страницата вече иска парола; отпечатъкът ѝ е в %s."), c.passwordFile())

	return nil
}

func (a *app) askPassword() (string, error) {
	if !term.IsTerminal(int(a.Stdin.Fd())) {
		line, err := bufio.NewReader(a.Stdin).ReadString('\n')
		if errors.Is(err, io.EOF) {
			err = nil
		}

		return strings.TrimRight(line, "\r\n"), err
	}

	first, err := a.unseen(lang.Of("New password (at least 10 characters): ", "Нова парола (поне 10 знака): "))
	if err != nil {
		return "", err
	}

	again, err := a.unseen(lang.Of("Once more: ", "Още веднъж: "))
	if err == nil && again != first {
		err = &told{code: "password", text: lang.Of("the two passwords differ", "двете пароли се различават"),
			todo: lang.Of("run the command again", "пуснете командата пак")}
	}

	return first, err
}

func (a *app) unseen(question lang.Text) (string, error) {
	a.out.Raw(question.In(a.out.Lang()))

	typed, err := term.ReadPassword(int(a.Stdin.Fd()))

	a.out.Raw("\n")

	return string(typed), err
}
