package design

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestSaltelli(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, seed := rapid.IntRange(1, 20).Draw(t, "d"), rapid.Uint64().Draw(t, "seed")
		var groups [][]int
		if rapid.Bool().Draw(t, "grouped") {
			groups = make([][]int, rapid.IntRange(1, d).Draw(t, "groups"))
			for k, i := range rapid.Permutation(upTo(d)).Draw(t, "order") {
				g := k % len(groups)
				groups[g] = append(groups[g], i)
			}
		}
		s, err := NewSaltelli(d, groups, rand.NewPCG(seed, 1))
		if err != nil {
			t.Fatal(err)
		}
		if groups == nil {
			for i := range d {
				groups = append(groups, []int{i})
			}
		}
		i := rapid.IntRange(0, 1000).Draw(t, "row")
		row, point := s.At(i), sobol(t, 2*d, rand.NewPCG(seed, 1)).At(i)
		if !slices.Equal(row.A, point[:d]) || !slices.Equal(row.B, point[d:]) || len(row.AB) != len(groups) {
			t.Fatalf("row %v of point %v", row, point)
		}
		for g, ab := range row.AB {
			for k, x := range ab {
				if want := row.A[k]; slices.Contains(groups[g], k) {
					want = row.B[k]
					if x != want {
						t.Fatalf("group %d, input %d: %v, want %v", g, k, x, want)
					}
				} else if x != want {
					t.Fatalf("group %d, input %d outside: %v, want %v", g, k, x, want)
				}
			}
		}
	})
	for want, groups := range map[string][][]int{
		"input 2 is in no group":                 {{0}, {2}},
		"input 1 is in group 1 and in group 2":   {{0, 1}, {0, 2}},
		"group 2 has no inputs":                  {{0, 1, 2}, {}},
		"group 1 has input 4, and there are 3":   {{3}},
		"group 1 has input 0, and there are 3":   {{-1}},
		"input 1 is in no group":                 {},
		"input 3 is in group 1 and in group 1; ": {{2, 2}},
	} {
		if _, err := NewSaltelli(3, groups, rand.NewPCG(1, 1)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", want, err)
		}
	}
	if _, err := NewSaltelli(556, nil, rand.NewPCG(1, 1)); err == nil || !strings.Contains(err.Error(), "555 at most") {
		t.Errorf("of 556 inputs: %v", err)
	}
}

func upTo(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}
