package main

import (
	"slices"

	"backchannel/sim/study"
)

// method explains each estimator and each kind of chart that the page shows,
// and none other.
func method(s *study.Summary, charts []reportChart) []reportWords {
	shows := func(kind string) bool {
		return slices.ContainsFunc(charts, func(c reportChart) bool { return c.kind == kind })
	}
	known := func(key string) bool {
		return slices.ContainsFunc(s.Talks, func(t study.Section) bool {
			m, ok := t.Measures.Get(key)
			return ok && m.N > 0
		})
	}
	list := []struct {
		used bool
		name string
		text string
	}{
		{true, "Shares", "The interval of a share of independent cases, such as runs or the first deals of one talk, is that of Wilson (1927), which holds near none and all as well."},
		{true, "Means", "A mean is taken over runs and has the interval of Student’s t (1908). Where a run has several cases, such as all its deals or all its talks, they are first averaged within the run: cases of one run share its luck and are no independent evidence."},
		{known("understanding_day") || known("deal_day"), "Waiting times", "The median day of something that may never happen counts runs without it as later than any day. Its interval lies between two of the ordered days themselves (order statistics; Thompson 1936)."},
		{known("standing_180") || known("standing_365"), "What stood after 180 or 365 days", "Only deals that were signed that long before the horizon count, whatever became of them."},
		{known("median_life") || known("restricted_life_365") || shows("survival") || shows("multiples"), "How long deals last", "The share still standing by days since signature is estimated as by Kaplan and Meier (1958): a deal that still stands when the runs end counts for as long as it was watched (it is censored there). Bands hold each day by itself, on the scale of log(−log) with Greenwood’s (1926) variance, so that they stay between none and all (Kalbfleisch & Prentice 1980). A curve is drawn while " + percent(leastAtRisk, 0) + "% of its deals are still watched."},
		{known("median_life"), "Median life", "The median life is where that curve falls to one half; its interval is the days at which one half is within the bands (Brookmeyer & Crowley 1982). “Not reached” means that more than half still stood."},
		{known("restricted_life_365"), "Days stood of the first 365", "The area under that curve over the first 365 days (restricted mean; Irwin 1949) has the variance of Kaplan and Meier (1958). It is known where the median is not reached."},
		{shows("incidence"), "What ended deals, over time", "The share ended by each cause is estimated as by Aalen and Johansen (1978), since one cause forestalls the others: the shares of all causes and of what still stands add up to one."},
		{shows("dots"), "Dots", "Each dot stands for an equal share of the runs, placed at its quantile (quantile dot plot; Kay, Kola, Hullman & Munson 2016): chances can be read off by counting. Hollow dots beside the axis are runs in which it had not happened by its end."},
		{shows("optimism") || shows("standing") || shows("reputation"), "Fans", "A fan holds, day by day, the middle share of the runs that its key names. No run need stay within it; the line is one run."},
		{len(s.Forecasts) > 0, "Announced optimism", "Optimism is a number from 0 to 1 that a side shows after a meeting, a contact or a signature. It is scored as if it were the announced chance of what followed: “overstated by” is the mean announced less the share that came true. The Brier score (1950) is the mean squared difference of the two: 0 is perfect. Beside it stand the score of realism, what a fully informed assessor would have announced, and that of always announcing the base rate, the share that came true. The run is the unit of the intervals, not the announcement: means and scores vary as ratios of totals of runs do (Cochran 1977), and the interval of a share is Wilson’s with the sample reduced to what it is worth (Rao & Scott 1992; Korn & Graubard 1998)."},
		{shows("reliability"), "Reliability diagrams", "Announcements are put into ten bins; each point is what was announced in a bin against the share that came true. On the diagonal the two agree. Consistency bars show how far from it points would lie by chance if what was announced were true (Bröcker & Smith 2007), with outcomes drawn for as many independent announcements as those of a bin are worth. The rising step line is the isotonic fit (CORP; Dimitriadis, Gneiting & Jordan 2021)."},
		{shows("reliability"), "Parts of the Brier score", "Score = miscalibration − discrimination + uncertainty: what reading announcements for what they are worth would save; what telling likely from unlikely cases saves; and what cannot be known from the base rate alone (Murphy 1973; with the isotonic fit in place of bins, Dimitriadis, Gneiting & Jordan 2021)."},
		{draws(s) > 0, "What is not known", "The scenario gives some numbers a distribution instead of a value. Each run, or each few runs, has a draw of its own of all of them, so that a figure is the mean over what they may be, and its interval tells how surely that mean is known."},
		{draws(s) > 0 && s.Unknown.Repeats > 1, "Runs on one draw", "Several runs on one draw are no independent evidence of what is not known. The draw is the unit of every interval: means and shares vary as ratios of totals of draws do (Cochran 1977; Rao & Scott 1992), and the limits of days and of curves are widened by the design effect of each day (Woodruff 1952; Kish 1965)."},
		{draws(s) > 0 && s.Unknown.Repeats > 1, "What is not known, and what is chance", "The variance of a figure between runs is split in two by an analysis of variance with draws for its groups (one random effect; Searle, Casella & McCulloch 1992): between draws, which more runs on each do not reduce, and between runs of one draw. The interval of the part is by the jackknife over draws, on the logarithm of the ratio of mean squares (Arvesen & Schmitz 1970); where draws differ no more than chance makes them, it begins at 0."},
		{s.Precision != nil, "Looking while runs go on", "Whoever looks often and stops when satisfied would be too sure with ordinary intervals. Repeated confidence intervals (Jennison & Turnbull 1989) allow for every planned look, with one critical value for all (Pocock 1977)."},
	}
	out := make([]reportWords, 0, len(list))
	for _, x := range list {
		if x.used {
			out = append(out, reportWords{x.name, []string{x.text}})
		}
	}
	return out
}

// draws is on how many draws of what is not known the runs were.
func draws(s *study.Summary) int {
	if s.Unknown == nil {
		return 0
	}
	return s.Unknown.Draws
}
