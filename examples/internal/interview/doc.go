// Package interview asks a person for what a configuration needs, and tries each
// connection as soon as it is known: the database of Склад Pro, the shop, the fiscal
// printer. What cannot be reached is told with its remedy and asked again.
//
//	i := interview.New(keys, screen, interview.Options{Path: "gombasync.yaml", Env: os.LookupEnv})
//	found, err := i.Run(ctx)
//
// It writes nothing: [Found] is what belongs into the files. Passwords are typed
// unseen and never repeated.
package interview
