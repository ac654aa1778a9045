package study

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"backchannel/sim"
)

// talkMetrics lists the metrics of a talk.
func talkMetrics(talk int) []Metric {
	of := func(r *facts) *sim.TalkOutcome { return &r.outcome.Talks[talk] }
	list := []Metric{
		{Key: "understood", yes: true, of: func(r *facts) (_, _ float64) { return whether(!math.IsNaN(of(r).FirstUnderstanding)) }},
		{
			Key: "understanding_wait", Meaning: "days to the first understanding, at most the horizon, mean", Unit: inDays, Sample: allRuns,
			of: func(r *facts) (_, _ float64) { return once(orHorizon(of(r).FirstUnderstanding, r)) },
		},
		{Key: "signed", yes: true, of: func(r *facts) (_, _ float64) { return whether(signedIn(r, talk) > 0) }},
		{
			Key: "deal_wait", Meaning: "days to the first deal, at most the horizon, mean", Unit: inDays, Sample: allRuns,
			of: func(r *facts) (_, _ float64) { return once(orHorizon(of(r).FirstDeal, r)) },
		},
		{Key: "deals", of: func(r *facts) (_, _ float64) { return once(float64(signedIn(r, talk))) }},
		{Key: "honoured", of: func(r *facts) (_, _ float64) { return known(of(r).HonouredTime / of(r).PromisedTime) }},
		{
			Key: "in_force_end", Meaning: "a deal was in force at the horizon", Unit: aShare, Sample: allRuns, yes: true,
			of: func(r *facts) (_, _ float64) { return whether(inForce(r, talk, r.horizon)) },
		},
		{
			Key: "in_force", Meaning: "share of the days on which a deal was in force, mean", Unit: aShare, Sample: allRuns,
			of: func(r *facts) (_, _ float64) { return once(of(r).HonouredTime / r.horizon) },
		},
		{Key: "optimism", of: func(r *facts) (_, _ float64) { return once(of(r).MeanOptimism) }},
		{Key: "excess", of: func(r *facts) (_, _ float64) { return once(of(r).MeanExcess) }},
		{Key: "rise", of: func(r *facts) (_, _ float64) { return known(of(r).Rise) }},
		{Key: "sawtooth", of: func(r *facts) (_, _ float64) { return known(of(r).Sawtooth) }},
		{Key: "meetings", of: func(r *facts) (_, _ float64) { return once(float64(of(r).Meetings)) }},
		{Key: "contacts", of: func(r *facts) (_, _ float64) { return once(float64(of(r).Contacts)) }},
		{Key: "leaks", of: func(r *facts) (_, _ float64) { return once(float64(of(r).Leaks)) }},
		{Key: "falls", of: func(r *facts) (_, _ float64) { return once(float64(of(r).Falls)) }},
	}
	for cause := sim.Misread; cause < sim.NumCauses; cause++ {
		list = append(list, Metric{Key: "lost_" + cause.String(), of: func(r *facts) (_, _ float64) {
			return once(lostTo(r, talk, cause))
		}})
	}
	return described(append(list, firstMetrics(talk)...), talkMeasures())
}

// firstMetrics lists the metrics of a talk's first deals.
func firstMetrics(talk int) []Metric {
	first := func(key string, of func(d *sim.DealOutcome) float64) Metric {
		return Metric{Key: key, of: func(r *facts) (_, _ float64) {
			if r.first[talk] == nil {
				return nothing()
			}
			return once(of(r.first[talk]))
		}}
	}
	gap := first("gap", func(d *sim.DealOutcome) float64 {
		var sum float64
		for s := range d.Promised {
			sum += math.Abs(d.Promised[s] - d.Utility[s])
		}
		return sum / float64(len(d.Promised))
	})
	gap.Meaning, gap.Unit, gap.Sample = "distance between what each principal was told he got by the first deal and what he did get, mean over the sides", zeroToOne, firstDeals
	list := []Metric{
		{Key: "by_envoys", yes: true, of: func(r *facts) (_, _ float64) {
			if d := r.first[talk]; d != nil && d.Route != sim.AtStart {
				return whether(d.Route == sim.ByEnvoys)
			}
			return nothing()
		}},
		first("announced", func(d *sim.DealOutcome) float64 { return meanOver(d.Optimism) }),
		first("realism", func(d *sim.DealOutcome) float64 { return d.Realism }),
		first("core", func(d *sim.DealOutcome) float64 { return d.Core }),
		first("formality", func(d *sim.DealOutcome) float64 { return d.Formality }),
		gap,
		{
			Key: "outlived", Meaning: "the first deal outlived the first fall of one who had signed it", Unit: aShare, yes: true,
			Sample: "first deals that stood when a signer fell from grace",
			of:     func(r *facts) (_, _ float64) { return outlived(r, talk) },
		},
	}
	for _, days := range windows {
		list = append(list, afterDays(talk, days)...)
	}
	return list
}

// afterDays lists what had become of first deals so many days after signature.
func afterDays(talk, days int) []Metric {
	after := func(key string, of func(d *sim.DealOutcome) (_, _ float64)) Metric {
		return Metric{Key: fmt.Sprintf("%s_%d", key, days), Sample: signedBefore(days), of: func(r *facts) (_, _ float64) {
			if !r.watched(talk, days) {
				return nothing()
			}
			return of(r.first[talk])
		}}
	}
	life := after("life", func(d *sim.DealOutcome) (_, _ float64) { return once(min(d.Life(), float64(days))) })
	life.Meaning, life.Unit = fmt.Sprintf("days that the first deal stood of its first %d, mean", days), inDays
	stood := after("standing", func(d *sim.DealOutcome) (_, _ float64) { return whether(d.Life() >= float64(days)) })
	stood.yes = true
	list := []Metric{life, stood}
	if days != windows[len(windows)-1] {
		return list
	}
	for cause := sim.Misread; cause < sim.NumCauses; cause++ {
		ended := after("ended_"+cause.String(), func(d *sim.DealOutcome) (_, _ float64) {
			return whether(d.Life() < float64(days) && d.Cause == cause)
		})
		ended.yes = true
		list = append(list, ended)
	}
	return list
}

// inForceOn reads a key such as in_force_500: a deal of the talk is in force
// on that day of the run.
func inForceOn(talk int, key string) (Metric, bool) {
	digits, ok := strings.CutPrefix(key, "in_force_")
	day, err := strconv.ParseUint(digits, 10, 32)
	if !ok || err != nil {
		return Metric{}, false
	}
	return Metric{
		Key: key, Meaning: fmt.Sprintf("a deal was in force on day %d", day), Unit: aShare, Sample: "runs that go on to that day", yes: true,
		of: func(r *facts) (_, _ float64) {
			if float64(day) > r.horizon {
				return nothing()
			}
			return whether(inForce(r, talk, float64(day)))
		},
	}, true
}

// described gives metrics the words of the measures with their keys.
func described[T any](list []Metric, measures []definition[T]) []Metric {
	for i := range list {
		for _, d := range measures {
			if d.key == list[i].Key {
				list[i].Meaning, list[i].Unit, list[i].Sample = d.meaning, d.unit, d.sample
			}
		}
	}
	return list
}

// orHorizon counts what never came as coming at the horizon.
func orHorizon(day float64, r *facts) float64 {
	if math.IsNaN(day) {
		return r.horizon
	}
	return day
}

// signedIn is how many deals of a talk were signed in the run.
func signedIn(r *facts, talk int) int {
	n := 0
	for i := range r.outcome.Deals {
		if d := &r.outcome.Deals[i]; d.Talk == talk && d.Route != sim.AtStart {
			n++
		}
	}
	return n
}

// lostTo is how many deals of a talk ended of a cause.
func lostTo(r *facts, talk int, cause sim.Cause) float64 {
	n := 0.0
	for i := range r.outcome.Deals {
		if d := &r.outcome.Deals[i]; d.Talk == talk && d.Cause == cause {
			n++
		}
	}
	return n
}

// inForce reports whether a deal of a talk stands on a day.
func inForce(r *facts, talk int, day float64) bool {
	for i := range r.outcome.Deals {
		if d := &r.outcome.Deals[i]; d.Talk == talk && d.Day <= day && (day < d.End || d.Cause == sim.Standing) {
			return true
		}
	}
	return false
}

func meanOver(list []float64) float64 {
	var sum float64
	for _, x := range list {
		sum += x / float64(len(list))
	}
	return sum
}

// outlived says, of a first deal one of whose signers fell from grace while it
// stood, whether it outlived the first such fall.
func outlived(r *facts, talk int) (top, bottom float64) {
	d := r.first[talk]
	if d == nil {
		return nothing()
	}
	fell := math.Inf(1)
	for _, i := range d.Signers {
		if e := &r.outcome.Envoys[i]; e.Fell && e.Until > d.Day && e.Until <= d.End {
			fell = min(fell, e.Until)
		}
	}
	if math.IsInf(fell, 1) {
		return nothing()
	}
	return whether(d.End > fell)
}
