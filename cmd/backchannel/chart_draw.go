package main

import (
	"errors"
	"maps"
	"runtime"
	"slices"
	"sync"

	"backchannel/sim/study"
)

// draw hands the files of every chart to write, from several goroutines: as
// many charts are drawn at a time as there are processors. It ends with
// study.ErrAborted once stop says so.
func (a *app) draw(list []picture, l look, stop func() bool, write func(name string, data []byte) error) error {
	bar := a.progressOf("drawing", "charts", len(list))
	defer bar.clear()
	errs := make([]error, len(list))
	turn := make(chan struct{}, runtime.GOMAXPROCS(0))
	var wg sync.WaitGroup
	var drawn struct {
		sync.Mutex
		n int
	}
	for i, pic := range list {
		turn <- struct{}{}
		wg.Go(func() {
			defer func() { <-turn }()
			if stop() {
				errs[i] = study.ErrAborted
				return
			}
			errs[i] = pic.write(l, write)
			drawn.Lock()
			defer drawn.Unlock()
			drawn.n++
			bar.done(drawn.n)
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// write hands the files of a chart to a writer, in order of their names.
func (pic picture) write(l look, write func(name string, data []byte) error) error {
	files, err := pic.drawn(l)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		err = errors.Join(err, write(name, files[name]))
	}
	return err
}
