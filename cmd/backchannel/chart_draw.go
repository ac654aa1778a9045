package main

import (
	"errors"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"

	"backchannel/sim/study"
)

// draw hands the files of every chart to write, from several goroutines: as
// many charts are drawn at a time as there are processors. It ends with
// study.ErrAborted once stop says so. What no font can draw it tells, once.
func (a *app) draw(list []picture, l look, stop func() bool, write func(name string, data []byte) error) error {
	bar := a.progressOf("drawing", "charts", len(list))
	errs := make([]error, len(list))
	turn := make(chan struct{}, runtime.GOMAXPROCS(0))
	var wg sync.WaitGroup
	var drawn struct {
		sync.Mutex
		n     int
		boxes map[rune]bool
	}
	drawn.boxes = map[rune]bool{}
	for i, pic := range list {
		turn <- struct{}{}
		wg.Go(func() {
			defer func() { <-turn }()
			if stop() {
				errs[i] = study.ErrAborted
				return
			}
			boxes, err := pic.write(l, write)
			errs[i] = err
			drawn.Lock()
			defer drawn.Unlock()
			for _, r := range boxes {
				drawn.boxes[r] = true
			}
			drawn.n++
			bar.done(drawn.n)
		})
	}
	wg.Wait()
	bar.clear()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	a.sayBoxes(slices.Sorted(maps.Keys(drawn.boxes)))
	return nil
}

// sayBoxes names the characters that charts have boxes for, or the first of
// them.
func (a *app) sayBoxes(list []rune) {
	if len(list) == 0 {
		return
	}
	const most = 12
	named := strings.Join(strings.Split(string(list[:min(len(list), most)]), ""), " ")
	if len(list) > most {
		named += fmt.Sprintf(" and %d more", len(list)-most)
	}
	a.say("charts: no font here has %s; boxes stand for them. Write names in Latin, Greek or Cyrillic letters", named)
}

// write hands the files of a chart to a writer, in order of their names, and
// returns the characters that it has boxes for.
func (pic picture) write(l look, write func(name string, data []byte) error) ([]rune, error) {
	files, boxes, err := pic.drawn(l)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		err = errors.Join(err, write(name, files[name]))
	}
	return boxes, err
}
