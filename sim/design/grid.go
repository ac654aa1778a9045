package design

import (
	"fmt"
	"math"
	"slices"
)

// MaxGrid is the number of points above which [Grid] refuses: a full factorial
// of that size is a slip, or work for another design (modelling choice).
const MaxGrid = 1 << 20

// Grid returns every combination of the levels of each input: the full
// factorial, with the last input the fastest to change. Levels are coordinates
// from 0 to 1, kept in the order given.
//
// It is an error if there are no inputs, an input has no level, or the same
// twice, or one outside [0,1], or if there would be more than [MaxGrid] points.
func Grid(levels [][]float64) ([][]float64, error) {
	size, err := gridSize(levels)
	if err != nil {
		return nil, err
	}
	points := make([][]float64, 0, size)
	digits := make([]int, len(levels))
	for range size {
		point := make([]float64, len(levels))
		for i, digit := range digits {
			point[i] = levels[i][digit]
		}
		points = append(points, point)
		for i := len(digits) - 1; i >= 0; i-- {
			if digits[i]++; digits[i] < len(levels[i]) {
				break
			}
			digits[i] = 0
		}
	}
	return points, nil
}

func gridSize(levels [][]float64) (int, error) {
	if len(levels) == 0 {
		return 0, fmt.Errorf("a grid needs at least one input to vary")
	}
	size := 1
	for i, values := range levels {
		if err := checkLevels(i, values); err != nil {
			return 0, err
		}
		// Both factors are below 2^31, so the product does not overflow.
		if size *= len(values); size > MaxGrid {
			return 0, fmt.Errorf("the grid has more than %d points by input %d; use fewer levels, or a Latin hypercube", MaxGrid, i+1)
		}
	}
	return size, nil
}

func checkLevels(input int, values []float64) error {
	if len(values) == 0 {
		return fmt.Errorf("input %d has no level; give at least one", input+1)
	}
	for i, x := range values {
		if !inClosedCube(x) {
			return fmt.Errorf("input %d has level %v, which is not between 0 and 1", input+1, x)
		}
		if slices.Contains(values[:i], x) {
			return fmt.Errorf("input %d has level %v twice; give it once", input+1, x)
		}
	}
	return nil
}

// inClosedCube is false for NaN.
func inClosedCube(x float64) bool { return x >= 0 && x <= 1 }

// Step is a point that differs from the base in one input.
type Step struct {
	Point []float64
	Input int // the input that was moved, from 0; -1 at the base itself
}

// OneAtATime returns the base, and then, input by input, the base with that
// input at each of its levels in the order given. A level equal to the base's
// is not played again, and an input may have none. Coordinates are from 0 to 1.
//
// It is an error if base and levels differ in length, there are no inputs, or a
// coordinate is outside [0,1] or a level of an input comes twice.
func OneAtATime(base []float64, levels [][]float64) ([]Step, error) {
	if len(base) == 0 || len(base) != len(levels) {
		return nil, fmt.Errorf("a base of %d inputs and levels for %d: give one list of levels for each input", len(base), len(levels))
	}
	for i, x := range base {
		if !inClosedCube(x) {
			return nil, fmt.Errorf("input %d has base %v, which is not between 0 and 1", i+1, x)
		}
	}
	steps := []Step{{Point: slices.Clone(base), Input: -1}}
	for i, values := range levels {
		if len(values) > 0 {
			if err := checkLevels(i, values); err != nil {
				return nil, err
			}
		}
		for _, x := range values {
			if x == base[i] {
				continue
			}
			point := slices.Clone(base)
			point[i] = x
			steps = append(steps, Step{Point: point, Input: i})
		}
	}
	return steps, nil
}

// checkSize panics unless a design has points and inputs.
func checkSize(points, inputs int) {
	if points < 1 || inputs < 1 {
		panic(fmt.Sprintf("design: %d points of %d inputs", points, inputs))
	}
}

// belowOne is the greatest number below 1.
func belowOne() float64 { return math.Nextafter(1, 0) }
