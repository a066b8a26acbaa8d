// Package assembly builds the engine that a configuration stands for: the
// database with its ledger, the client of the shop, the printer and the syncer.
//
//	s, err := assembly.Open(ctx, cfg, assembly.Options{Application: "gombasync"})
//	if err != nil {
//		return err
//	}
//	defer s.Close()
//	report, err := s.Import(ctx, syncer.ImportOptions{})
//
// It is the one place of the examples where the packages of the SDK meet; a
// program of your own would look much the same.
package assembly
