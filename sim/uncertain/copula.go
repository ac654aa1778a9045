package uncertain

import (
	"errors"
	"fmt"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"
)

// Copula is a Gaussian copula: it turns independent uniform numbers into
// uniform numbers that are tied to each other as normal variables of given
// correlations are (Nelsen 2006, An Introduction to Copulas, section 2.3;
// Iman & Conover 1982 correlate inputs of simulations likewise). Its rank
// correlation, Spearman's, is 6/π asin(ρ/2) (Kruskal 1958).
type Copula struct {
	rows [][]float64 // of the lower Cholesky factor; nil: the number is tied to none before it
}

// ErrNotDefinite is the cause of the error of NewCopula where no variables can
// have such correlations, or where some follow from the others.
var ErrNotDefinite = errors.New("the correlations contradict each other")

// NewCopula makes the copula of a matrix of correlations between normal scores.
// Its diagonal must be 1. The error says what is wrong, and wraps
// ErrNotDefinite where the matrix is not positive definite.
func NewCopula(rho mat.Symmetric) (*Copula, error) {
	n := rho.SymmetricDim()
	for i := range n {
		if rho.At(i, i) != 1 {
			return nil, fmt.Errorf("a number's correlation with itself is 1, not %v", rho.At(i, i))
		}
		for j := range i {
			if r := rho.At(i, j); !(r > -1 && r < 1) {
				return nil, fmt.Errorf("a correlation lies between -1 and 1, not including them, and %v does not", r)
			}
		}
	}
	var c mat.Cholesky
	if !c.Factorize(rho) {
		var e mat.EigenSym
		if !e.Factorize(rho, false) {
			return nil, fmt.Errorf("%w: their matrix is not positive definite", ErrNotDefinite)
		}
		return nil, fmt.Errorf("%w: their matrix is not positive definite, with a least eigenvalue of %.2g", ErrNotDefinite, e.Values(nil)[0])
	}
	var lower mat.TriDense
	c.LTo(&lower)
	out := &Copula{rows: make([][]float64, n)}
	for i := range n {
		tied := false
		row := make([]float64, i+1)
		for j := range row {
			row[j] = lower.At(i, j)
			tied = tied || j < i && row[j] != 0
		}
		if tied {
			out.rows[i] = row
		}
	}
	return out, nil
}

// Correlate turns independent numbers of [0, 1] into correlated ones, in place.
// A number that is tied to none before it stays as it is, to the last bit.
func (c *Copula) Correlate(u []float64) {
	score := func(p float64) float64 { return distuv.UnitNormal.Quantile(min(max(p, nearZero), nearOne)) }
	for i := len(c.rows) - 1; i >= 0; i-- { // those before it are still as they came
		if c.rows[i] == nil {
			continue
		}
		var z float64
		for j, l := range c.rows[i] {
			z += float64(l * score(u[j]))
		}
		u[i] = min(distuv.UnitNormal.CDF(z), nearOne)
	}
}
