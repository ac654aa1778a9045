package study

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"

	"backchannel/sim"
	"backchannel/sim/record"
)

// ErrAborted is returned by Run when its Abort channel was closed.
var ErrAborted = errors.New("stopped at once; nothing was kept")

// Config says which runs of which model Run plays, and where they go.
type Config struct {
	Model   *sim.Model
	Draws   *Draws // what each run draws of what is not known; nil: Model is all there is
	Seed    uint64
	First   uint64 // number of the first run
	Runs    int    // how many runs, with consecutive numbers; at least 1
	Workers int    // 0: as many as Go has processors

	// Write takes the rows of consecutive runs, in order of the runs, all
	// from one goroutine. The rows are valid until it returns. Nil: no rows
	// are made. How runs are cut into batches depends on the model alone, and
	// in RunUntil on its looks.
	Write func(*record.Batch) error
	// Drawn, if given, takes the draws in order, with their values by input, from the
	// goroutine that calls Write.
	Drawn func(row record.DrawRow, values []float64) error
	// Panel, if given, has room for Runs runs of Model and takes their metrics.
	Panel *Panel
	// Progress, if given, is told how many runs are done, out of Runs, from
	// the goroutine that called Run.
	Progress func(done int)
	// Abort, if given, ends the batch at once when it is closed: Run then
	// returns ErrAborted and no result.
	Abort <-chan struct{}
}

// Result is what a batch came to.
type Result struct {
	Runs        int  // how many runs were played: First to First+Runs-1
	Interrupted bool // these are fewer than were asked for
	Tally       *Tally
	Series      *Series
	split       *splitter // of several runs a draw; nil: there are none
}

// Run plays a batch. Everything in its result, and every row it writes, is
// the same whatever the number of workers.
//
// When ctx is cancelled, runs already begun are finished with their
// neighbours, and the result holds those runs and no others: the first
// so many of what was asked for, as if no more had been. That is no error.
func Run(ctx context.Context, c Config) (*Result, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	b := newBatch(c)
	if err := b.play(ctx, c.Runs); err != nil {
		return nil, err
	}
	return b.result(c.Runs)
}

func (c *Config) check() error {
	if c.Runs < 1 {
		return fmt.Errorf("study of %d runs: play at least 1", c.Runs)
	}
	if c.Workers < 0 {
		return fmt.Errorf("study with %d workers: use at least 1, or 0 for all processors", c.Workers)
	}
	return c.checkDraws()
}

// chunk is some consecutive runs, played by one worker.
type chunk struct {
	first uint64
	runs  int
	rows  chan *record.Batch // receives once the runs are played
	drawn []drawnRow         // draws that the runs are on
	err   error              // set before rows receives
}

// batch is a study under way: one goroutine hands out chunks in order, the
// workers play them, and the caller's collects their rows in the same order.
type batch struct {
	config  Config
	size    int         // runs to a chunk
	done    int         // runs whose rows are collected
	todo    chan *chunk // to the workers
	order   chan *chunk // to the collector; its length bounds the chunks under way
	spare   chan *record.Batch
	workers []*worker
	split   *splitter     // nil: draws have one run each, or there are none
	quit    chan struct{} // closed when all is given up
}

// ticksInChunk is about how many ticks of the model make a chunk: so many that handing
// it on costs next to nothing, so few that Ctrl-C is heeded at once.
const ticksInChunk = 64 << 10

func newBatch(c Config) *batch {
	if c.Workers == 0 {
		c.Workers = runtime.GOMAXPROCS(0)
	}
	size := min(max(ticksInChunk/ticksOf(c.Model.Scenario().Clock), 1), 64)
	if n := c.Draws.Repeats(); n > 1 {
		size = max(size/n, 1) * n // a draw is played by one worker
	}
	c.Workers = min(c.Workers, (c.Runs+size-1)/size)
	b := &batch{
		config: c, size: size,
		spare: make(chan *record.Batch, 5*c.Workers), // as many as are ever under way
		quit:  make(chan struct{}),
	}
	if c.Draws.Repeats() > 1 {
		b.split = newSplitter(c.Model)
	}
	for range c.Workers {
		b.workers = append(b.workers, newWorker(b))
	}
	return b
}

// play goes on until so many runs in all are done, or ctx is cancelled. After
// an error the batch is of no further use.
func (b *batch) play(ctx context.Context, runs int) error {
	b.todo, b.order = make(chan *chunk), make(chan *chunk, 4*len(b.workers))
	var wg sync.WaitGroup
	for _, w := range b.workers {
		wg.Go(func() { w.work(b.todo) })
	}
	done := b.done // which the collector changes
	wg.Go(func() { b.hand(ctx, done, runs) })
	err := b.collect()
	if err != nil {
		close(b.quit)
	}
	wg.Wait()
	return err
}

// hand gives out the chunks of the runs from done to runs, in order, until all
// are given or ctx is cancelled.
func (b *batch) hand(ctx context.Context, done, runs int) {
	defer close(b.order)
	defer close(b.todo)
	for done < runs && ctx.Err() == nil {
		k := &chunk{
			first: b.config.First + uint64(done),
			runs:  min(b.size, runs-done),
			rows:  make(chan *record.Batch, 1),
		}
		// The collector hears of a chunk first, and always gets its rows: no
		// chunk is dropped between the two but when all is given up.
		select {
		case b.order <- k:
		case <-b.quit:
			return
		}
		select {
		case b.todo <- k:
		case <-b.quit:
			k.err = ErrAborted
			k.rows <- nil
			return
		}
		done += k.runs
	}
}

// collect writes the rows of the chunks in order and counts the runs they came
// from.
func (b *batch) collect() error {
	for k := range b.order {
		var rows *record.Batch
		select {
		case rows = <-k.rows:
		case <-b.config.Abort:
			return ErrAborted
		}
		if k.err != nil {
			return k.err
		}
		if rows != nil {
			if err := b.config.Write(rows); err != nil {
				return err
			}
			select {
			case b.spare <- rows:
			default: // there are enough
			}
		}
		if err := b.collectDraws(k); err != nil {
			return err
		}
		b.done += k.runs
		if b.config.Progress != nil {
			b.config.Progress(b.done)
		}
	}
	return nil
}

// tally is what all workers have counted together so far. Only between two
// calls of play.
func (b *batch) tally() (*Tally, error) {
	t := newTally(&b.config)
	for _, w := range b.workers {
		if err := t.Merge(w.tally); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// result is what the batch came to, of so many runs that were asked for. It
// takes the workers' sums: nothing can be played after it.
func (b *batch) result(asked int) (*Result, error) {
	r := &Result{
		Runs: b.done, Interrupted: b.done < asked,
		Tally: b.workers[0].tally, Series: b.workers[0].series, split: b.split,
	}
	if b.config.Panel != nil {
		b.config.Panel.cut(b.done)
	}
	for _, w := range b.workers[1:] {
		if err := r.Tally.Merge(w.tally); err != nil {
			return nil, err
		}
		r.Series.merge(w.series)
	}
	return r, nil
}
