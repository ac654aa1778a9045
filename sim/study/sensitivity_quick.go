package study

import (
	"iter"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"

	"backchannel/sim"
	"backchannel/sim/design"
	"backchannel/sim/stats"
)

// QuickResult is a straight line through what a metric came to at points spread
// over all inputs: a first look.
type QuickResult struct {
	Metric string       `json:"metric"`
	Left   Left         `json:"left_out"`
	Inputs []QuickInput `json:"inputs"` // in the order of the inputs
	// R2 is the share of the variance of the measured means that the line explains,
	// RankR2 that of their ranks by ranks. Both are adjusted for the number of
	// inputs, without which a line through many inputs explains much of anything
	// (Ezekiel 1930). NaN where there is no line.
	R2     Number `json:"r2"`
	RankR2 Number `json:"rank_r2"`
	// Noise is the share of the same variance that is chance within points, and
	// Explained what R2 is of the rest, at most 1.
	Noise     Number `json:"noise"`
	Explained Number `json:"explained"`
	// Sure says that the line explains LowR2 of the rest or more, and that there
	// are points enough to know it.
	Sure bool `json:"sure"`
	// Groups says how much of the variance that is not chance the line ascribes to
	// each group of inputs. That is its first-order index if the model is a line, and
	// else what the part of it that is one comes to.
	Groups []QuickGroup `json:"groups"`
	Why    string       `json:"why,omitempty"` // there is no line
}

// QuickGroup is what a line ascribes to a group of inputs.
type QuickGroup struct {
	Name  string         `json:"name"`
	Share stats.Estimate `json:"share"` // from 0 to 1
}

// QuickInput is what the line says of one input.
type QuickInput struct {
	Path string `json:"path"`
	// Coefficient is how many standard deviations the metric moves with one of the
	// input, Rank the same of ranks. Intervals hold for all inputs together
	// (Bonferroni).
	Coefficient stats.Estimate `json:"coefficient"`
	Rank        stats.Estimate `json:"rank"`
}

// LowR2 is the share explained below which coefficients say little: a usual rule
// of thumb (Saltelli et al. 2006).
const LowR2 = 0.7

// quick lays out points of a scrambled Sobol sequence, which can be extended.
func (c *SensitivityConfig) quick() (*plan, error) {
	n := len(c.Space.factors)
	sequence, err := design.NewSobol(n, sim.Source(c.Seed, "sensitivity", "design of quick"))
	if err != nil {
		return nil, err
	}
	p := &plan{}
	for i := range c.Sizes[Quick].N {
		p.points = append(p.points, c.Space.At(sequence.At(i)))
		p.luck = append(p.luck, i)
	}
	p.judge = func(out *Sensitivity, s *Swept, metric int) {
		out.Quick = append(out.Quick, quickResult(c.Groups, s, metric, out.Level))
	}
	return p, nil
}

// line is a straight line through what a metric came to.
type line struct {
	x        [][]float64 // by point and input
	y        []float64
	columns  []scaling // of the inputs
	variance float64   // of y
	noise    float64   // share of it that is chance
	plain    stats.Regression
}

// scaling is what moves values to mean 0 and standard deviation 1.
type scaling struct{ mean, deviation float64 }

func scalingOf(values iter.Seq[float64]) scaling {
	var m stats.Moments
	n := 0
	for v := range values {
		m.Add(v)
		n++
	}
	return scaling{m.Mean(stats.Level95).Value, m.StdErr() * math.Sqrt(float64(n))}
}

// quickResult fits the line.
func quickResult(groups []InputGroup, s *Swept, metric int, level float64) QuickResult {
	nan := Number(math.NaN())
	q := QuickResult{Metric: s.Metrics[metric].Name, Left: s.left(metric), R2: nan, RankR2: nan, Noise: nan, Explained: nan}
	l := lineThrough(s, metric)
	d := len(s.Factors)
	together := 1 - (1-level)/float64(max(d, 1))
	var err error
	if l.plain, err = stats.Standardized(l.x, l.y, together); err != nil {
		q.Why = err.Error()
		return q
	}
	ranked, err := stats.RankStandardized(l.x, l.y, together)
	if err != nil {
		q.Why = err.Error()
		return q
	}
	for i := range s.Factors {
		q.Inputs = append(q.Inputs, QuickInput{s.Factors[i].Path, l.plain.Coefficients[i], ranked.Coefficients[i]})
	}
	if math.IsNaN(l.plain.R2) {
		q.Why = "it is the same at all points"
		return q
	}
	q.R2, q.RankR2, q.Noise = Number(l.adjusted(l.plain.R2)), Number(l.adjusted(ranked.R2)), Number(min(1, l.noise))
	if l.noise < 1 {
		q.Explained, q.Sure = Number(min(1, l.adjusted(l.plain.R2)/(1-l.noise))), l.sure()
		for _, g := range groups {
			q.Groups = append(q.Groups, QuickGroup{g.Name, l.shareOf(g, s, level)})
		}
	}
	return q
}

// lineThrough takes in the points that have a mean.
func lineThrough(s *Swept, metric int) *line {
	l := &line{}
	var noise stats.Moments
	for i := range s.Points {
		if v := measuredOf(s.keptAt(i, metric)); !math.IsNaN(v.Value) {
			l.x, l.y = append(l.x, s.Points[i].Values), append(l.y, v.Value)
			noise.Add(v.Variance)
		}
	}
	for j := range s.Factors {
		l.columns = append(l.columns, scalingOf(func(yield func(float64) bool) {
			for _, point := range l.x {
				if !yield(point[j]) {
					return
				}
			}
		}))
	}
	l.variance = math.Pow(scalingOf(slices.Values(l.y)).deviation, 2)
	l.noise = noise.Mean(stats.Level95).Value / l.variance
	return l
}

// adjusted is a share explained, less what so many inputs explain of anything.
func (l *line) adjusted(r2 float64) float64 {
	n, d := float64(len(l.y)), float64(len(l.columns))
	return max(0, 1-(1-r2)*(n-1)/(n-d-1))
}

// sure reports whether the line explains LowR2 of what is not chance, and would
// explain half of it were the residuals as great as the 95% limit of their
// variance allows; and whether the variance that is not chance is itself clear of
// 0, by four standard errors of a variance of normal values. It takes twice as many
// points as inputs (modelling choices).
func (l *line) sure() bool {
	n := float64(len(l.y))
	freedom := n - float64(len(l.columns)) - 1
	explained, known := l.adjusted(l.plain.R2), 1-l.noise
	most := (1 - explained) * freedom / distuv.ChiSquared{K: freedom}.Quantile(0.05)
	return freedom >= float64(len(l.columns)) && explained >= LowR2*known && 1-most >= known/2 && known > 4*l.noise*math.Sqrt(2/n)
}

// shareOf is the variance of the part of the line that is of a group, less what
// its k inputs would have by the error e² of the line alone, over the variance
// that is not chance. With error of variance e², f degrees of freedom and inputs
// of other groups independent of it, that part has about e² k/f too much, and a
// standard error of about sqrt(4 share e²/f + 2 k e⁴/f²); limits are normal and cut
// to [0,1].
func (l *line) shareOf(g InputGroup, s *Swept, level float64) stats.Estimate {
	var part stats.Moments
	for _, point := range l.x {
		sum := 0.0
		for j := range s.Factors {
			if slices.Contains(g.Inputs, s.Factors[j].Path) {
				sum += float64(l.plain.Coefficients[j].Value * (point[j] - l.columns[j].mean) / l.columns[j].deviation)
			}
		}
		part.Add(sum)
	}
	n, k := float64(len(l.y)), float64(len(g.Inputs))
	each := (1 - l.adjusted(l.plain.R2)) / (n - float64(len(l.columns)) - 1)
	share := max(0, math.Pow(part.StdErr(), 2)*n-each*k)
	half := distuv.UnitNormal.Quantile((1+level)/2) * math.Sqrt(4*share*each+2*k*each*each)
	known := 1 - l.noise
	return stats.Estimate{
		Value: min(1, share/known), Low: min(1, max(0, (share-half)/known)), High: min(1, (share+half)/known), N: len(l.y),
	}
}
