package design

import (
	"math/rand/v2"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distmv"
	"gonum.org/v1/gonum/stat/samplemv"
)

// LatinHypercube returns n points of d inputs such that each input, taken
// alone, has exactly one point in each of the n intervals [k/n, (k+1)/n), at a
// uniformly random place in it (McKay, Beckman & Conover 1979). Which intervals
// meet is random. It cannot be extended: the points for another n are others.
// It panics if n or d is below 1.
func LatinHypercube(n, d int, src rand.Source) [][]float64 {
	checkSize(n, d)
	batch := mat.NewDense(n, d, nil)
	samplemv.LatinHypercube{Q: distmv.NewUnitUniform(d, src), Src: src}.Sample(batch)
	points := make([][]float64, n)
	for i := range points {
		points[i] = batch.RawRowView(i)
		for j, x := range points[i] {
			points[i][j] = min(x, belowOne()) // the sum of a part and a corner may round to 1
		}
	}
	return points
}

// CentredLatinHypercube is [LatinHypercube] with every point in the middle of
// its cell: each input has the values (k + 1/2)/n, each once. It panics if n or
// d is below 1.
func CentredLatinHypercube(n, d int, src rand.Source) [][]float64 {
	points := LatinHypercube(n, d, src)
	column, order := make([]float64, n), make([]int, n)
	for j := range d {
		for i, point := range points {
			column[i] = point[j]
		}
		floats.Argsort(column, order)
		// By rank, as dividing by n and multiplying again may round into the
		// next cell.
		for rank, i := range order {
			points[i][j] = (float64(rank) + 0.5) / float64(n)
		}
	}
	return points
}
