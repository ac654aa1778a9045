package main

// drawEnds tells where the runs of one draw end, of which those of one table come
// in order; nil where each run has a draw of its own, or there are none.
type drawEnds struct {
	repeats int64
	draw    int64
	close   func()
}

func (d *drawing) drawEnds(close func()) *drawEnds {
	if u := d.summary.Unknown; u != nil && u.Repeats > 1 {
		return &drawEnds{repeats: int64(u.Repeats), draw: -1, close: close}
	}
	return nil
}

// at closes the draw before that of a run.
func (e *drawEnds) at(run int64) {
	if e == nil {
		return
	}
	if draw := run / e.repeats; draw != e.draw {
		e.last()
		e.draw = draw
	}
}

// last closes the draw at hand.
func (e *drawEnds) last() {
	if e != nil && e.draw >= 0 {
		e.close()
	}
}

func closeAll[T interface{ CloseCluster() }](list []T) {
	for _, x := range list {
		x.CloseCluster()
	}
}
