package study

import (
	"context"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"backchannel/sim/record"
)

// shelf is a store in memory.
type shelf struct {
	runs   map[string]map[uint64][]float64 // by scenario and run
	after  func()                          // called with every cell
	taken  int
	broken error
}

func (s *shelf) Read(sha256 string, first uint64, runs int) ([][]float64, error) {
	var values [][]float64
	for run := range uint64(runs) {
		list, ok := s.runs[sha256][first+run]
		if !ok {
			break
		}
		if values == nil {
			values = make([][]float64, len(list))
		}
		for m, x := range list {
			values[m] = append(values[m], x)
		}
	}
	return values, s.broken
}

func (s *shelf) Append(c *record.Cell) error {
	if s.runs == nil {
		s.runs = map[string]map[uint64][]float64{}
	}
	if s.runs[c.SHA256] == nil {
		s.runs[c.SHA256] = map[uint64][]float64{}
	}
	for run := range c.Runs() {
		var list []float64
		for _, values := range c.Values {
			list = append(list, values[run])
		}
		s.runs[c.SHA256][c.First+uint64(run)] = list
	}
	if s.taken += c.Runs(); s.after != nil {
		s.after()
	}
	return s.broken
}

// TestSweepsEndAlike: whatever the workers, wherever it is interrupted, however
// many runs and points it had before, a sweep that is taken up again comes to
// what it comes to in one go, and plays no run twice.
func TestSweepsEndAlike(t *testing.T) {
	s := shortScenario(t)
	space := spaceOf(t, s, "sides.Russia.clarity=0:1", "sides.\"United States\".clarity=0:1")
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(1, 5).Draw(rt, "points")
		c := SweepConfig{
			Space: space, Metrics: []string{"standing_180", "signed", "deal_wait"}, Seed: 9, Keep: true,
			Runs: rapid.IntRange(1, 60).Draw(rt, "runs"), OwnLuck: rapid.Bool().Draw(rt, "own luck"),
		}
		for i := range n {
			c.Points = append(c.Points, []float64{float64(i) / 5, 0.5})
		}
		want := swept(t, c)

		kept := &shelf{}
		c.Store = kept
		for taken := -1; ; {
			c.Workers = rapid.IntRange(1, 3).Draw(rt, "workers")
			ctx, cancel := context.WithCancel(t.Context())
			left := rapid.IntRange(1, 8).Draw(rt, "cells")
			kept.after = func() {
				if left--; left == 0 {
					cancel()
				}
			}
			before := c
			if rapid.Bool().Draw(rt, "fewer at first") {
				before.Points, before.Runs = c.Points[:(n+1)/2], (c.Runs+1)/2
			}
			got, err := Sweep(ctx, before)
			if err != nil {
				rt.Fatal(err)
			}
			cancel()
			if taken = kept.taken; before.Runs < c.Runs || got.Interrupted {
				continue
			}
			if len(before.Points) < n {
				continue
			}
			got.Reused = 0
			sameSwept(rt, got, want)
			if taken != n*c.Runs {
				rt.Fatalf("%d runs were played for %d points of %d", taken, n, c.Runs)
			}
			return
		}
	})
}

func sameSwept(t *rapid.T, got, want *Swept) {
	if len(got.Points) != len(want.Points) || got.Runs != want.Runs || got.Interrupted != want.Interrupted || got.Reused != want.Reused {
		t.Fatalf("got %+v, want %+v", got, want)
	}
	for i, p := range want.Points {
		q := got.Points[i]
		if q.SHA256 != p.SHA256 || q.Error != p.Error || q.Runs != p.Runs || !slices.Equal(q.Values, p.Values) {
			t.Fatalf("point %d is %+v, want %+v", i, q, p)
		}
		for m := range want.Metrics {
			if !sameEstimate(q.Figures[m].Estimate, p.Figures[m].Estimate) || !sameNumber(q.Figures[m].StdErr, p.Figures[m].StdErr) {
				t.Fatalf("point %d, metric %d: %v, want %v", i, m, q.Figures[m], p.Figures[m])
			}
			if (q.Kept == nil) != (p.Kept == nil) || p.Kept != nil && !slices.EqualFunc(q.Kept[m], p.Kept[m], sameNumber) {
				t.Fatalf("point %d, metric %d: runs %v, want %v", i, m, q.Kept[m], p.Kept[m])
			}
		}
	}
}

func sameNumber(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) }
