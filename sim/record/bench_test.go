package record

import (
	"testing"

	"backchannel/sim"
)

// BenchmarkAdd is what a worker pays for each run.
func BenchmarkAdd(b *testing.B) {
	m := model(b)
	o, batch := sim.NewEngine(m).Run(7, 1), NewBatch(m)
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		if n%100 == 0 {
			batch.Reset()
		}
		batch.Add(o)
	}
}

// BenchmarkAppend is what the one writer pays for each run, conversion apart.
func BenchmarkAppend(b *testing.B) {
	batches := []*Batch{outcomes(model(b), 1, 1000)}
	for _, csv := range []bool{false, true} {
		b.Run(map[bool]string{false: "parquet", true: "with csv"}[csv], func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				save(b, Options{CSV: csv}, batches...)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(1000*b.N), "ns/run")
		})
	}
}
