// Package control is what the buttons of the dashboard move: it runs each
// direction by its schedule, knows how far it is, and tells everybody who looks.
//
//	c := control.New(control.Options{ConfigFile: "gombasync.yaml", Env: os.LookupEnv})
//	defer c.Close()
//	c.Start(syncer.Import)       // a first run now, then by import.start
//	states, leave := c.Watch()   // the present State, and each that follows
//	c.Stop(syncer.Import)        // after the record in hand
//
// Runs belong to the process and not to a page: a browser that is closed in the
// middle of one stops nothing, and two pages see the same.
package control
