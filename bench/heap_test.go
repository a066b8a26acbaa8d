package bench_test

import (
	"runtime"
	"runtime/metrics"
	"time"
)

// heapPeak is the most that stood on the heap while do ran, in bytes: what is in
// use and what the collector has not freed yet, looked at every two milliseconds.
func heapPeak(do func()) uint64 {
	runtime.GC()

	stop, peak := make(chan struct{}), make(chan uint64)

	go func() {
		highest := uint64(0)
		sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		ticker := time.NewTicker(2 * time.Millisecond)

		defer ticker.Stop()

		for {
			metrics.Read(sample)
			highest = max(highest, sample[0].Value.Uint64())

			select {
			case <-stop:
				peak <- highest

				return
			case <-ticker.C:
			}
		}
	}()

	do()
	close(stop)

	return <-peak
}
