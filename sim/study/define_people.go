package study

import (
	"fmt"

	"backchannel/sim/stats"
)

// envoyMeasures lists what is said of an envoy who held a seat at the start.
func envoyMeasures() []definition[envoyTally] {
	return []definition[envoyTally]{
		{"fell", "he fell from grace", aShare, allRuns, func(t *envoyTally, level float64) stats.Estimate { return t.fell.wilson(level) }},
		{"tenure", "days in his seat, up to the horizon, mean", inDays, allRuns, func(t *envoyTally, level float64) stats.Estimate { return t.tenure.mean(level) }},
		{"standing", "his standing at the end, 0 once fallen, mean", zeroToOne, allRuns, func(t *envoyTally, level float64) stats.Estimate { return t.standing.share(level) }},
		{"peak", "his highest standing, mean", zeroToOne, allRuns, func(t *envoyTally, level float64) stats.Estimate { return t.peak.share(level) }},
		{"portfolio", "talks he carried at the end of his tenure, mean", aNumber, allRuns, func(t *envoyTally, level float64) stats.Estimate { return t.portfolio.count(level) }},
		{"signed", "deals he signed, mean", aNumber, allRuns, func(t *envoyTally, level float64) stats.Estimate { return t.signed.count(level) }},
		{"lost", "of these, deals that ended before the horizon, mean", aNumber, allRuns, func(t *envoyTally, level float64) stats.Estimate { return t.lost.count(level) }},
		{"leaks", "leaks against him, mean", aNumber, allRuns, func(t *envoyTally, level float64) stats.Estimate { return t.leaksOnHim.count(level) }},
	}
}

// sideMeasures lists what is said of a side.
func sideMeasures() []definition[sideTally] {
	const dealRuns = "runs in which the side had a deal"
	return []definition[sideTally]{
		{"reliability", "how reliable the other sides held it to be at the end, mean over them and over runs", zeroToOne, allRuns, func(t *sideTally, level float64) stats.Estimate { return t.reliability.share(level) }},
		{"broken", "share of its deals that ended on its account, mean over runs", aShare, dealRuns, func(t *sideTally, level float64) stats.Estimate { return t.broken.share(level) }},
		{"honoured", "share of its promised deal-time honoured, mean over runs", aShare, dealRuns, func(t *sideTally, level float64) stats.Estimate { return t.honoured.share(level) }},
	}
}

// allMeasures lists what is said of all talks of a run together. Talks of one
// run are not independent, so but for the first, which has one case a run,
// these are means over runs.
func allMeasures() []definition[allTally] {
	list := []definition[allTally]{
		{"signed", "a deal was signed in one talk or more", aShare, allRuns, func(t *allTally, level float64) stats.Estimate { return t.signed.wilson(level) }},
		{"reached", "share of a run's talks that came to a deal, mean over runs", aShare, allRuns, func(t *allTally, level float64) stats.Estimate { return t.reach.share(level) }},
		{"deals", "deals signed in a run, mean", aNumber, allRuns, func(t *allTally, level float64) stats.Estimate { return t.deals.count(level) }},
	}
	for i, days := range windows {
		list = append(list, definition[allTally]{
			fmt.Sprintf("standing_%d", days),
			fmt.Sprintf("share of a run's first deals, one a talk, that stood %d days after signature, mean over runs", days),
			aShare, fmt.Sprintf("runs with a first deal signed at least %d days before the horizon", days),
			func(t *allTally, level float64) stats.Estimate { return t.stood[i].share(level) },
		})
	}
	return append(list, []definition[allTally]{
		{"honoured", "share of promised deal-time honoured, mean over runs", aShare, "runs with a deal", func(t *allTally, level float64) stats.Estimate { return t.honoured.share(level) }},
		{"falls", "falls from grace in a run, mean", aNumber, allRuns, func(t *allTally, level float64) stats.Estimate { return t.falls.count(level) }},
		{"leaks", "leaks in a run, mean", aNumber, allRuns, func(t *allTally, level float64) stats.Estimate { return t.leaks.count(level) }},
		{"envoy_standing", "standing at the end of the envoys who began, 0 once fallen, mean over them and over runs", zeroToOne, "runs of a scenario with envoys", func(t *allTally, level float64) stats.Estimate { return t.envoyStanding.share(level) }},
		{"reliability", "how reliable the sides held each other to be at the end, mean over them and over runs", zeroToOne, allRuns, func(t *allTally, level float64) stats.Estimate { return t.reliable.share(level) }},
	}...)
}
