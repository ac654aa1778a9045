package study

import (
	"fmt"
	"math"
	"slices"

	"backchannel/sim"
	"backchannel/sim/stats"
)

// DiscoverConfig says in which points of a sweep an outcome is looked for.
type DiscoverConfig struct {
	Metric string // one of the sweep's, by its name in full
	// Above or Below makes the outcome a yes or no: whether the figure of a point
	// lies above, or below, that. With neither, the metric must be a share, and the
	// outcome of a point is that share of its cases.
	Above, Below *float64
	// Noise has the runs of every point in this metric. It is needed where points
	// share their luck and the outcome is a share; nil else.
	Noise *Replicates
	Box   int // number on the trajectory of the box to take, from 1; 0: by the rule
	Seed  uint64
	Level float64
	// Format writes a value of an input for a reader; nil: as a plain number.
	Format func(path string, x float64) string
	// OnlyTalk is the name of the only talk, which then goes without saying; "": there
	// are several.
	OnlyTalk string
}

// Modelling choices of the search.
const (
	leastSearched = 40 // points without which nothing is searched
	resamples     = 20 // halves of the points that are searched again; Bryant & Lempert take 10
)

// Discover looks for the conditions under which an outcome comes often.
//
// Points differ by what is not known, and their figures by chance too. Where the
// outcome is a share of cases, chance blurs it at each point but favours none, and
// the mean over many points is what it would be without. Where it is a yes or no,
// figures near the threshold fall on either side by chance, which draws the
// densities of all boxes towards each other: Near counts these points.
//
// A box was searched for, so what it comes to in the points that it was found in
// is too good. Inside and Elsewhere are cross-validated: ten times or more the search
// is done without a part of the points, which are then judged by the box that was
// found. Their intervals allow for the points that happened to be played and, where
// points share luck, for that luck. No box is given where the interval of their
// difference holds 0, or none of the inputs is restricted again in half of random
// halves of the points.
func Discover(s *Swept, c DiscoverConfig) (*Discovery, error) {
	found, err := c.begin(s)
	if err != nil {
		return nil, err
	}
	p, sample, kept := c.points(s, found)
	found.Points = len(p.Outcomes)
	if why := found.tooLittle(p.Outcomes); why != "" {
		found.Overall = unknownEstimate(found.Points)
		return found.silent(why), nil
	}
	found.Overall = sample.overall()
	result := searched(p, sim.Source(c.Seed, "discover", "inputs"))
	for i, b := range result.trajectory {
		found.Path = append(found.Path, onPath(i, b))
	}
	if c.Box > len(found.Path) {
		return nil, &NoBoxError{Number: c.Box, Boxes: len(found.Path)}
	}
	parts := foldsOf(p, sample.cluster, sim.Source(c.Seed, "discover", "folds"))
	chosen := c.Box - 1
	if c.Box == 0 {
		chosen = bestSize(p, parts, result.trajectory)
	}
	pick := picking{mass: result.trajectory[chosen].Mass, mend: c.Box == 0}
	taken := result.take(pick)
	if len(taken.Restricted()) == 0 && c.Box > 0 {
		return nil, &NoBoxError{Number: c.Box, Boxes: len(found.Path)}
	}
	if len(taken.Restricted()) == 0 {
		return found.silent("no restriction of an input makes it more frequent than chance could"), nil
	}
	inside, boxes := heldOut(p, parts, pick)
	judge := sample.judge(p, inside, boxes)
	box := found.describe(p, chosen, taken, judge, pick, c.Seed)
	found.Box = box
	if why := box.doubt(); why != "" {
		found.Box, found.Unproven = nil, box
		return found.silent(why), nil
	}
	found.InWords = found.words(c.format(), kept)
	return found, nil
}

func (c *DiscoverConfig) format() func(path string, x float64) string {
	if c.Format != nil {
		return c.Format
	}
	return func(_ string, x float64) string { return plainNumber(x) }
}

// begin checks what is asked for.
func (c *DiscoverConfig) begin(s *Swept) (*Discovery, error) {
	m := s.metric(c.Metric)
	if m < 0 {
		return nil, fmt.Errorf("metric %q is none of the sweep's", c.Metric)
	}
	about := s.Metrics[m]
	switch {
	case c.Above != nil && c.Below != nil:
		return nil, fmt.Errorf("above and below at once: give one of them")
	case c.Above == nil && c.Below == nil && about.Unit != aShare:
		return nil, &NoShareError{Metric: about}
	case s.Luck() && c.Noise == nil && c.Above == nil && c.Below == nil:
		return nil, fmt.Errorf("the points share their luck: the runs of each are needed to tell it from what they differ in")
	}
	who, did := outcomeOf(about, c.Above, c.Below)
	return &Discovery{Metric: about, Above: c.Above, Below: c.Below, Outcome: who + " " + did, Cases: who + " that " + did, Level: c.Level, Constant: []string{}, InWords: []string{}, onlyTalk: c.OnlyTalk}, nil
}

// Luck reports whether points share the luck of their runs.
func (s *Swept) Luck() bool { return !s.OwnLuck && len(s.Points) > 1 }

// metric is the place of a metric; -1: the sweep has it not.
func (s *Swept) metric(name string) int {
	return slices.IndexFunc(s.Metrics, func(m SweptMetric) bool { return m.Name == name })
}

// tooLittle says why nothing can be searched; "": it can.
func (d *Discovery) tooLittle(outcomes []float64) string {
	switch {
	case d.Points < leastSearched:
		return tooFew(d.Points)
	case len(d.Inputs) == 0:
		return "no input has more than one value"
	case slices.Max(outcomes) == 0:
		return "it comes at no point"
	case slices.Min(outcomes) == 1:
		return "it comes at every point"
	}
	return ""
}

// onPath is a box at a place of the trajectory.
func onPath(i int, b stats.PrimBox) BoxOnPath {
	return BoxOnPath{Number: i + 1, N: b.N, Mass: b.Mass, Density: b.Density, Coverage: Number(b.Coverage), Inputs: len(b.Restricted())}
}

// describe says what the chosen box is and comes to.
func (d *Discovery) describe(p stats.PrimPoints, chosen int, taken stats.PrimBox, j judged, pick picking, seed uint64) *Box {
	box := &Box{
		BoxOnPath: onPath(chosen, taken), Inside: j.inside, Elsewhere: j.elsewhere, Difference: j.difference, Covers: Number(j.coverage),
	}
	q := stats.QuasiP(p, taken)
	again := foundAgain(p, pick, sim.Source(seed, "discover", "halves"))
	for _, k := range taken.Restricted() {
		r := taken.Ranges[k]
		if !pick.mend { // as it is: no point changes sides
			r = roundLimits(p, k, r, 0)
		}
		box.Limits = append(box.Limits, Limit{
			Path: d.Inputs[k].Path, Above: orNone(r.Low), Below: orNone(r.High),
			QuasiP: Number(q[k]), Again: again[k],
		})
	}
	return box
}

// orNone is a limit, NaN if it is infinite.
func orNone(x float64) Number {
	if math.IsInf(x, 0) {
		return Number(math.NaN())
	}
	return Number(x)
}

// doubt says why the box cannot be relied on; "": it can.
func (b *Box) doubt() string {
	again := slices.ContainsFunc(b.Limits, func(l Limit) bool { return l.Again >= reproduced })
	switch {
	case !(b.Difference.Low > 0):
		return "points that were not used to find it do not show the difference"
	case !again:
		return "random halves of the points do not lead to it again"
	}
	return ""
}

// NoShareError reports a metric that is no share, asked for without what it must be
// above or below.
type NoShareError struct{ Metric SweptMetric }

// Error says what is missing.
func (e *NoShareError) Error() string {
	return fmt.Sprintf("%s is no share, but in the unit %q: which figures are looked for must be said", e.Metric.Name, e.Metric.Unit)
}

// NoBoxError reports a box that was asked for and is not on the trajectory, or is
// there and restricts nothing.
type NoBoxError struct{ Number, Boxes int }

// Error says which boxes there are.
func (e *NoBoxError) Error() string {
	switch {
	case e.Number <= e.Boxes && e.Boxes == 1:
		return fmt.Sprintf("box %d is all points and restricts nothing, and the trajectory has no other", e.Number)
	case e.Number <= e.Boxes:
		return fmt.Sprintf("box %d is all points and restricts nothing; give one from 2 to %d", e.Number, e.Boxes)
	}
	return fmt.Sprintf("no box %d: the trajectory has %d", e.Number, e.Boxes)
}
