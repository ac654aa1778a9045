package plots

import (
	"math"
	"slices"
)

// corner is a place where the edges of cells meet: column and row, counted from
// the lower left.
type corner struct{ x, y int }

// edgeLine is a piece of the edge between two cells.
type edgeLine struct{ from, to corner }

// contour returns the edges between cells at or above a value and cells below
// it. Cells without a value have no side.
func contour(values [][]SweepValue, at float64) []edgeLine {
	var out []edgeLine
	parted := func(a, b SweepValue) bool {
		return finite(a.Value) && finite(b.Value) && (a.Value >= at) != (b.Value >= at)
	}
	for y, row := range values {
		for x, v := range row {
			if x > 0 && parted(v, row[x-1]) {
				out = append(out, edgeLine{corner{x, y}, corner{x, y + 1}})
			}
			if y > 0 && parted(v, values[y-1][x]) {
				out = append(out, edgeLine{corner{x, y}, corner{x + 1, y}})
			}
		}
	}
	return out
}

// exit returns where the longest line that leaves a map of that many columns and
// rows at its right does so, or else at its top.
func exit(lines []edgeLine, columns, rows int) (at corner, ok bool) {
	parts := connected(lines)
	size := map[int]int{}
	for _, part := range parts {
		size[part]++
	}
	for _, leaves := range []func(c corner) bool{
		func(c corner) bool { return c.x == columns },
		func(c corner) bool { return c.y == rows },
	} {
		longest := 0
		for i, l := range lines {
			if leaves(l.to) && !leaves(l.from) && size[parts[i]] > longest {
				at, ok, longest = l.to, true, size[parts[i]]
			}
		}
		if ok {
			return at, true
		}
	}
	return corner{}, false
}

// connected numbers the pieces by the line that they belong to.
func connected(lines []edgeLine) []int {
	parts := make([]int, len(lines))
	for i := range parts {
		parts[i] = math.MaxInt
	}
	for i := range lines {
		if parts[i] < math.MaxInt {
			continue
		}
		for queue := []int{i}; len(queue) > 0; queue = queue[1:] {
			parts[queue[0]] = i
			a := lines[queue[0]]
			for j, b := range lines {
				if parts[j] == math.MaxInt && !slices.Contains(queue, j) && (a.from == b.from || a.from == b.to || a.to == b.from || a.to == b.to) {
					queue = append(queue, j)
				}
			}
		}
	}
	return parts
}
