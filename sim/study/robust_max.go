package study

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"backchannel/sim/stats"
)

// maxRegret is the greatest regret of a setting at the points played, told like the
// mean regret. Its limits are those of the greatest difference, if every one of
// them lies within its interval at the level of all together (Bonferroni).
func (x *crossing) maxRegret(l int, p *picks, unit string, level float64) stats.Estimate {
	all, halves := x.figures(nil), [2][][]float64{x.figures(p.even), x.figures(p.odd)}
	e := stats.Estimate{Value: greatest(all, all, p.all.best, l) / 2, N: len(x.at)}
	for h, y := range halves {
		e.Value += greatest(y, halves[1-h], p.half[h].best, l) / 4
	}
	pairs := float64(len(x.at) * (len(x.settings) - 1))
	reach := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(x.noise.blocks - 1)}.Quantile(1 - (1-level)/2/pairs)
	for u, at := range x.at {
		for rival := range x.settings {
			if rival != l {
				gap, se := all[rival][u]-all[l][u], x.gapStdErr(at[rival], at[l])
				low, high := gap-reach*se, gap+reach*se
				if gap >= 0 && high-low < noSpread && bounded(unit) {
					cases := int(min(x.noise.cases(at[rival]), x.noise.cases(at[l])))
					known := spreadOut(stats.Estimate{Value: gap, Low: gap, High: gap}, unit, cases, 1-(1-level)/pairs)
					low, high = known.Low, known.High
				}
				e.Low, e.High = max(e.Low, low), max(e.High, high)
			}
		}
	}
	e.Value = min(max(e.Value, e.Low), e.High)
	if !bounded(unit) {
		return spreadOut(e, unit, 0, level)
	}
	return e
}

// greatest is the regret, in some figures, at the point where it is greatest in
// others, against the setting that is best there in those.
func greatest(picked, judged [][]float64, best []int, l int) float64 {
	worst := 0
	for u := range best {
		if picked[best[u]][u]-picked[l][u] > picked[best[worst]][worst]-picked[l][worst] {
			worst = u
		}
	}
	return judged[best[worst]][worst] - judged[l][worst]
}

// gapStdErr is the standard error of the difference of two points of the sweep.
func (x *crossing) gapStdErr(a, b int) float64 {
	first, second := make([]float64, x.noise.blocks), make([]float64, x.noise.blocks)
	x.noise.influence(a, 1, first)
	if x.shared {
		x.noise.influence(b, -1, first)
		return math.Sqrt(variance(first))
	}
	x.noise.influence(b, 1, second)
	return math.Sqrt(variance(first) + variance(second))
}
