package design

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// Saltelli is the design from which first-order and total shares of variance
// are estimated together (Saltelli et al. 2010): rows of two independent points
// A and B and, for each group of inputs, A with that group's coordinates taken
// from B. A and B are the two halves of one scrambled [Sobol] point, so the design
// can be extended: row i does not depend on how many are taken. Take a power of
// two of them.
type Saltelli struct {
	sobol  *Sobol
	inputs int
	groups [][]int
}

// Row is one row of the design. The model is played at each of its 2 + groups
// points.
type Row struct {
	A, B []float64
	AB   [][]float64 // by group: A with the group's coordinates from B
}

// NewSaltelli makes a design for d inputs, scrambled from src. groups lists the
// inputs of each group, from 0; each input belongs to exactly one. If it is nil,
// each input is a group of its own.
//
// It is an error if an input is in no group or in two, a group is empty, or d is
// above [MaxSobol]/2. It panics if d is below 1.
func NewSaltelli(d int, groups [][]int, src rand.Source) (*Saltelli, error) {
	checkSize(1, d)
	if 2*d > MaxSobol {
		return nil, fmt.Errorf("%d inputs, and the design takes %d at most; vary fewer", d, MaxSobol/2)
	}
	if groups == nil {
		for i := range d {
			groups = append(groups, []int{i})
		}
	} else if err := checkGroups(d, groups); err != nil {
		return nil, err
	}
	sobol, err := NewSobol(2*d, src)
	if err != nil {
		return nil, err
	}
	s := &Saltelli{sobol: sobol, inputs: d}
	for _, group := range groups {
		s.groups = append(s.groups, slices.Clone(group))
	}
	return s, nil
}

func checkGroups(d int, groups [][]int) error {
	of := make([]int, d) // the group of each input, from 1
	for g, group := range groups {
		if len(group) == 0 {
			return fmt.Errorf("group %d has no inputs; leave it out", g+1)
		}
		for _, i := range group {
			if i < 0 || i >= d {
				return fmt.Errorf("group %d has input %d, and there are %d", g+1, i+1, d)
			}
			if of[i] != 0 {
				return fmt.Errorf("input %d is in group %d and in group %d; it belongs in one", i+1, of[i], g+1)
			}
			of[i] = g + 1
		}
	}
	if i := slices.Index(of, 0); i >= 0 {
		return fmt.Errorf("input %d is in no group; put it in one", i+1)
	}
	return nil
}

// At returns row i. It panics unless 0 <= i < 2^32.
func (s *Saltelli) At(i int) Row {
	point := s.sobol.At(i)
	row := Row{
		A:  point[:s.inputs:s.inputs],
		B:  point[s.inputs:],
		AB: make([][]float64, len(s.groups)),
	}
	for g, group := range s.groups {
		row.AB[g] = slices.Clone(row.A)
		for _, i := range group {
			row.AB[g][i] = row.B[i]
		}
	}
	return row
}
