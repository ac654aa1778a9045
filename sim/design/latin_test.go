package design

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// One point in each interval of each input (McKay, Beckman & Conover 1979), in
// its middle if centred; the same seed gives the same points, and the centred
// ones lie in the cells of the others.
func TestLatinHypercube(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, d := rapid.IntRange(1, 100).Draw(t, "n"), rapid.IntRange(1, 8).Draw(t, "d")
		seed := rapid.Uint64().Draw(t, "seed")
		points, centred := LatinHypercube(n, d, rand.NewPCG(seed, 1)), CentredLatinHypercube(n, d, rand.NewPCG(seed, 1))
		again := LatinHypercube(n, d, rand.NewPCG(seed, 1))
		for j := range d {
			seen := make([]int, n)
			for i := range n {
				x, c := points[i][j], centred[i][j]
				cell := int(math.Floor(c * float64(n)))
				seen[cell]++
				if c != (float64(cell)+0.5)/float64(n) {
					t.Fatalf("%v of %d is not mid-cell", c, n)
				}
				// One rounding off at the edges of the cell.
				if x*float64(n) < float64(cell)-1e-9 || x*float64(n) > float64(cell)+1+1e-9 || x >= 1 || x != again[i][j] {
					t.Fatalf("%v is not in cell %d of %d, or was %v", x, cell, n, again[i][j])
				}
			}
			if slices.Max(seen) != 1 {
				t.Fatalf("input %d: %v", j, seen)
			}
		}
	})
	panics(t, "no points", func() { LatinHypercube(0, 1, rand.NewPCG(1, 1)) })
	panics(t, "no inputs", func() { CentredLatinHypercube(1, 0, rand.NewPCG(1, 1)) })
}

// Over many seeds, the place within a cell is uniform and which cells meet is
// random: chi-square tests, each with 1 false alarm in 10,000.
func TestLatinHypercubeIsRandom(t *testing.T) {
	const seeds, n = 2048, 4
	place, meet := make([]float64, 16), make([]float64, 16)
	src := rand.NewPCG(5, 6)
	for range seeds {
		p := LatinHypercube(n, 2, src)[0]
		_, part := math.Modf(p[0] * n)
		place[int(part*16)]++
		meet[4*int(p[0]*n)+int(p[1]*n)]++
	}
	for what, counts := range map[string][]float64{"place": place, "cells": meet} {
		if x := chiSquare(counts, seeds); x > 44.26 { // 0.9999 quantile on 15 degrees of freedom
			t.Errorf("%s: chi-square of %v from %v", what, x, counts)
		}
	}
}
