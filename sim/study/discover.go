package study

import (
	"fmt"
	"math"
	"slices"

	"backchannel/scenarios"
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
}

// Discovery is under which conditions an outcome comes often: scenario discovery
// (Bryant & Lempert 2010) by the patient rule induction method (Friedman & Fisher
// 1999).
type Discovery struct {
	Metric  SweptMetric `json:"metric"`
	Above   *float64    `json:"above,omitempty"`
	Below   *float64    `json:"below,omitempty"`
	Outcome string      `json:"outcome"` // what is looked for, in plain words: "first deals that stood a year"
	Level   float64     `json:"level"`
	Points  int         `json:"points"` // that were searched
	Bad     int         `json:"bad"`    // points besides, in which the scenario contradicts itself
	Silent  int         `json:"silent"` // points besides, of which the metric says nothing
	// Near counts the points, of those searched, whose figure is so near to what it
	// must be above or below that its interval does not tell on which side it is.
	Near     int             `json:"near"`
	Inputs   []SearchedInput `json:"inputs"`
	Constant []string        `json:"constant"` // inputs of one value only, which cannot matter here
	Overall  stats.Estimate  `json:"overall"`  // mean outcome over all points
	Path     []BoxOnPath     `json:"trajectory"`
	Box      *Box            `json:"box"`      // nil: none can be relied on
	Unproven *Box            `json:"unproven"` // what would be the box, where none can be relied on; nil: not even that
	Why      string          `json:"why,omitempty"`
	InWords  []string        `json:"in_words"`
}

// SearchedInput is an input in which boxes may have limits.
type SearchedInput struct {
	Path    string  `json:"path"`
	Unit    string  `json:"unit"`
	Meaning string  `json:"meaning"`
	Low     float64 `json:"low"` // least and greatest value of the points searched
	High    float64 `json:"high"`
}

// BoxOnPath is a box of the peeling trajectory, as found: the method chose it for
// its density, so that new points will show less.
type BoxOnPath struct {
	Number   int     `json:"box"` // from 1, which holds all points
	N        int     `json:"n"`
	Mass     float64 `json:"mass"`
	Density  float64 `json:"density"`
	Coverage Number  `json:"coverage"`
	Inputs   int     `json:"inputs"` // that it restricts
}

// Box is a box that was chosen.
type Box struct {
	BoxOnPath         // Number is that of the box of the trajectory that it was made from
	Limits    []Limit `json:"limits"`
	// What it comes to in points that were not used to find it, by cross-validation:
	// the figures to rely on.
	Inside     stats.Estimate `json:"inside"`     // mean outcome
	Elsewhere  stats.Estimate `json:"elsewhere"`  // mean outcome of the other points
	Difference stats.Estimate `json:"difference"` // Inside less Elsewhere
	Covers     Number         `json:"covers"`     // share of the outcome that lies inside
}

// Limit says which values of one input a box takes.
type Limit struct {
	Path       string  `json:"path"`
	Above      Number  `json:"above"` // NaN: no such limit
	Below      Number  `json:"below"`
	QuasiP     Number  `json:"quasi_p"`
	ByCoverage float64 `json:"reproduced_by_coverage"` // share of random halves of the points in which the input is restricted again
	ByDensity  float64 `json:"reproduced_by_density"`
}

// Modelling choices of the search.
const (
	leastSearched = 40  // points without which nothing is searched
	resamples     = 50  // halves of the points by which a box is reproduced; Bryant & Lempert take 10
	reproduced    = 0.5 // of the halves restrict an input again that can be relied on
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
// is too good. Inside and Elsewhere are cross-validated: ten times the search is
// done without a tenth of the points, which are then judged by the box that was
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
	if why := found.tooLittle(); why != "" {
		found.Overall = unknownEstimate(found.Points)
		return found.silent(why), nil
	}
	found.Overall = sample.overall()
	choose, mend := chooser(mostBeyondChance), true
	trajectory := searchedPath(found, p)
	if c.Box > len(trajectory) {
		return nil, fmt.Errorf("no box %d: the trajectory has %d", c.Box, len(trajectory))
	}
	if c.Box > 0 {
		choose, mend = likeBox(trajectory[c.Box-1].Coverage), false
	}
	result := searched(p, choose, mend)
	if c.Box > 0 {
		result.chosen, result.box = c.Box-1, result.trajectory[c.Box-1]
	}
	if len(result.box.Restricted()) == 0 {
		return found.silent("no restriction of an input makes it more frequent than chance could"), nil
	}
	inside, boxes := heldOut(p, sample.cluster, choose, mend, sim.Source(c.Seed, "discover", "folds"))
	judge := sample.judge(p, inside, boxes)
	box := found.describe(p, result, judge, c.Seed)
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
		return nil, fmt.Errorf("%s is no share (%s): say above or below what it counts", about.Name, about.Unit)
	case s.Luck() && c.Noise == nil && c.Above == nil && c.Below == nil:
		return nil, fmt.Errorf("the points share their luck: the runs of each are needed to tell it from what they differ in")
	}
	return &Discovery{Metric: about, Above: c.Above, Below: c.Below, Outcome: outcomeOf(about, c.Above, c.Below), Level: c.Level, Constant: []string{}, InWords: []string{}}, nil
}

// Luck reports whether points share the luck of their runs.
func (s *Swept) Luck() bool { return !s.OwnLuck && len(s.Points) > 1 }

// metric is the place of a metric; -1: the sweep has it not.
func (s *Swept) metric(name string) int {
	return slices.IndexFunc(s.Metrics, func(m SweptMetric) bool { return m.Name == name })
}

// points gathers what is searched: the points that have a figure, by those inputs
// that vary among them. Points that have the same uncertainties, and differ by what
// is chosen, hang together.
func (c *DiscoverConfig) points(s *Swept, found *Discovery) (p stats.PrimPoints, out *caseSet, factors []scenarios.Factor) {
	m := s.metric(c.Metric)
	var at []int
	for i := range s.Points {
		switch x := &s.Points[i]; {
		case x.Error != "":
			found.Bad++
		case math.IsNaN(x.Figures[m].Value):
			found.Silent++
		default:
			at = append(at, i)
		}
	}
	var vary []int
	for j, f := range s.Factors {
		low, high := math.Inf(1), math.Inf(-1)
		for _, i := range at {
			low, high = min(low, s.Points[i].Values[j]), max(high, s.Points[i].Values[j])
		}
		if !(low < high) {
			found.Constant = append(found.Constant, f.Path)
			continue
		}
		vary, factors = append(vary, j), append(factors, f)
		found.Inputs = append(found.Inputs, SearchedInput{Path: f.Path, Unit: f.Unit, Meaning: f.Meaning, Low: low, High: high})
	}
	out = &caseSet{level: c.Level, at: at}
	if c.Above == nil && c.Below == nil && s.Luck() {
		out.noise = c.Noise
	}
	cluster := map[string]int{}
	for _, i := range at {
		x := &s.Points[i]
		var values []float64
		for _, j := range vary {
			values = append(values, x.Values[j])
		}
		key := s.uncertain(i)
		if _, known := cluster[key]; !known {
			cluster[key] = len(cluster)
		}
		p.Inputs, p.Outcomes = append(p.Inputs, values), append(p.Outcomes, c.outcome(x.Figures[m]))
		out.cluster = append(out.cluster, cluster[key])
		if c.near(x.Figures[m]) {
			found.Near++
		}
	}
	out.outcomes, out.clusters = p.Outcomes, len(cluster)
	return p, out, factors
}

// uncertain names a point by the values of what is not known in it.
func (s *Swept) uncertain(point int) string {
	var key []byte
	for j, f := range s.Factors {
		if f.Role != scenarios.Lever {
			key = fmt.Appendf(key, "%x ", s.Points[point].Values[j])
		}
	}
	return string(key)
}

// outcome is that of a point with this figure.
func (c *DiscoverConfig) outcome(f Figure) float64 {
	yes := f.Value
	switch {
	case c.Above != nil:
		yes, _ = whether(f.Value > *c.Above)
	case c.Below != nil:
		yes, _ = whether(f.Value < *c.Below)
	}
	return min(max(yes, 0), 1)
}

// near reports whether chance may have put a figure on its side of the threshold.
func (c *DiscoverConfig) near(f Figure) bool {
	at := c.Above
	if at == nil {
		at = c.Below
	}
	return at != nil && !(f.Low > *at) && !(f.High < *at) // true for NaN
}

// tooLittle says why nothing can be searched; "": it can.
func (d *Discovery) tooLittle() string {
	switch {
	case d.Points < leastSearched:
		return fmt.Sprintf("%d points are too few to search; %d or more are needed", d.Points, leastSearched)
	case len(d.Inputs) == 0:
		return "no input has more than one value"
	}
	return ""
}

// searchedPath notes the trajectory.
func searchedPath(found *Discovery, p stats.PrimPoints) []stats.PrimBox {
	trajectory := stats.Peel(p, primRules(len(p.Outcomes)))
	for i, b := range trajectory {
		found.Path = append(found.Path, onPath(i, b))
	}
	return trajectory
}

func onPath(i int, b stats.PrimBox) BoxOnPath {
	return BoxOnPath{Number: i + 1, N: b.N, Mass: b.Mass, Density: b.Density, Coverage: Number(b.Coverage), Inputs: len(b.Restricted())}
}

// describe says what the chosen box is and comes to.
func (d *Discovery) describe(p stats.PrimPoints, s search, j judged, seed uint64) *Box {
	box := &Box{
		BoxOnPath: onPath(s.chosen, s.box), Inside: j.inside, Elsewhere: j.elsewhere, Difference: j.difference, Covers: Number(j.coverage),
	}
	q := stats.QuasiP(p, s.box)
	again := stats.Reproduce(p, s.box, primRules(len(p.Outcomes)), resamples, sim.Source(seed, "discover", "halves"))
	for _, k := range s.box.Restricted() {
		r := roundLimits(p, k, s.box.Ranges[k])
		box.Limits = append(box.Limits, Limit{
			Path: d.Inputs[k].Path, Above: orNone(r.Low), Below: orNone(r.High),
			QuasiP: Number(q[k]), ByCoverage: again[k].ByCoverage, ByDensity: again[k].ByDensity,
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
	again := slices.ContainsFunc(b.Limits, func(l Limit) bool { return max(l.ByCoverage, l.ByDensity) >= reproduced })
	switch {
	case !(b.Difference.Low > 0):
		return "points that were not used to find it do not show the difference"
	case !again:
		return "random halves of the points do not lead to it again"
	}
	return ""
}
