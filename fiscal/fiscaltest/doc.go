// Package fiscaltest is a fiscal printer that prints nothing: an ErpNet.FP server
// on a real socket with one device in memory, for tests and for a demonstration that
// reads no configuration. Never make it reachable in production: Наредба Н-18, Annex
// 29 item 20 allows sales software no test mode.
//
//	server := fiscaltest.NewServer(fiscaltest.WithPaper(os.Stdout))
//	defer server.Close()
//	printer, err := netfp.Dial(ctx, server.Addr())
//
// It checks receipts with arithmetic of its own, in whole thousandths and not with
// that of package fiscal, so that a mistake there shows. [Server.Receipts] is what
// came out on paper. Faults: [Server.LoseReply], [Server.LoseRequest],
// [Server.Fail], [Server.FailAfterPrint], [Server.Slow], [Server.SetStatus],
// [Server.SetReady], [Server.Async], [Server.ForgetTasks].
//
// [Journal] is a fiscal.Journal in memory. The package imports neither testing nor
// an assertion library.
package fiscaltest
