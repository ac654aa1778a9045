// Package study plays many runs of a model and says what they came to.
//
// Run plays runs of consecutive numbers on several workers. Rows go to the
// caller in the order of the runs, and all that is summed is summed in whole
// numbers, so neither depends on how many workers there were or which was the
// quickest. Memory does not grow with the number of runs. RunUntil goes on until
// one measure is known as surely as was asked for, with an interval that allows
// for having been looked at on the way.
//
// Summarize turns the Tally of a batch into measures: named numbers, each with
// its interval, its unit and the sample that it rests on.
//
// Where a scenario does not know some of its numbers, each run of a batch has a draw
// of its own of them, or each few runs have one (Draws). With several runs a draw the
// tally takes the draw for the unit of its intervals, and the summary splits the
// variance of the headline measures in what is not known and what is chance.
//
// TestClaims holds pairs of scenarios that a claim names against each other and
// gives a verdict; VaryClaims does so in worlds that draw every assumption from
// its plausible range, and says in what share of them the claim holds.
//
// Sweep plays the points of a Space, which is a scenario with what is not known of
// it or can be chosen, all on the same luck unless told otherwise, and says what
// each came to. It can be taken up where it was left.
//
// # What is a sample here
//
// Deals of one run are not independent: the second is signed in the shadow of
// the first, and talks share envoys and reputations. So a share has the
// interval of a proportion (Wilson 1927) only where a run adds at most one case
// to it: runs, or the first deals of one talk. What pools several deals or
// several talks is first averaged within the run; the mean over runs then has
// a score interval where it is of counts or of values from 0 to 1
// (stats.CountMean, stats.BoundedMean), which keeps its coverage where most runs
// have none, and a t interval (Student 1908) else. A test plays 1000 batches of
// 300 runs and counts how often each interval of a summary holds the truth.
//
// Announced optimism is scored as a forecast by announcement, of which a run
// has many; every interval takes the run for the unit (stats.Forecasts), with
// realism for the reference forecast.
//
// A rate "after a year" counts only deals that were signed a year or more
// before the horizon, whatever became of them; a survival curve uses all first
// deals, those cut off by the horizon as censored.
package study
