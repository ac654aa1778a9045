package main

import (
	"slices"
	"strings"

	"backchannel/sim/study"
)

// comparisonMethod explains each estimator and test of a comparison that its
// page shows.
func comparisonMethod(f *study.Comparison, charts []reportChart) []reportWords {
	has := func(part string) bool {
		return slices.ContainsFunc(f.Rows, func(d study.Difference) bool { return strings.Contains(d.Key(), part) })
	}
	shows := func(kind string) bool {
		return slices.ContainsFunc(charts, func(c reportChart) bool { return c.kind == kind })
	}
	list := []struct {
		used bool
		name string
		text string
	}{
		{true, "The same luck", "Every random number belongs to a stream named for whom and what it is for, under the seed and the number of the run, and the scenario's name is not part of that. So run number 12 has the same luck under every scenario (common random numbers; Kahn & Marshall 1953), and what luck does to both cancels in the difference. Scenarios are compared by what each run contributes, pair by pair."},
		{true, "What the pairing is worth", "The correlation is that of what the runs of a pair contribute. “Pairs worth” is the variance that the difference would have between independent runs over the one it has: 10 means that one pair tells as much as ten of them."},
		{true, "Differences of means", "A difference of means, or of ratios of totals where not every run has a case, is linearised: the interval is that of Student's t for the differences of what each run contributes (Cochran 1977)."},
		{len(f.Crosstabs) > 0, "Differences of shares of runs", "Where each run is one yes or no, the limits are Tango's (1998) for paired shares, and the test is McNemar's (1947), of the runs in which the two scenarios differ. The p of the table of runs stands by itself; it allows for no other."},
		{has("survival_") || has("restricted_life"), "How long deals last", "Survival is estimated as by Kaplan and Meier (1958), the days that a deal stands of its first 365 by the area under that curve (restricted mean; Irwin 1949). Their differences are linearised by the influence of every run (Reid 1981), with one run more that differs either way, so that limits stay wide where few deals end."},
		{true, "Many figures", "The more figures are compared, the more differ by chance. p is adjusted for all of the comparison by Holm's (1979) step-down rule: if there is no difference at all, the chance that anything is called clear is at most 1 less the level of the intervals. The intervals are not adjusted."},
		{f.Precision != nil, "Looking while runs go on", "Whoever looks often and stops when satisfied would be too sure with ordinary intervals. Repeated confidence intervals (Jennison & Turnbull 1989) allow for every planned look, with one critical value for all (Pocock 1977). It was played until the least precise of the scenarios was known well enough."},
		{shows("causes"), "What became of deals", "Only first deals that were signed a year before the horizon count. Intervals are Wilson's (1927) of each scenario alone."},
		{shows("optimism"), "Fans", "A fan holds, day by day, the middle share of the runs that its key names. No run need stay within it; the line is one run."},
		{true, "What it does not say", "Intervals tell how far a figure might move if other runs were drawn, not how far the model is from the world. Nothing here says how likely either scenario is."},
	}
	var out []reportWords
	for _, x := range list {
		if x.used {
			out = append(out, reportWords{x.name, []string{x.text}})
		}
	}
	return out
}
