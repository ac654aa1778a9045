package main

import (
	"testing"

	"backchannel/plots"
	"backchannel/sim/stats"
	"backchannel/sim/study"
)

// A chart of lives says which scenario has none to draw, and that is all that
// keeps its reader from taking the curve of the baseline for both.
func TestAnArmWithoutDealsIsNamed(t *testing.T) {
	arm := func(deals int) *drawing {
		lives := stats.NewLives(500, 1)
		for range deals {
			lives.Add(100, 400, 0)
		}
		return &drawing{summary: &study.Summary{Talks: []study.Section{{Name: "main"}}}, lives: []*stats.Lives{lives}}
	}
	d := &comparisonDrawing{
		found: &study.Comparison{
			Arms:    []study.ComparedTo{{Name: "base"}, {Name: "never"}},
			InWords: []study.Findings{{Arm: "never", Lead: "never against base"}},
			Ends:    []study.Ends{{Talk: "main", Arm: "base"}, {Talk: "main", Arm: "never"}},
		},
		arms: []*drawing{arm(20), arm(0)},
	}
	list := d.survivals([]int{0, 1}, "")
	if len(list) != 1 {
		t.Fatalf("%d charts", len(list))
	}
	c := list[0].chart.(plots.Survival)
	if got, want := c.Words.Subtitle, "never against base. No deal in never"; got != want || len(c.Curves) != 1 {
		t.Errorf("%q over %d curves, want %q", got, len(c.Curves), want)
	}
	d.arms[0] = arm(0)
	if list := d.survivals([]int{0, 1}, ""); len(list) != 0 {
		t.Errorf("no deal at all, and %d charts of how long they stood", len(list))
	}
}
