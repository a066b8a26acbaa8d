package main

import (
	"bytes"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
	"github.com/posener/complete"
	"github.com/willabides/kongplete"
)

// completing is the variable in which a shell asks what may follow.
const completing = "COMP_LINE"

// complete answers a shell, one word a line.
func (a *app) complete(parser *kong.Kong) error {
	command, err := kongplete.Command(parser,
		kongplete.WithPredictor("yaml", complete.PredictOr(complete.PredictFiles("*.yaml"), complete.PredictFiles("*.yml"))),
		kongplete.WithPredictor("csv", complete.PredictFiles("*.csv")),
		kongplete.WithPredictor("file", complete.PredictFiles("*")),
	)
	if err != nil {
		return err
	}

	var answer bytes.Buffer

	asked := complete.New(parser.Model.Name, command)
	asked.Out = &answer
	asked.Complete()

	words := strings.Split(answer.String(), "\n")
	slices.Sort(words)

	for _, word := range slices.Compact(words) {
		if word != "" { // the value of a flag that is not given
			a.out.Raw(word + "\n")
		}
	}

	return nil
}
