package study

import (
	"math"
	"reflect"
	"testing"
)

// What is read from the store, and from the results folder, is what the runs came
// to; a figure from all blocks is that of the sweep.
func TestReplicatesAreTheRuns(t *testing.T) {
	for _, own := range []bool{false, true} {
		folder, x, _ := storedSweep(t, own)
		want := make([]*Replicates, len(x.Metrics))
		for m := range want {
			want[m] = NewReplicates(len(x.Points), x.Runs)
			for i := range x.Points {
				if x.Points[i].Error != "" {
					continue
				}
				for run, v := range x.Points[i].Kept[m] {
					want[m].Add(i, run, v)
				}
				if got := want[m].mean(i, nil); math.Abs(got-x.Points[i].Figures[m].Value) > 1e-9 {
					t.Errorf("metric %d, point %d: %v of blocks, %v of the sweep", m, i, got, x.Points[i].Figures[m].Value)
				}
			}
		}
		got, err := x.ReadReplicates(folder, 0, 1)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("from the folder: %v, %v", got, err)
		}
		if _, err := x.ReadReplicates(t.TempDir(), 0); err == nil {
			t.Error("from nowhere: no error")
		}
	}
}

// The noise that blocks tell is that of a mean of independent runs: by hand, 40
// runs of which every fourth is a yes have a variance of p(1-p)/(n-1).
func TestReplicatesTellNoise(t *testing.T) {
	r := NewReplicates(2, 40)
	for run := range 40 {
		y, _ := whether(run%4 == 0)
		r.Add(0, run, y)
		r.Add(1, run, math.NaN())
	}
	parts := make([]float64, r.blocks)
	r.influence(0, 1, parts)
	if got, want := variance(parts), 0.25*0.75/39; math.Abs(got-want) > 1e-15 {
		t.Errorf("variance %v, want %v", got, want)
	}
	before := parts[0]
	if r.influence(1, 1, parts); parts[0] != before {
		t.Error("a point that says nothing adds noise")
	}
}
