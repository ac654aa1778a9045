package study

import (
	"fmt"

	"backchannel/sim"
	"backchannel/sim/record"
)

// worker plays chunks on an engine of its own and keeps sums of its own.
type worker struct {
	batch  *batch
	engine *sim.Engine
	tally  *Tally
	series *Series
	facts  *facts
}

func newWorker(b *batch) *worker {
	m := b.config.Model
	return &worker{batch: b, engine: sim.NewEngine(m), tally: NewTally(m), series: newSeries(m), facts: newFacts(m)}
}

func (w *worker) work(todo <-chan *chunk) {
	for k := range todo {
		var rows *record.Batch
		rows, k.err = w.play(k)
		k.rows <- rows
	}
}

// play plays the runs of a chunk. What goes wrong inside the model becomes an
// error that names the run, so that it can be played again alone.
func (w *worker) play(k *chunk) (rows *record.Batch, err error) {
	run := k.first
	defer func() {
		if wrong := recover(); wrong != nil {
			rows, err = nil, fmt.Errorf("run %d of seed %d failed: %v", run, w.batch.config.Seed, wrong)
		}
	}()
	if w.batch.config.Write != nil {
		rows = w.batch.rows()
	}
	for ; run < k.first+uint64(k.runs); run++ {
		select {
		case <-w.batch.quit:
			return nil, ErrAborted
		default:
		}
		o := w.engine.Run(w.batch.config.Seed, run, w.series.watch)
		w.tally.Add(o)
		if p := w.batch.config.Panel; p != nil {
			w.facts.read(o)
			p.set(int(run-w.batch.config.First), w.facts)
		}
		if rows != nil {
			rows.Add(o)
		}
	}
	return rows, nil
}

// rows returns an empty batch of rows, one used before if there is one.
func (b *batch) rows() *record.Batch {
	select {
	case r := <-b.spare:
		r.Reset()
		return r
	default:
		return record.NewBatch(b.config.Model)
	}
}
