package study

import (
	"fmt"
	"math"

	"backchannel/scenarios"
	"backchannel/sim/stats"
)

// RobustConfig says by what settings of the levers are held against each other.
type RobustConfig struct {
	Metric string // one of the sweep's, by its name in full
	// Less makes less of the metric better; more is, if it is false.
	Less bool
	// Enough is what the metric must reach to be good enough; nil: nobody says.
	Enough *float64
	Noise  *Replicates // the runs of every point in this metric, of two blocks or more
	Seed   uint64
	Level  float64
	// Format writes a value of a lever for a reader; nil: as a plain number.
	Format   func(path string, x float64) string
	OnlyTalk string // as of a DiscoverConfig
	// Named makes the sentences name the metric, where settings are judged by several.
	Named bool
}

// Robust says how settings of the levers do over what is not known: robust choice
// (Lempert & Collins 2007; the measures as McPhail et al. 2018 sort them).
type Robust struct {
	Metric   SweptMetric     `json:"metric"`
	Better   string          `json:"better"` // "more" or "less"
	Enough   *float64        `json:"enough,omitempty"`
	Level    float64         `json:"level"`
	Levers   []string        `json:"levers"` // their paths
	Points   int             `json:"points"` // of the uncertainties, at which every setting was played
	Left     int             `json:"left"`   // points besides, where a setting has no figure to compare
	Settings []RobustSetting `json:"settings"`
	Best     []RobustBest    `json:"best"`
	InWords  []string        `json:"in_words"`
	named    bool            // by the sentences is the metric
}

// RobustSetting is what one setting of the levers does over the uncertain points.
// Regret is by how much a setting is worse than the best of the settings at the
// same uncertain point, on the same luck if the points share it (Savage 1951).
type RobustSetting struct {
	Values     []float64      `json:"values"`      // by lever
	Expected   stats.Estimate `json:"expected"`    // mean over the points
	Worst      stats.Estimate `json:"worst"`       // mean of the worst tenth of the points (Rockafellar & Uryasev 2000)
	MeanRegret stats.Estimate `json:"mean_regret"` // over the points
	MaxRegret  stats.Estimate `json:"max_regret"`  // over the points that were played; others may have more
	Enough     stats.Estimate `json:"enough"`      // share of points where the figure is good enough (Simon 1956); NaN if nobody says what is
	Near       int            `json:"near"`        // points whose interval does not tell whether it is
}

// The measures by which a setting is best. By mean regret it is the same as by the
// expected figure: what the best of all could do is no other for one setting than
// for another.
const (
	ByExpected  = "expected"
	ByWorst     = "worst"
	ByMaxRegret = "max_regret"
	ByEnough    = "enough"
)

// RobustBest is the setting that is best by one measure.
type RobustBest struct {
	By      string `json:"by"`
	Setting int    `json:"setting"` // its place among the settings
	// Behind says of each setting whether it is behind by more than chance could make
	// it, for all of them together; Clear is whether all others are.
	Behind []bool `json:"behind"`
	Clear  bool   `json:"clear"`
}

// worstShare is the share of points whose mean is the worst decile.
const worstShare = 0.1

// Choose holds the settings of the levers of a sweep against each other. Nil: it
// has no levers, or no setting but one, or nothing that is uncertain.
//
// Figures are noisy, and what is picked out of noisy figures for being the best or
// the worst is partly picked for its luck: the regret read off them is too great,
// and the worst tenth too bad. What is picked out by one half of the runs and judged
// by the other errs the other way, as a half may pick the second best. Regret and
// worst tenth are the middle of both, with an interval that spans those of both.
// A test by simulation says how much is left of the error.
//
// Intervals are by a bootstrap over the uncertain points and, where points share
// luck, over blocks of runs too (Owen 2007), with what was picked out held fixed.
// That of MaxRegret is of the points played: it holds if the differences of all
// settings at all points lie within their intervals, of which there are so many
// that each has to be wide.
func Choose(s *Swept, c RobustConfig) (*Robust, error) {
	m := s.metric(c.Metric)
	if m < 0 {
		return nil, fmt.Errorf("metric %q is none of the sweep's", c.Metric)
	}
	if c.Noise == nil || c.Noise.blocks < 2 {
		return nil, fmt.Errorf("settings are told from chance by the runs of each point: play 2 or more")
	}
	x := newCrossing(s, &c)
	if len(x.levers) == 0 || len(x.settings) < 2 || !x.uncertain {
		return nil, nil //nolint:nilnil // there is no choice to make
	}
	out := &Robust{Metric: s.Metrics[m], Better: "more", Enough: c.Enough, Level: c.Level, Points: len(x.at), Left: x.left, InWords: []string{}, Best: []RobustBest{}, named: c.Named}
	if c.Less {
		out.Better = "less"
	}
	for _, j := range x.levers {
		out.Levers = append(out.Levers, s.Factors[j].Path)
	}
	for _, values := range x.settings {
		out.Settings = append(out.Settings, RobustSetting{Values: values})
	}
	if len(x.at) < 2 {
		for i := range out.Settings {
			none, r := unknownEstimate(len(x.at)), &out.Settings[i]
			r.Expected, r.Worst, r.MeanRegret, r.MaxRegret, r.Enough = none, none, none, none, none
		}
		out.InWords = []string{"No choice between the settings" + out.in() + ": they have figures to compare at fewer than 2 uncertain points."}
		return out, nil
	}
	x.measure(out, &c)
	for i := range out.Settings {
		out.Settings[i].Near = x.near(s, m, i, c.Enough)
	}
	for _, sentence := range out.words(c.format()) {
		out.InWords = append(out.InWords, withoutTalk(sentence, c.OnlyTalk))
	}
	return out, nil
}

func (c *RobustConfig) format() func(path string, x float64) string {
	if c.Format != nil {
		return c.Format
	}
	return func(_ string, x float64) string { return plainNumber(x) }
}

// crossing is a sweep as settings by uncertain points.
type crossing struct {
	noise     *Replicates
	levers    []int // places of the levers among the factors
	uncertain bool  // anything is
	settings  [][]float64
	at        [][]int // by uncertain point, setting: the place of the point in the sweep
	left      int
	sign      float64 // figures times it are better the more they are
	shared    bool    // luck is
}

func newCrossing(s *Swept, c *RobustConfig) *crossing {
	x := &crossing{noise: c.Noise, sign: 1, shared: s.Luck()}
	if c.Less {
		x.sign = -1
	}
	for j, f := range s.Factors {
		if f.Role == scenarios.Lever {
			x.levers = append(x.levers, j)
		} else {
			x.uncertain = true
		}
	}
	setting, point := map[string]int{}, map[string]int{}
	var grid [][]int // by uncertain point, setting: place + 1
	for i := range s.Points {
		key, values := "", []float64(nil)
		for _, j := range x.levers {
			key += fmt.Sprintf("%x ", s.Points[i].Values[j])
			values = append(values, s.Points[i].Values[j])
		}
		l, known := setting[key]
		if !known {
			l = len(setting)
			setting[key] = l
			x.settings = append(x.settings, values)
		}
		u, known := point[s.uncertain(i)]
		if !known {
			u = len(point)
			point[s.uncertain(i)] = u
			grid = append(grid, nil)
		}
		for len(grid[u]) <= l {
			grid[u] = append(grid[u], 0)
		}
		grid[u][l] = i + 1
	}
	for _, places := range grid {
		if at := x.whole(s, places); at != nil {
			x.at = append(x.at, at)
		} else {
			x.left++
		}
	}
	return x
}

// whole are the places of an uncertain point's settings, if both halves of the runs
// of all of them have something to say.
func (x *crossing) whole(s *Swept, places []int) []int {
	if len(places) < len(x.settings) {
		return nil
	}
	var at []int
	even, odd := x.halves()
	for _, i := range places {
		if i == 0 || s.Points[i-1].Error != "" || math.IsNaN(x.noise.mean(i-1, even)) || math.IsNaN(x.noise.mean(i-1, odd)) {
			return nil
		}
		at = append(at, i-1)
	}
	return at
}

// halves are the weights of the blocks in two halves of the runs.
func (x *crossing) halves() (even, odd []float64) {
	even, odd = make([]float64, x.noise.blocks), make([]float64, x.noise.blocks)
	for b := range even {
		if b%2 == 0 {
			even[b] = 1
		} else {
			odd[b] = 1
		}
	}
	return even, odd
}

// near counts the points of a setting whose interval does not tell whether they are
// good enough.
func (x *crossing) near(s *Swept, metric, setting int, enough *float64) int {
	n := 0
	for _, at := range x.at {
		if f := s.Points[at[setting]].Figures[metric]; enough != nil && !(f.Low > *enough) && !(f.High < *enough) {
			n++
		}
	}
	return n
}
