// Package bench measures skladmost beside its peers, in one run and as ratios.
//
// The package itself is empty: its benchmarks live in test files, and this
// module keeps the peers' dependencies away from those who import skladmost.
package bench
