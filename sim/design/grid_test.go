package design

import (
	"math"
	"slices"
	"strings"
	"testing"
)

func TestGrid(t *testing.T) {
	got, err := Grid([][]float64{{0.5, 0}, {0.25}, {0, 0.5, 1}})
	want := [][]float64{
		{0.5, 0.25, 0},
		{0.5, 0.25, 0.5},
		{0.5, 0.25, 1},
		{0, 0.25, 0},
		{0, 0.25, 0.5},
		{0, 0.25, 1},
	}
	if err != nil || !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("%v, %v", got, err)
	}
	many := make([]float64, 1025)
	for i := range many {
		many[i] = float64(i) / 1024
	}
	for want, levels := range map[string][][]float64{
		"at least one input":   nil,
		"input 2 has no level": {{0}, {}},
		"input 1 has level 2":  {{2}},
		"level NaN":            {{math.NaN()}},
		"twice":                {{0, 1, 0}},
		"more than 1048576":    {many, many},
	} {
		if _, err := Grid(levels); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", want, err)
		}
	}
}

func TestOneAtATime(t *testing.T) {
	got, err := OneAtATime([]float64{0.5, 0.25}, [][]float64{{0, 0.5, 1}, {1}})
	want := []Step{
		{[]float64{0.5, 0.25}, -1},
		{[]float64{0, 0.25}, 0},
		{[]float64{1, 0.25}, 0},
		{[]float64{0.5, 1}, 1},
	}
	same := func(a, b Step) bool { return a.Input == b.Input && slices.Equal(a.Point, b.Point) }
	if err != nil || !slices.EqualFunc(got, want, same) {
		t.Errorf("%v, %v", got, err)
	}
	if got, err := OneAtATime([]float64{0}, [][]float64{nil}); err != nil || len(got) != 1 {
		t.Errorf("no levels: %v, %v", got, err)
	}
	for _, c := range []struct {
		base   []float64
		levels [][]float64
		want   string
	}{
		{nil, nil, "0 inputs"},
		{[]float64{0}, nil, "levels for 0"},
		{[]float64{-1}, [][]float64{{0}}, "base -1"},
		{[]float64{0}, [][]float64{{1, 1}}, "twice"},
	} {
		if _, err := OneAtATime(c.base, c.levels); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v", c.want, err)
		}
	}
}
