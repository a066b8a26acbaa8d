// Package config reads the configuration file of the example programs.
//
//	cfg, err := config.Load("gombasync.yaml", config.Env(os.LookupEnv))
//
// The file is YAML and read strictly: a key that nobody knows, a value of the
// wrong kind and settings that contradict one another are all errors, reported
// together, each a *Fault with its line and what to do. Template is a commented
// file in Bulgarian or English that holds every default; command init writes
// it.
//
// The key of the shop, the password of the database and that of the fiscal
// device live in closures: printing a Config in whatever way shows none of
// them.
//
// The package belongs to the examples. The SDK itself reads no files.
package config
