package main

import (
	"fmt"
	"slices"
	"strings"

	"backchannel/sim"
)

// next is the command that plays the same runs with one thing changed; where a
// part of the scenario is not known, and one run a draw does not tell what of the
// spread comes from that, the one that does.
func (o *runOptions) next(ref string, p *played) string {
	s, runs := p.model.Scenario(), p.result.Runs
	if u := p.summary.Unknown; u != nil && u.Repeats == 1 && o.first == 0 {
		return o.nextSplit(ref, runs)
	}
	side := busiest(s)
	path := "sides." + tomlKey(side) + ".clarity"
	to, name := "0.8", "-clearer"
	if i := slices.IndexFunc(s.Sides, func(x sim.Side) bool { return x.Name == side }); s.Sides[i].Clarity >= 0.5 {
		to, name = "0.2", "-vaguer"
	}
	changed := *o
	if o.look.given("until") {
		changed.runs, changed.look = runs, lookOptions{given: func(string) bool { return false }}
	}
	changed.set = append(slices.Clone(o.set), path+"="+to)
	return changed.into(ref, name)
}

// nextSplit is the command that plays about as many runs, ten on each draw.
func (o *runOptions) nextSplit(ref string, runs int) string {
	const repeats = 10
	changed := *o
	changed.look = lookOptions{given: func(string) bool { return false }}
	changed.draw = drawOptions{draws: max(runs/repeats, 100), repeats: repeats, given: func(flag string) bool { return flag == "draws" }}
	return changed.into(ref, "-split")
}

// into is the command line that puts its results into a folder of their own.
func (o *runOptions) into(ref, name string) string {
	words := o.command(ref)
	for i := range words {
		words[i] = quote(words[i])
	}
	return strings.Join(append(words, "--out", quote(o.out+name)), " ")
}

// busiest is the side with the most envoys; of as many, the first.
func busiest(s *sim.Scenario) string {
	best, most := "", -1
	for i := range s.Sides {
		n := 0
		for j := range s.Envoys {
			if s.Envoys[j].Side == s.Sides[i].Name {
				n++
			}
		}
		if n > most {
			best, most = s.Sides[i].Name, n
		}
	}
	return best
}

// command is the command line that makes these results again, without what
// does not bear on them.
func (o *runOptions) command(ref string) []string {
	list := []string{"backchannel", "run", ref}
	if !o.look.given("until") && !o.draw.given("draws") {
		list = append(list, "--runs", fmt.Sprint(o.runs))
	}
	list = append(append(append(list, o.draw.words()...), o.look.words()...), "--seed", fmt.Sprint(o.seed))
	if o.first != 0 {
		list = append(list, "--first", fmt.Sprint(o.first))
	}
	for _, s := range o.set {
		list = append(list, "--set", s)
	}
	if o.trace >= 0 {
		list = append(list, "--trace-run", fmt.Sprint(o.trace))
	}
	if o.csv {
		list = append(list, "--csv")
	}
	if o.noChart {
		list = append(list, "--no-charts")
	}
	return list
}
