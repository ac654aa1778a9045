package study

import (
	"math"

	"backchannel/sim/record"
	"backchannel/sim/stats"
)

// Rows lists every figure that was found, by method, metric, input and measure.
func (s *Sensitivity) Rows() []record.SensitivityRow {
	var rows tableOf
	for i := range s.Quick {
		q := rows.of(Quick, s.Quick[i].Metric)
		q.number("", "r2", float64(s.Quick[i].R2))
		q.number("", "rank_r2", float64(s.Quick[i].RankR2))
		q.number("", "noise", float64(s.Quick[i].Noise))
		q.number("", "explained", float64(s.Quick[i].Explained))
		for _, in := range s.Quick[i].Inputs {
			q.add(in.Path, "coefficient", in.Coefficient)
			q.add(in.Path, "rank_coefficient", in.Rank)
		}
		for _, g := range s.Quick[i].Groups {
			q.add(g.Name, "linear_share", g.Share)
		}
	}
	for i := range s.Morris {
		q := rows.of(Morris, s.Morris[i].Metric)
		for _, in := range s.Morris[i].Inputs {
			q.add(in.Path, "mu_star", in.MuStar)
			q.add(in.Path, "mu", in.Mu)
			q.add(in.Path, "sigma", in.Sigma)
			q.number(in.Path, "floor", float64(in.Floor))
		}
	}
	for i := range s.Sobol {
		q := rows.of(Sobol, s.Sobol[i].Metric)
		q.add("", "mean", s.Sobol[i].Mean)
		q.number("", "std_dev", float64(s.Sobol[i].StdDev))
		q.add("", "noise", s.Sobol[i].Noise)
		for _, g := range s.Sobol[i].Groups {
			q.share(g.Name, "first", g.First)
			q.share(g.Name, "total", g.Total)
		}
	}
	for i := range s.Tornado {
		q := rows.of(Tornado, s.Tornado[i].Metric)
		q.add("", "base", s.Tornado[i].Base)
		for _, in := range s.Tornado[i].Inputs {
			q.number(in.Path, "low_setting", in.Low.Setting)
			q.number(in.Path, "high_setting", in.High.Setting)
			q.add(in.Path, "at_low", in.Low.Value)
			q.add(in.Path, "at_high", in.High.Value)
			q.add(in.Path, "low_difference", in.Low.Difference)
			q.add(in.Path, "high_difference", in.High.Difference)
			q.add(in.Path, "swing", in.Swing)
			q.number(in.Path, "length", float64(in.Length))
		}
	}
	return rows.list
}

// tableOf fills a table, a method and metric at a time.
type tableOf struct {
	method Method
	metric string
	list   []record.SensitivityRow
}

func (t *tableOf) of(m Method, metric string) *tableOf {
	t.method, t.metric = m, metric
	return t
}

func (t *tableOf) add(input, measure string, e stats.Estimate) {
	t.list = append(t.list, record.SensitivityRow{
		Method: string(t.method), Metric: t.metric, Input: input, Measure: measure,
		Value: orNull(e.Value), Low: orNull(e.Low), High: orNull(e.High), N: int64(e.N),
	})
}

func (t *tableOf) number(input, measure string, x float64) {
	t.add(input, measure, stats.Estimate{Value: x, Low: math.NaN(), High: math.NaN()})
}

func (t *tableOf) share(input, measure string, s SobolShare) {
	t.add(input, measure, s.Share)
	t.list[len(t.list)-1].More = new(int64(s.More))
}
