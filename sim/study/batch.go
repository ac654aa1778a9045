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
	Seed    uint64
	First   uint64 // number of the first run
	Runs    int    // how many runs, with consecutive numbers; at least 1
	Workers int    // 0: as many as Go has processors

	// Write takes the rows of consecutive runs, in order of the runs, all
	// from one goroutine. The rows are valid until it returns. Nil: no rows
	// are made. How runs are cut into batches depends on the model alone.
	Write func(*record.Batch) error
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
	Optimism    *Fan
}

// Run plays a batch. Everything in its result, and every row it writes, is
// the same whatever the number of workers.
//
// When ctx is cancelled, runs already begun are finished with their
// neighbours, and the result holds those runs and no others: the first
// so many of what was asked for, as if no more had been. That is no error.
func Run(ctx context.Context, c Config) (*Result, error) {
	if c.Runs < 1 {
		return nil, fmt.Errorf("study of %d runs: play at least 1", c.Runs)
	}
	if c.Workers < 0 {
		return nil, fmt.Errorf("study with %d workers: use at least 1, or 0 for all processors", c.Workers)
	}
	b := newBatch(c)
	var wg sync.WaitGroup
	for _, w := range b.workers {
		wg.Go(func() { w.work(b.todo) })
	}
	wg.Go(func() { b.hand(ctx) })
	done, err := b.collect()
	b.stop()
	wg.Wait()
	if err != nil {
		return nil, err
	}
	return b.result(done)
}

// chunk is some consecutive runs, played by one worker.
type chunk struct {
	first uint64
	runs  int
	rows  chan *record.Batch // receives once the runs are played
	err   error              // set before rows receives
}

// batch is a study under way: one goroutine hands out chunks in order, the
// workers play them, and the caller's collects their rows in the same order.
type batch struct {
	config  Config
	size    int         // runs to a chunk
	todo    chan *chunk // to the workers
	order   chan *chunk // to the collector; its length bounds the chunks under way
	spare   chan *record.Batch
	workers []*worker
	quit    chan struct{}
	once    sync.Once
}

// ticksInChunk is about how many ticks of the model make a chunk: so many that handing
// it on costs next to nothing, so few that Ctrl-C is heeded at once.
const ticksInChunk = 64 << 10

func newBatch(c Config) *batch {
	if c.Workers == 0 {
		c.Workers = runtime.GOMAXPROCS(0)
	}
	size := min(max(ticksInChunk/ticksOf(c.Model.Scenario().Clock), 1), 64)
	c.Workers = min(c.Workers, (c.Runs+size-1)/size)
	window := 4 * c.Workers
	b := &batch{
		config: c, size: size,
		todo:  make(chan *chunk),
		order: make(chan *chunk, window),
		spare: make(chan *record.Batch, window+c.Workers),
		quit:  make(chan struct{}),
	}
	for range c.Workers {
		b.workers = append(b.workers, newWorker(b))
	}
	return b
}

// hand gives out chunks, in order, until all are given or ctx is cancelled.
func (b *batch) hand(ctx context.Context) {
	defer close(b.order)
	defer close(b.todo)
	for done := 0; done < b.config.Runs && ctx.Err() == nil; {
		k := &chunk{
			first: b.config.First + uint64(done),
			runs:  min(b.size, b.config.Runs-done),
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

// collect writes the rows of the chunks in order and returns how many runs
// they came from.
func (b *batch) collect() (done int, err error) {
	for k := range b.order {
		var rows *record.Batch
		select {
		case rows = <-k.rows:
		case <-b.config.Abort:
			return 0, ErrAborted
		}
		if k.err != nil {
			return 0, k.err
		}
		if rows != nil {
			if err := b.config.Write(rows); err != nil {
				return 0, err
			}
			select {
			case b.spare <- rows:
			default: // there are enough
			}
		}
		done += k.runs
		if b.config.Progress != nil {
			b.config.Progress(done)
		}
	}
	return done, nil
}

// stop gives up what is under way, if anything is.
func (b *batch) stop() { b.once.Do(func() { close(b.quit) }) }

func (b *batch) result(done int) (*Result, error) {
	r := &Result{
		Runs: done, Interrupted: done < b.config.Runs,
		Tally: b.workers[0].tally, Optimism: b.workers[0].fan,
	}
	if b.config.Panel != nil {
		b.config.Panel.cut(done)
	}
	for _, w := range b.workers[1:] {
		if err := r.Tally.Merge(w.tally); err != nil {
			return nil, err
		}
		r.Optimism.merge(w.fan)
	}
	return r, nil
}
