package stats

import (
	"fmt"
	"math"
)

// Share estimates a share of cases that come in runs, several to a run, such
// as the share of all deals of all runs that stand after a year. The cases of
// a run share its luck and are not independent; the runs are. It holds whole
// numbers only and merges exactly, in any order. The zero value is empty and
// ready. It holds up to 10^6 runs of up to 10^6 cases.
//
// Where each run has one case it is the share of [Wilson], but for the
// allowance for an unknown variance.
type Share struct {
	runs     int // that had cases
	yes, n   int
	yesYes   int // sums over runs of squares and of products
	yesN, nN int
}

// Add takes in one run: in how many of its n cases it was so. A run without
// cases tells nothing of the share and is left out. It panics unless
// 0 <= yes <= n.
func (s *Share) Add(yes, n int) {
	if yes < 0 || yes > n {
		panic(fmt.Sprintf("stats: share of %d cases out of %d", yes, n))
	}
	if n == 0 {
		return
	}
	s.runs++
	s.yes += yes
	s.n += n
	s.yesYes += yes * yes
	s.yesN += yes * n
	s.nN += n * n
}

// Merge adds the runs of the other to this one's.
func (s *Share) Merge(other *Share) {
	s.runs += other.runs
	s.yes += other.yes
	s.n += other.n
	s.yesYes += other.yesYes
	s.yesN += other.yesN
	s.nN += other.nN
}

// N returns the number of cases.
func (s *Share) N() int { return s.n }

// Runs returns the number of runs that had cases.
func (s *Share) Runs() int { return s.runs }

// StdErr returns the standard error of the share with the run for its unit, by
// linearisation of the ratio of totals (Cochran 1977). NaN below
// two runs.
func (s *Share) StdErr() float64 {
	if s.runs < 2 {
		return math.NaN()
	}
	p, m := float64(s.yes)/float64(s.n), float64(s.runs)
	residual := float64(s.yesYes) - float64(2*p*float64(s.yesN)) + float64(p*p*float64(s.nN))
	return math.Sqrt(m/(m-1)*max(residual, 0)) / float64(s.n)
}

// DesignEffect returns by how much the variance of the share exceeds that of
// as many independent cases (Kish 1965), at least 1. Where the share is 0 or 1
// or there is only one run, the variance tells nothing: it is then the mean
// number of cases to a run, as if those of a run were all one.
func (s *Share) DesignEffect() float64 {
	if s.runs < 2 || s.yes == 0 || s.yes == s.n {
		return max(float64(s.n)/float64(s.runs), 1) // NaN if none
	}
	n, se := float64(s.n), s.StdErr()
	p := float64(s.yes) / n
	return max(float64(se*se)*n/float64(p*(1-p)), 1)
}

// Estimate estimates the share. The interval is the score interval of [Wilson]
// with the sample reduced to what it is worth: n over the design effect (Rao &
// Scott 1992), and over the squared ratio of Student's t on one degree of
// freedom less than there are runs to the normal quantile, for the variance is
// itself estimated (Korn & Graubard 1998). Cases that differ within runs more
// than chance has it would be worth more than n; they count as n, so that the
// interval is then too wide rather than too narrow. N is the number of cases.
// The limits are NaN at one run.
func (s *Share) Estimate(level float64) Estimate {
	z := normalQuantile(level)
	e := unknown(s.n)
	e.Value = float64(s.yes) / float64(s.n) // NaN if none
	if s.runs < 2 {
		return e
	}
	worth := s.worth(level)
	e.Low, e.High = scoreLimits(float64(worth*e.Value), worth, z)
	return e
}

// worth is how many independent cases of known variance tell as much of the
// share, at a level, as the cases of two runs or more.
func (s *Share) worth(level float64) float64 {
	z, t := normalQuantile(level), studentQuantile(float64(s.runs-1), level)
	return float64(s.n) / s.DesignEffect() * float64(z*z) / float64(t*t)
}
