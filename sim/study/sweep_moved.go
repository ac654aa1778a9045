package study

import (
	"math"

	"backchannel/sim/stats"
)

// moved says how far each factor alone moves a metric, in a sweep whose first point
// is the scenario as it is and whose others move one factor each: between the least
// and the greatest value that it was moved to, itself among them.
func (x *Swept) moved(metric int, runs *Replicates, level float64) TornadoResult {
	base := &x.Points[0]
	r := TornadoResult{
		Metric: x.Metrics[metric].Name, Base: base.Figures[metric].Estimate,
		Together: 1 - (1-level)/float64(max(3*len(x.Factors)*len(x.Metrics), 1)),
	}
	for f := range x.Factors {
		low, high := 0, 0
		for i := range x.Points {
			if x.Points[i].Values[f] < x.Points[low].Values[f] {
				low = i
			}
			if x.Points[i].Values[f] > x.Points[high].Values[f] {
				high = i
			}
		}
		end := func(at int) TornadoEnd {
			return TornadoEnd{Setting: x.Points[at].Values[f], Value: x.Points[at].Figures[metric].Estimate, Difference: x.gap(metric, runs, 0, at, r.Together)}
		}
		in := TornadoInput{Path: x.Factors[f].Path, Low: end(low), High: end(high), Swing: x.gap(metric, runs, low, high, r.Together)}
		in.Length = Number(longest(in.Low.Difference.Value, in.High.Difference.Value, in.Swing.Value))
		for _, e := range []stats.Estimate{in.Low.Difference, in.High.Difference, in.Swing} {
			in.Clear = in.Clear || e.Low > 0 || e.High < 0
		}
		r.Inputs = append(r.Inputs, in)
	}
	return r
}

// gap is the figure of point b less that of point a, with the interval of Student's t
// over blocks of runs: of the same runs, where the points share luck.
func (x *Swept) gap(metric int, runs *Replicates, a, b int, level float64) stats.Estimate {
	e := unknownEstimate(x.Points[b].Runs)
	if a == b {
		e.Value, e.Low, e.High = 0, 0, 0
		return e
	}
	pair := crossing{noise: runs, shared: x.Luck()}
	e.Value = runs.mean(b, nil) - runs.mean(a, nil)
	half := studentQuantile(float64(runs.blocks-1), level) * pair.gapStdErr(b, a)
	if !math.IsNaN(e.Value) {
		e.Low, e.High = e.Value-half, e.Value+half
	}
	most := room(x.Metrics[metric].Unit)
	return cutTo(e, -most, most)
}
