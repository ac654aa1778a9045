package study

import (
	"context"
	"iter"
	"sync"
)

// inOrder works on jobs side by side and collects them in their order, from the
// goroutine that called. When ctx is cancelled, no more are begun; those that
// are begun are finished and collected. When abort is closed, the error is
// ErrAborted; work then hears of it by quit.
func inOrder[J any](ctx context.Context, abort <-chan struct{}, workers int, jobs iter.Seq[J],
	work func(job J, quit <-chan struct{}), collect func(job J) error,
) error {
	type slot struct {
		job  J
		done chan struct{}
	}
	todo, order := make(chan slot), make(chan slot, 4*workers)
	quit := make(chan struct{})
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for s := range todo {
				work(s.job, quit)
				close(s.done)
			}
		})
	}
	wg.Go(func() {
		defer close(order)
		defer close(todo)
		for job := range jobs {
			if ctx.Err() != nil {
				return
			}
			s := slot{job, make(chan struct{})}
			select {
			case order <- s: // the collector hears of it first, and waits for it
			case <-quit:
				return
			}
			select {
			case todo <- s:
			case <-quit:
				return
			}
		}
	})
	var err error
	for s := range order {
		select {
		case <-s.done:
			err = collect(s.job)
		case <-abort:
			err = ErrAborted
		}
		if err != nil {
			break
		}
	}
	close(quit)
	wg.Wait()
	return err
}
