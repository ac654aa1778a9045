package study

import (
	"maps"
	"math"
	"slices"
	"testing"

	"backchannel/sim/stats"
)

// part are some runs of an arm, as if they were all.
func (a Arm) part(name string, runs ...[2]int) Arm {
	cut := func(columns [][]float64) (out [][]float64) {
		for _, c := range columns {
			var some []float64
			for _, r := range runs {
				some = append(some, c[r[0]:r[1]]...)
			}
			out = append(out, some)
		}
		return out
	}
	p := &Panel{Metrics: a.Panel.Metrics, Top: cut(a.Panel.Top), Bottom: cut(a.Panel.Bottom), model: a.Model}
	for _, c := range a.Panel.First {
		var some []FirstDeal
		for _, r := range runs {
			some = append(some, c[r[0]:r[1]]...)
		}
		p.First = append(p.First, some)
	}
	return Arm{Name: name, What: Scenario{Name: name, SHA256: name}, Model: a.Model, Panel: p}
}

// TestComparisonsRaiseFewFalseAlarms compares a scenario with itself on other
// runs, so that there is chance and no difference, hundreds of times: once with
// luck that no two runs share, and once with pairs of which 7 in 10 share it. At
// most 5 % of the tables may call any difference clear, and each interval must
// hold 0 in 95 % of them. Both are tested by a normal approximation to the
// binomial, at 3.1 standard errors: in 1 of 1000 such tests the first fails by
// chance, and the second, being of about 20 figures twice, in 1 of 25; the seed
// is fixed.
func TestComparisonsRaiseFewFalseAlarms(t *testing.T) {
	long(t)
	const (
		tables = 400
		runs   = 300
		z      = 3.1
	)
	s := theatres()
	s.Talks, s.Deals, s.Envoys = s.Talks[:1], nil, s.Envoys[:3]
	all := armFrom(t, "all", compiled(t, s), 0, 2*runs*tables)
	for what, shared := range map[string]int{"luck of their own": 0, "luck shared by 7 in 10": runs * 7 / 10} {
		alarms := 0
		hold, known := map[string]int{}, map[string]int{}
		for i := range tables {
			from := 2 * runs * i
			a := all.part("a", [2]int{from, from + runs})
			b := all.part("b", [2]int{from, from + shared}, [2]int{from + runs + shared, from + 2*runs})
			c, err := Compare([]Arm{a, b}, CompareConfig{Seed: 1, Level: stats.Level95})
			if err != nil {
				t.Fatal(err)
			}
			clear := false
			for j := range c.Rows {
				d := &c.Rows[j]
				clear = clear || d.Clear(c.Level)
				if !math.IsNaN(d.Difference.Low) && !math.IsNaN(d.Difference.High) {
					known[d.Metric]++
					if d.Difference.Low <= 0 && d.Difference.High >= 0 {
						hold[d.Metric]++
					}
				}
			}
			if clear {
				alarms++
			}
		}
		t.Logf("%s: %d of %d tables raise a false alarm", what, alarms, tables)
		if most := 0.05*tables + z*math.Sqrt(0.05*0.95*tables); float64(alarms) > most {
			t.Errorf("%s: %d false alarms, more than %.0f", what, alarms, most)
		}
		if len(known) < 15 {
			t.Errorf("%s: only %d figures are known", what, len(known))
		}
		for _, metric := range slices.Sorted(maps.Keys(known)) {
			n := known[metric]
			share, slack := float64(hold[metric])/float64(n), z*math.Sqrt(0.95*0.05/float64(n))
			t.Logf("%s: %-32s %.3f of %d intervals hold", what, metric, share, n)
			if share < 0.95-slack {
				t.Errorf("%s: %s: %.3f of %d intervals hold, fewer than %.3f", what, metric, share, n, 0.95-slack)
			}
		}
	}
}
