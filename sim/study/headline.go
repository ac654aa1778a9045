package study

import (
	"slices"

	"backchannel/sim"
)

// Headline lists the metrics that a comparison shows unless others are asked
// for: of one talk, all that becomes of it; of several, what becomes of them
// together and the two figures of each that matter most. Few are better than
// many: the more are tested, the less each can show.
func Headline(models ...*sim.Model) []string {
	talks := commonTalks(models)
	var list []string
	if len(talks) == 1 {
		list = under(talks, wholeTalk())
	} else {
		list = under([]string{"all"}, allTalks())
		list = append(list, under(talks, []string{"signed", "standing_365"})...)
	}
	return list
}

// under puts keys under each of some names.
func under(names, keys []string) []string {
	var list []string
	for _, n := range names {
		for _, k := range keys {
			list = append(list, nameOf(n)+"."+k)
		}
	}
	return list
}

func wholeTalk() []string {
	keys := []string{
		"understanding_wait", "signed", "deal_wait", "deals", "standing_365", "in_force_end", "honoured",
		"core", "excess", "leaks", "falls",
	}
	for cause := sim.Misread; cause < sim.NumCauses; cause++ {
		keys = append(keys, "lost_"+cause.String())
	}
	return keys
}

func allTalks() []string {
	return []string{"signed", "reached", "deals", "deal_wait", "standing_365", "honoured", "leaks", "falls", "reliability"}
}

// commonTalks are the names of the talks that every model has.
func commonTalks(models []*sim.Model) []string {
	var names []string
	for _, t := range models[0].Scenario().Talks {
		has := func(m *sim.Model) bool {
			return slices.ContainsFunc(m.Scenario().Talks, func(x sim.Talk) bool { return x.Name == t.Name })
		}
		if !slices.ContainsFunc(models, func(m *sim.Model) bool { return !has(m) }) {
			names = append(names, t.Name)
		}
	}
	return names
}
