package study

import (
	"fmt"
	"math"

	"backchannel/sim"
	"backchannel/sim/stats"
)

// Units and samples that several measures share.
const (
	aShare     = "share"
	inDays     = "days"
	aNumber    = "number"
	zeroToOne  = "0 to 1"
	upToOne    = "at most 1" // and as far below 0 as may be
	allRuns    = "runs"
	firstDeals = "first deals"
)

// talkMeasures lists what is said of one talk, in the order in which it is
// printed and stored. Its shares have at most one case a run.
func talkMeasures() []definition[talkTally] {
	list := []definition[talkTally]{
		{"understood", "something was understood between the sides", aShare, allRuns, func(t *talkTally, level float64) stats.Estimate {
			return t.understanding.ShareBy(int(math.Ceil(t.horizon)), level)
		}},
		{"understanding_day", "median day of the first understanding; runs without one count as later", inDays, allRuns, func(t *talkTally, level float64) stats.Estimate {
			return t.understanding.Quantile(0.5, level)
		}},
		{"signed", "a deal was signed", aShare, allRuns, func(t *talkTally, level float64) stats.Estimate { return t.signed.wilson(level) }},
		{"deal_day", "median day of the first deal; runs without one count as later", inDays, allRuns, func(t *talkTally, level float64) stats.Estimate {
			return t.deal.Quantile(0.5, level)
		}},
		{"by_envoys", "the first deal was signed on the envoys' word", aShare, "first deals signed in a run", func(t *talkTally, level float64) stats.Estimate {
			return t.byEnvoys.wilson(level)
		}},
	}
	for i, days := range windows {
		list = append(list, stoodFor(i, days))
	}
	list = append(list, definition[talkTally]{
		"median_life", "median life of the first deal (Kaplan-Meier)", inDays, firstDeals, func(t *talkTally, level float64) stats.Estimate {
			return stats.KaplanMeier(t.lives, level).Median()
		},
	}, restrictedLife(yearDays))
	year := len(windows) - 1
	for cause := sim.Misread; cause < sim.NumCauses; cause++ {
		list = append(list, endedBy(year, windows[year], cause))
	}
	list = append(list, talkMeans()...)
	return list
}

func stoodFor(window, days int) definition[talkTally] {
	return definition[talkTally]{
		fmt.Sprintf("standing_%d", days), fmt.Sprintf("the first deal stood %d days after its signature", days), aShare, signedBefore(days),
		func(t *talkTally, level float64) stats.Estimate {
			return t.watched[window].share(sim.Standing, level)
		},
	}
}

// restrictedLife is the restricted mean life, which is known where the median is
// not: where more than half still stand.
func restrictedLife(days int) definition[talkTally] {
	return definition[talkTally]{
		restrictedLifeKey(days), restrictedLifeMeaning(days), inDays, firstDeals, func(t *talkTally, level float64) stats.Estimate {
			return stats.KaplanMeier(t.lives, level).RestrictedMean(days)
		},
	}
}

func restrictedLifeKey(days int) string { return fmt.Sprintf("restricted_life_%d", days) }

func restrictedLifeMeaning(days int) string {
	return fmt.Sprintf("mean days that a first deal stood of its first %d (Kaplan-Meier)", days)
}

func endedBy(window, days int, cause sim.Cause) definition[talkTally] {
	return definition[talkTally]{
		fmt.Sprintf("ended_%s_%d", cause, days), fmt.Sprintf("within %d days %s", days, EndOf(cause)), aShare, signedBefore(days),
		func(t *talkTally, level float64) stats.Estimate {
			return t.watched[window].share(cause, level)
		},
	}
}

// signedBefore is the sample of deals watched for so many days.
func signedBefore(days int) string {
	return fmt.Sprintf("first deals signed at least %d days before the horizon", days)
}

// EndOf says in plain words how a deal ended, after "the commonest end:".
func EndOf(cause sim.Cause) string {
	return [...]string{
		"it still stood",
		"the principal found it was not what he meant",
		"what the principal wanted moved away from it",
		"the envoy whose deal it was fell from grace",
		"a rival envoy spoiled it",
		"a leak brought it down",
	}[cause]
}

func talkMeans() []definition[talkTally] {
	const dealRuns = "runs with a deal"
	list := []definition[talkTally]{
		{"announced", "announced optimism when the first deal was signed, mean over the sides", zeroToOne, firstDeals, func(t *talkTally, level float64) stats.Estimate { return t.announced.share(level) }},
		{"realism", "what a fully informed assessor would have said then", zeroToOne, firstDeals, func(t *talkTally, level float64) stats.Estimate { return t.realism.share(level) }},
		{"core", "weight that the first deal covers of the issues that are no sweeteners", zeroToOne, firstDeals, func(t *talkTally, level float64) stats.Estimate { return t.core.share(level) }},
		{"formality", "share of the first deal's text that professionals drafted", zeroToOne, firstDeals, func(t *talkTally, level float64) stats.Estimate { return t.formality.share(level) }},
		{"deals", "deals signed in a run, mean", aNumber, allRuns, func(t *talkTally, level float64) stats.Estimate { return t.deals.count(level) }},
		{"all_standing_365", "share of a run's deals, later ones too, that stood 365 days after signature, mean over runs", aShare, "runs with a deal signed at least 365 days before the horizon", func(t *talkTally, level float64) stats.Estimate { return t.laterStood.share(level) }},
		{"honoured", "share of promised deal-time honoured, from each signature to the horizon, mean over runs", aShare, dealRuns, func(t *talkTally, level float64) stats.Estimate { return t.honoured.share(level) }},
		{"optimism", "announced optimism, mean over time, sides and runs", zeroToOne, allRuns, func(t *talkTally, level float64) stats.Estimate { return t.optimism.share(level) }},
		{"excess", "announced optimism minus realism, mean over time, sides and runs", "-1 to 1", allRuns, func(t *talkTally, level float64) stats.Estimate { return t.excess.mean(level) }},
		{"rise", "rise of optimism at an envoy meeting, mean over the meetings of a run, then over runs", zeroToOne, "runs with a meeting", func(t *talkTally, level float64) stats.Estimate { return t.rise.share(level) }},
		{"sawtooth", "fall of optimism at a professional contact, mean over the contacts of a run, then over runs", "-1 to 1", "runs with a contact", func(t *talkTally, level float64) stats.Estimate { return t.sawtooth.mean(level) }},
		{"meetings", "envoy meetings in a run, mean", aNumber, allRuns, func(t *talkTally, level float64) stats.Estimate { return t.meetings.count(level) }},
		{"contacts", "professional contacts in a run, mean", aNumber, allRuns, func(t *talkTally, level float64) stats.Estimate { return t.contacts.count(level) }},
		{"leaks", "leaks in a run, mean", aNumber, allRuns, func(t *talkTally, level float64) stats.Estimate { return t.leaks.count(level) }},
		{"falls", "falls from grace of envoys who carried the talk, in a run, mean", aNumber, allRuns, func(t *talkTally, level float64) stats.Estimate { return t.falls.count(level) }},
	}
	for cause := sim.Misread; cause < sim.NumCauses; cause++ {
		list = append(list, definition[talkTally]{
			"lost_" + cause.String(), "deals of a run that ended because " + EndOf(cause) + ", mean", aNumber, allRuns,
			func(t *talkTally, level float64) stats.Estimate { return t.lost[cause].count(level) },
		})
	}
	return list
}
