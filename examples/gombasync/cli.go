package main

import "github.com/alecthomas/kong"

// cli is the grammar of the command line. The words of the help stand in
// words.go, in both languages.
type cli struct {
	demoGroup `embed:""`

	Config string `default:"gombasync.yaml" help:"${config}" placeholder:"FILE" predictor:"yaml"    type:"path"`
	JSON   bool   `help:"${json}"           name:"json"`
	Lang   string `default:""               enum:",en,bg"    help:"${lang}"     placeholder:"en|bg"`

	Init   initCmd   `cmd:"" help:"${init}"`
	Check  checkCmd  `cmd:"" help:"${check}"`
	Plan   planCmd   `cmd:"" help:"${plan}"`
	Export exportCmd `cmd:"" help:"${export}"`
	Import importCmd `cmd:"" help:"${import}"`
	Match  matchCmd  `cmd:"" help:"${match}"`
	Run    runCmd    `cmd:"" help:"${run}"`
	Orders ordersCmd `cmd:"" help:"${orders}"`

	Receipts   receiptsCmd   `cmd:"" help:"${receipts}"`
	Compliance complianceCmd `cmd:"" help:"${compliance}"`

	Status statusCmd `cmd:"" help:"${status}"`
	DB     dbCmd     `cmd:"" help:"${db}"     name:"db"`
	Shop   shopCmd   `cmd:"" help:"${shop}"`

	Completion completionCmd `cmd:"" help:"${completion}"`
}

// vars are the words of the help in a language.
func vars(l langName) kong.Vars {
	all := kong.Vars{}
	for name, text := range words() {
		all[name] = text.In(l)
	}

	return all
}
