package study

import (
	"fmt"

	"backchannel/sim"
	"backchannel/sim/record"
)

// worker plays chunks on an engine of its own and keeps sums of its own.
type worker struct {
	batch  *batch
	engine *sim.Engine // of the draw at hand, if there are draws
	tally  *Tally
	series *Series
	facts  *facts
}

func newWorker(b *batch) *worker {
	m := b.config.Model
	w := &worker{batch: b, tally: newTally(&b.config), series: newSeries(m), facts: newFacts(m)}
	if b.config.Draws == nil {
		w.engine = sim.NewEngine(m)
	}
	return w
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
		if err := w.begin(k, run); err != nil {
			return nil, err
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
		w.end(k, o, run)
	}
	return rows, nil
}

// begin makes an engine of its own for a draw, before the first run on it.
func (w *worker) begin(k *chunk, run uint64) error {
	d := w.batch.config.Draws
	if d == nil || run%d.repeats != 0 {
		return nil
	}
	x := drawnRow{number: d.Of(run), values: d.Values(d.Of(run))}
	if s := w.batch.split; s != nil {
		x.groups = make([]group, len(s.metrics))
	}
	k.drawn = append(k.drawn, x)
	m, err := d.model(x.number, x.values)
	if err != nil {
		return err
	}
	w.engine = sim.NewEngine(m)
	return nil
}

// end takes a run into its draw, and closes that after the last.
func (w *worker) end(k *chunk, o *sim.Outcome, run uint64) {
	d := w.batch.config.Draws
	if d == nil {
		return
	}
	x := &k.drawn[len(k.drawn)-1]
	x.runs++
	s := w.batch.split
	if s == nil {
		return
	}
	w.facts.read(o)
	for i := range s.metrics {
		if top, bottom := s.metrics[i].of(w.facts); bottom != 0 {
			x.groups[i].add(top / bottom)
		}
	}
	if (run+1)%d.repeats == 0 {
		w.tally.CloseDraw()
	}
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
