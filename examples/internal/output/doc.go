// Package output is how the example programs talk: lines for a person or JSON
// for a program, tables, errors one a line, and progress that is a bar on a
// terminal and plain lines elsewhere.
//
//	out := output.New(os.Stdout, os.Stderr, output.Options{Lang: lang.BG, Env: os.LookupEnv})
//	out.Say(lang.Text{EN: "%d goods", BG: "%d стоки"}, 12)
//	out.Fail(err)
//
// Results go to the first writer; errors and progress to the second, so that
// what a program prints can be piped on. Colour is used on a terminal only, and
// never where NO_COLOR is set.
package output
