package main

import (
	"fmt"

	"github.com/spf13/pflag"

	"backchannel/sim/record"
	"backchannel/sim/study"
)

// drawOptions are the flags of run that say how often what is not known is drawn.
type drawOptions struct {
	draws, repeats int
	given          func(flag string) bool
}

// mostRepeats bounds the runs of one draw, which one worker plays.
const mostRepeats = 10_000

func (o *drawOptions) add(f *pflag.FlagSet) {
	f.IntVar(&o.draws, "draws", 0, "how many draws of what is not known to play, in place of --runs")
	f.IntVar(&o.repeats, "repeats", 1, "runs on each draw: with 2 or more, the spread is split in what is not known and chance")
	o.given = f.Changed
}

// checkDraws says what is wrong with the flags by themselves, and works out how
// many runs there are.
func (o *runOptions) checkDraws() error {
	d := &o.draw
	switch {
	case d.repeats < 1 || d.repeats > mostRepeats:
		return usage("--repeats: %d is not between 1 and %s", d.repeats, count(mostRepeats))
	case !d.given("draws") && !d.given("runs"):
		o.runs = (o.runs + d.repeats - 1) / d.repeats * d.repeats
	case !d.given("draws"):
	case d.draws < 1 || d.draws > mostRuns/d.repeats:
		return usage("--draws: %d is not between 1 and %s", d.draws, count(mostRuns/d.repeats))
	case d.given("runs"):
		return usage("--runs: --draws and --repeats say how many runs there are: %s; leave it out", count(d.draws*d.repeats))
	case o.look.given("until"):
		return usage("--draws: --until says when to end; give the most runs with --max-runs")
	default:
		o.runs = d.draws * d.repeats
	}
	switch {
	case o.runs%d.repeats != 0:
		return usage("--repeats: %s runs cannot be %d on each draw; give the number of draws with --draws", count(o.runs), d.repeats)
	case o.first%uint64(d.repeats) != 0:
		return usage("--first: run %d is not the first on its draw; give a multiple of --repeats, %d", o.first, d.repeats)
	}
	return nil
}

// wanted reports whether draws were asked for.
func (o *drawOptions) wanted() bool { return o.given("draws") || o.repeats > 1 }

// words are the flags again, for a command line that does the same.
func (o *drawOptions) words() (list []string) {
	if o.given("draws") {
		list = append(list, "--draws", fmt.Sprint(o.draws))
	}
	if o.repeats > 1 {
		list = append(list, "--repeats", fmt.Sprint(o.repeats))
	}
	return list
}

// draws lets the batch draw what its scenario does not know.
func (p *played) draws(o *drawOptions) (err error) {
	if p.config.Draws, err = study.NewDraws(p.scenario, p.config.Seed, o.repeats); err != nil {
		return err
	}
	if p.config.Draws == nil && o.wanted() {
		example := "sides." + tomlKey(busiest(p.model.Scenario())) + ".clarity={uniform=[0.2,0.6]}"
		return usage("--draws and --repeats: nothing in the scenario is uncertain; give a number a distribution, in the file or with --set %s", quote(example))
	}
	return nil
}

// pointsTable starts the table of draws; nil if there are none.
func (p *played) pointsTable(folder *record.Folder, dir string) (*record.Wide[record.DrawRow], error) {
	if p.config.Draws == nil {
		return nil, nil
	}
	var columns []record.Column
	for _, in := range p.config.Draws.Inputs() {
		columns = append(columns, record.Column{Name: in.Path, About: in.Unit + ": " + in.Meaning + "; " + in.Words()})
	}
	points, err := record.NewWide[record.DrawRow](folder, dir, columns)
	if err == nil {
		p.config.Drawn = points.Append
	}
	return points, err
}
