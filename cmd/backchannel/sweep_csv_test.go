package main

import (
	"math"
	"slices"
	"strings"
	"testing"

	"backchannel/scenarios"
	"backchannel/sim/study"
)

// FuzzPointsFile: whatever a file of points holds, it is told what is wrong with
// it, each problem with its place, or it is a list of points that a sweep can
// have.
func FuzzPointsFile(f *testing.F) {
	s, err := scenarios.Load("testdata/mine.toml", scenarios.Options{})
	if err != nil {
		f.Fatal(err)
	}
	for _, text := range []string{
		"sides.North.clarity\n0.1\n0.2\n",
		"\ufeffsides.North.clarity, \"talks.main.meeting.every\"\r\n# by hand\r\n0.1,14d\r\n0.5,3w\r\n",
		"sides.North.clarity,sides.North.clarity\n0.1\n,,\n",
		"sides.North.clarity\n\"0.1\n",
		"sides.North.weight.border,issues.pipeline.irritant\n1e300,nan\n-0,inf\n",
		"", "\n\n", ",", "clock.horizon\n100d\n200d\n",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		list, err := parsePoints("points.csv", strings.NewReader(text), s)
		if err != nil {
			lead, rest, _ := strings.Cut(err.Error(), "\n\n")
			if !strings.HasPrefix(lead, "points not valid: points.csv; ") {
				t.Fatalf("the error is %v", err)
			}
			if !strings.HasPrefix(rest, "points.csv") {
				t.Fatalf("the first problem is %q", rest)
			}
			return
		}
		if len(list.points) == 0 || len(list.factors) == 0 {
			t.Fatalf("%d points of %d inputs are taken", len(list.points), len(list.factors))
		}
		for _, p := range list.points {
			if len(p) != len(list.factors) || slices.ContainsFunc(p, math.IsNaN) {
				t.Fatalf("point %v of %d inputs", p, len(list.factors))
			}
		}
		if _, err := study.NewSpace(s, list.factors); err != nil {
			t.Fatal(err)
		}
	})
}
