package main

import (
	"fmt"

	"backchannel/sim/study"
)

// sensitivityMethod explains what the page of a study of sensitivity shows.
func sensitivityMethod(f *study.Sensitivity) []reportWords {
	size := func(m study.Method) study.PlayedMethod { return f.Played(m) }
	has := func(m study.Method) bool { return size(m).Points > 0 }
	list := []struct {
		used bool
		name string
		text []string
	}{
		{true, "What is asked", []string{
			"Each input has a distribution, by the scenario file, by the command line or over its plausible range. The question is how much of what the inputs leave uncertain about a figure hangs on which of them. That is a property of the model and of these distributions: an input with a narrower range matters less.",
			"A figure at a point is a mean over runs, and so has an error. That error is told apart from what the inputs do: it is subtracted from variances, and where two points are compared they play the same runs, so that what luck does to both cancels.",
		}},
		{has(study.Quick), "A straight line", []string{
			fmt.Sprintf("%s points of a scrambled Sobol sequence are spread over all inputs, with %d runs of their own at each. A line is fitted through the means; its coefficients say by how many standard deviations the figure moves with one of the input (Saltelli et al. 2008), and again by ranks, for what rises or falls without being a line (Iman & Conover 1979). Intervals hold for all inputs together (Bonferroni); “~” stands before what may be chance.", count(size(study.Quick).N), size(study.Quick).Runs),
			"The share that a line ascribes to a group is the variance of its part of the line, less what an error in the coefficients adds to it, over the variance that is not chance. If the line explains nearly all of that variance it is the first-order index, and known far more surely than by the estimators that assume no line. Below 70% explained (a usual rule of thumb, Saltelli et al. 2006) the line is no guide.",
		}},
		{has(study.Sobol), "Shares of variance", []string{
			fmt.Sprintf("The first-order index of a group is the share of the variance that would go, on average, were its inputs known; the total index what would stay, were all others known (Sobol 1993; Homma & Saltelli 1996). They are estimated from %s rows of points by the estimators of Saltelli et al. (2010) and Jansen (1999), with %d runs at each point, and their intervals by the bias-corrected bootstrap of rows (Efron 1987). The point A of a row and those that differ from it in one group play the same runs, the point B others, which leaves the estimates unbiased.", count(size(study.Sobol).N), size(study.Sobol).Runs),
			"A share is shown once its interval is as narrow as was asked for (after Sarrazin, Pianosi & Wagener 2016); until then, how many more rows it takes at least. Shares below 0 or above 1, which some estimators print, say only that rows are too few. Groups must be independent of each other, so inputs that are correlated are in one group, and what follows an input counts with it.",
		}},
		{has(study.Tornado), "One at a time", []string{
			fmt.Sprintf("Each input is set to its 5th and to its 95th percentile while all else is as the scenario has it, with the same %s in every case. The same percentiles are used whatever the distribution, so that no bar is longer for the form of its input's distribution. Bars are ranked by the greatest distance between the figure at the low end, at the high end and in the scenario as it is.", plural(size(study.Tornado).Runs, "run")),
			"Whoever looks at the longest of many bars sees chance first of all. So intervals are as wide as it takes for those of all inputs to hold together (Bonferroni): the probability that any leaves out 0 for an input that does nothing is 5% at most. “~” stands before a difference that may be chance. Moved alone, an input shows nothing of what it does together with others.",
		}},
		{has(study.Morris), "Elementary effects", []string{
			fmt.Sprintf("Along %d trajectories of Morris (1991), chosen from many for lying far apart (Campolongo, Cariboni & Saltelli 2007), each input is moved once while all others stand somewhere in their ranges. μ* is the mean size of the change it makes, from its 5th to its 95th percentile, μ the mean change, σ how unlike the changes are: an input with a σ as great as its μ* acts differently depending on the others, or not in a straight line. The points of a trajectory play the same runs.", size(study.Morris).N),
			"Chance lifts μ*: beside it stands what an input without effect would have by chance alone. An input is said to matter if the whole interval of its μ* lies above that. σ has chance taken out. Correlations are left out: each input moves by itself.",
		}},
		{true, "Points without cases", []string{
			"A figure such as how many first deals stand a year rests on runs that have such a deal. A point where fewer than two runs do has no mean with an error, and is left out: with its row for the groups concerned, or with the two steps of a trajectory that touch it. What is found is then of the points that have cases, which is a question of its own: where deals are hardly ever signed, how long they would last is not defined. If more than 5% of the points are left out, it is said above.",
		}},
		{true, "What it does not say", []string{
			"Sensitivity is of the model. That an outcome hangs on a number here does not show that it does in the world; it shows which number to learn more about before the result is relied on.",
		}},
	}
	var out []reportWords
	for _, x := range list {
		if x.used {
			out = append(out, reportWords{x.name, x.text})
		}
	}
	return out
}
