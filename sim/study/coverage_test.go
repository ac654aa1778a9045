package study

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"backchannel/sim"
	"backchannel/sim/stats"
)

// brisk is a scenario of short runs in which nearly every figure of a summary
// moves: two talks that share an envoy, several deals a run, professionals in
// both talks.
func brisk() *sim.Scenario {
	s := theatres()
	s.Clock = sim.Clock{Horizon: 700, Tick: 14}
	s.Corps = append(s.Corps, filled(sim.CorpsParams(), sim.Corps{Name: "East ministry", Side: "East"}))
	for i := range s.Talks {
		s.Talks[i].MeetingEvery, s.Talks[i].ContactEvery = 30, 40
	}
	s.Talks[1].Corps = []string{"East ministry", "North ministry"}
	return s
}

const (
	batches      = 1000
	runsToABatch = 300
)

// TestIntervalsCover plays 1000 batches of 300 runs and counts, for every
// figure of the summary that has an interval, how often the 95 % interval of a
// batch holds what all runs together come to (whose own error is 1/32 of a
// batch's, and takes less than 0.1 % from the coverage).
//
// Between 93 and 97 % must hold it, but for the error of the simulation. The
// false-alarm rate of all these bounds together is 1 in 1000 (Bonferroni), were
// every coverage at its bound. So wide a margin, 4 % for one figure, would hide
// a fault common to many: over the figures of a section, which share it, the
// mean coverage must lie within 1 % of 95 %.
//
// Three kinds of interval are held to something else. Wilson's covers what the
// binomial distribution makes of it, which near 0 and 1 may be anything from
// 84 to 100 % (Brown, Cai & DasGupta 2001): it must agree with that. Quantiles
// and figures that some batches say nothing of, because in these nothing
// happened, err on the wide side by construction: only the lower bound holds.
func TestIntervalsCover(t *testing.T) {
	long(t)
	m := compiled(t, brisk())
	summaries, whole := playBatches(t, m)
	tested := map[string]*coverage{}
	var order []string
	for _, f := range figures(summaryOf(m, whole)) {
		tested[f.name] = &coverage{figure: f}
		order = append(order, f.name)
	}
	for _, s := range summaries {
		for _, f := range figures(s) {
			tested[f.name].add(f)
		}
	}
	order = slices.DeleteFunc(order, func(name string) bool { c := tested[name]; return c.hits+c.misses == 0 })
	z := distuv.UnitNormal.Quantile(1 - 0.001/float64(2*len(order)))
	sections := map[string]*stats.Moments{}
	for _, name := range order {
		c := tested[name]
		c.check(t, z)
		if c.most != 0.97 { // else held to something else
			continue
		}
		if sections[c.section] == nil {
			sections[c.section] = &stats.Moments{}
		}
		sections[c.section].Add(c.share())
	}
	for _, section := range []string{"all", "talks", "envoys", "sides", "forecasts"} {
		e := sections[section].Mean(0.95)
		t.Logf("mean coverage of %d figures of %s: %.4f", e.N, section, e.Value)
		if math.Abs(e.Value-0.95) > 0.01 {
			t.Errorf("figures of %s: mean coverage %.4f, want 0.94 to 0.96", section, e.Value)
		}
	}
}

// playBatches returns the summary of each batch and the tally of all.
func playBatches(t *testing.T, m *sim.Model) ([]*Summary, *Tally) {
	t.Helper()
	summaries := make([]*Summary, batches)
	var tallies [2]*Tally
	var errs [len(tallies)]error
	var wg sync.WaitGroup
	for part := range tallies {
		tallies[part] = NewTally(m)
		wg.Go(func() {
			e := sim.NewEngine(m)
			for b := part; b < batches; b += len(tallies) {
				one := NewTally(m)
				for run := range uint64(runsToABatch) {
					one.Add(e.Run(77, uint64(b*runsToABatch)+run))
				}
				summaries[b] = summaryOf(m, one)
				if err := tallies[part].Merge(one); err != nil {
					errs[part] = err
				}
			}
		})
	}
	wg.Wait()
	for part, err := range errs {
		if err == nil && part > 0 {
			err = tallies[0].Merge(tallies[part])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return summaries, tallies[0]
}

func summaryOf(m *sim.Model, tally *Tally) *Summary {
	return Summarize(Scenario{}, Config{Model: m}, &Result{Tally: tally}, 0.95)
}

// figure is a measure of a summary with its full name.
type figure struct {
	section, name string
	Measure
}

// figures lists every measure of a summary.
func figures(s *Summary) []figure {
	var out []figure
	add := func(section, name string, list Measures) {
		for _, m := range list {
			out = append(out, figure{section, name + ", " + m.Key, m})
		}
	}
	add("all", "all", s.All)
	for section, list := range map[string][]Section{"talks": s.Talks, "envoys": s.Envoys, "sides": s.Sides} {
		for _, x := range list {
			add(section, x.Name, x.Measures)
		}
	}
	for _, f := range s.Forecasts {
		add("forecasts", fmt.Sprintf("%s, %s, %s, %s%s", f.Talk, f.Channel, f.Target, f.Side, f.Envoy), f.Measures)
	}
	slices.SortStableFunc(out, func(a, b figure) int { return strings.Compare(a.name, b.name) })
	return out
}

// ofOneCaseARun reports whether the figure is a share with Wilson's interval.
func (f *figure) ofOneCaseARun() bool {
	switch f.section {
	case "all":
		return f.Key == "signed"
	case "envoys":
		return f.Key == "fell"
	case "talks":
		return slices.Contains([]string{"understood", "signed", "by_envoys", "standing_180", "standing_365"}, f.Key) ||
			strings.HasPrefix(f.Key, "ended_")
	}
	return false
}

// coverage counts what the intervals of one figure did.
type coverage struct {
	figure               // of all runs together: the truth
	hits, misses, silent int
	claimed              float64 // sum over batches of what Wilson's interval covers
	least, most          float64 // what the coverage may be, but for the error of the simulation
}

// add takes in the figure of a batch.
func (c *coverage) add(f figure) {
	switch {
	case math.IsNaN(f.Low) && math.IsNaN(f.High):
		c.silent++
		return
	case f.Low > c.Value || f.High < c.Value: // false for what is open or never came
		c.misses++
	default:
		c.hits++
	}
	if c.ofOneCaseARun() {
		c.claimed += wilsonCoverage(f.N, c.Value)
	}
}

func (c *coverage) share() float64 { return float64(c.hits) / float64(c.hits+c.misses) }

// check holds the coverage to its bounds, z standard errors wide.
func (c *coverage) check(t *testing.T, z float64) {
	t.Helper()
	n := float64(c.hits + c.misses)
	c.least, c.most = 0.93, 0.97
	switch {
	case c.ofOneCaseARun():
		c.least = c.claimed / n
		c.most = c.least
	case slices.Contains([]string{"understanding_day", "deal_day", "median_life"}, c.Key), c.silent > 0:
		c.least, c.most = 0.93, 1
	}
	slack := func(p float64) float64 { return z * math.Sqrt(p*(1-p)/n) }
	t.Logf("%.3f (%.3f to %.3f) %d batches, %d without limits: %s = %.4g of %d",
		c.share(), c.least, c.most, int(n), c.silent, c.name, c.Value, c.N/batches)
	if c.share() < c.least-slack(c.least)-1e-9 || c.share() > c.most+slack(c.most)+1e-9 {
		t.Errorf("%s covers %.3f, want %.3f to %.3f", c.name, c.share(), c.least, c.most)
	}
}

// wilsonCoverage is the probability that Wilson's interval of level 0.95 holds
// p, of n cases of which each is so with probability p.
func wilsonCoverage(n int, p float64) float64 {
	if p == 0 || p == 1 {
		return 1
	}
	sum, cases := 0.0, distuv.Binomial{N: float64(n), P: p}
	// Beyond 9 standard deviations nothing is left to sum.
	middle, reach := float64(n)*p, 9*math.Sqrt(float64(n)*p*(1-p))+9
	for x := max(0, int(middle-reach)); x <= min(n, int(middle+reach)); x++ {
		if e := stats.Wilson(x, n, 0.95); e.Low <= p && p <= e.High {
			sum += cases.Prob(float64(x))
		}
	}
	return sum
}
