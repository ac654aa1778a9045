package study

import (
	"fmt"
	"math"
	"slices"

	"backchannel/sim"
	"backchannel/sim/stats"
)

// Arm is one scenario of a comparison and the runs it was played for. Run i of
// every arm has the same luck: the same seed and the same named streams.
type Arm struct {
	Name  string // what the comparison calls it; unlike that of any other arm
	What  Scenario
	Model *sim.Model
	Panel *Panel // of the metrics that are compared, and of the same runs in every arm
}

// CompareConfig says how arms are compared.
type CompareConfig struct {
	Seed, First uint64
	Level       float64 // confidence level of every interval, and 1 less the error rate of the whole table
	Interrupted bool
}

// Comparison holds what differs between arms, by how much, and how surely.
// The first arm is the baseline that the others are held against.
type Comparison struct {
	Seed        uint64       `json:"seed,string"` // text: many JSON readers round numbers above 2^53
	FirstRun    uint64       `json:"first_run"`
	Runs        int          `json:"runs"` // of each arm
	Interrupted bool         `json:"interrupted"`
	Level       float64      `json:"level"`
	InWords     []Findings   `json:"in_words"` // of each arm after the first
	Arms        []ComparedTo `json:"arms"`     // the baseline first
	Rows        []Difference `json:"differences"`
	Crosstabs   []Crosstab   `json:"crosstabs"`
	Ends        []Ends       `json:"ends"` // by talk that all arms have, then by arm
	Turned      []Turned     `json:"turned"`
	Warnings    []Warning    `json:"warnings"`
	Precision   *Precision   `json:"precision,omitempty"` // where it went on until a difference was known well enough
}

// ComparedTo is an arm of a comparison.
type ComparedTo struct {
	Name     string   `json:"name"`
	Scenario Scenario `json:"scenario"`
	Horizon  float64  `json:"horizon_days"`
	// Expectations are what its scenario expects and what came of it; Compare
	// leaves them to the caller.
	Expectations []Expected `json:"expectations,omitempty"`
}

// Difference is one metric in one arm against the baseline.
type Difference struct {
	Metric   string         `json:"metric"`
	Meaning  string         `json:"meaning"`
	Unit     string         `json:"unit"`
	Sample   string         `json:"sample"`
	Arm      string         `json:"arm"`
	Baseline stats.Estimate `json:"baseline"`
	Value    stats.Estimate `json:"value"`
	// Difference is Value less Baseline, with the interval of pairs.
	Difference stats.Estimate `json:"difference"`
	// P is the probability of a difference at least as large by chance, were
	// there none; Adjusted is the same with Holm's (1979) correction over all
	// rows of the comparison. NaN where nothing can be said.
	P        Number `json:"p"`
	Adjusted Number `json:"p_holm"`
	// Correlation is that of the two arms over runs; Worth is how many runs of
	// each arm, on luck of its own, would tell the difference as well: the
	// measured worth of pairing. +Inf where the pairs tell it without error.
	Correlation Number `json:"correlation"`
	Worth       Number `json:"worth_runs"`
}

// Clear reports whether the difference is told from chance by the adjusted P at
// the level of the comparison.
func (d *Difference) Clear(level float64) bool { return float64(d.Adjusted) < 1-level }

// Compare holds every arm after the first against it, by the metrics that all
// have. The arms must have panels of the same runs.
func Compare(arms []Arm, c CompareConfig) (*Comparison, error) {
	if len(arms) < 2 {
		return nil, fmt.Errorf("comparison of %d scenarios: give at least 2", len(arms))
	}
	runs := arms[0].Panel.Runs()
	out := &Comparison{
		Seed: c.Seed, FirstRun: c.First, Runs: runs, Interrupted: c.Interrupted, Level: c.Level,
		Crosstabs: []Crosstab{}, Ends: []Ends{}, Turned: []Turned{}, Warnings: []Warning{},
	}
	for _, a := range arms {
		if a.Panel.Runs() != runs {
			return nil, fmt.Errorf("comparison: %s has %d runs and %s %d; give each the same", arms[0].Name, runs, a.Name, a.Panel.Runs())
		}
		out.Arms = append(out.Arms, ComparedTo{Name: a.Name, Scenario: a.What, Horizon: a.Model.Scenario().Clock.Horizon})
	}
	for _, name := range sharedMetrics(arms) {
		for i := range arms[1:] {
			out.Rows = append(out.Rows, difference(name, &arms[0], &arms[i+1], c.Level))
		}
	}
	talks := sharedTalks(arms)
	for _, talk := range talks {
		for i := range arms {
			out.Ends = append(out.Ends, arms[i].ends(talk, c.Level))
		}
		for i := range arms[1:] {
			out.Rows = append(out.Rows, survivals(talk, len(talks) == 1, &arms[0], &arms[i+1], c.Level)...)
			out.Crosstabs = append(out.Crosstabs, crosstabs(talk, &arms[0], &arms[i+1], c.Level)...)
			out.Turned = append(out.Turned, turned(talk, &arms[0], &arms[i+1], c.First))
		}
	}
	adjust(out.Rows)
	out.Warnings = warnings(arms, talks, out)
	out.InWords = out.findings()
	return out, nil
}

// sharedMetrics are the names of the metrics that every panel has, in the
// order of the first.
func sharedMetrics(arms []Arm) []string {
	var names []string
	for _, m := range arms[0].Panel.Metrics {
		if !slices.ContainsFunc(arms, func(a Arm) bool { return a.Panel.index(m.Name) < 0 }) {
			names = append(names, m.Name)
		}
	}
	return names
}

// sharedTalks are the names of the talks that every arm has.
func sharedTalks(arms []Arm) []string {
	var models []*sim.Model
	for _, a := range arms {
		models = append(models, a.Model)
	}
	return commonTalks(models)
}

// talk is the index of a talk; -1: there is none.
func (a *Arm) talk(name string) int {
	return slices.IndexFunc(a.Model.Scenario().Talks, func(t sim.Talk) bool { return t.Name == name })
}

// index is the place of a metric in the panel; -1: it has none.
func (p *Panel) index(name string) int {
	return slices.IndexFunc(p.Metrics, func(m Metric) bool { return m.Name == name })
}

// cases are what the runs contribute to a metric.
func (p *Panel) cases(name string) stats.Cases {
	i := p.index(name)
	return stats.Cases{Top: p.Top[i], Bottom: p.Bottom[i]}
}

func difference(name string, a, b *Arm, level float64) Difference {
	m := a.Panel.Metrics[a.Panel.index(name)]
	d := differenceOf(pairOf(a.Panel.cases(name), b.Panel.cases(name), level))
	d.exact(a, b)
	d.Metric, d.Meaning, d.Unit, d.Sample, d.Arm = name, m.Meaning, m.Unit, m.Sample, b.Name
	d.Baseline, d.Value = possible(d.Baseline, m.Unit), possible(d.Value, m.Unit)
	return d
}

// exact leaves no doubt of a scenario held against itself: no other run could
// differ either.
func (d *Difference) exact(a, b *Arm) {
	if a.What.SHA256 == b.What.SHA256 && d.Difference.Value == 0 {
		d.Difference.Low, d.Difference.High = 0, 0
	}
}

// pairOf holds two arms against each other: as a share of runs where each run
// is one yes or no in either arm, else as a ratio.
func pairOf(a, b stats.Cases, level float64) stats.Paired {
	if c, ok := stats.CrosstabOf(a, b); ok {
		return c.Paired(level)
	}
	return stats.PairedRatio(a, b, level)
}

func differenceOf(pair stats.Paired) Difference {
	return Difference{
		Baseline: pair.A, Value: pair.B, Difference: pair.Difference,
		P: Number(pair.P), Correlation: Number(pair.Correlation), Worth: Number(pair.Equivalent),
	}
}

// adjust fills in the adjusted P of all rows together.
func adjust(rows []Difference) {
	p := make([]float64, len(rows))
	for i := range rows {
		p[i] = float64(rows[i].P)
	}
	for i, q := range stats.Holm(p) {
		rows[i].Adjusted = Number(q)
	}
}

// Number is a number that JSON has as null where it is NaN, and as a text
// where it is infinite.
type Number float64

// MarshalJSON writes the number.
func (n Number) MarshalJSON() ([]byte, error) {
	switch x := float64(n); {
	case math.IsNaN(x):
		return []byte("null"), nil
	case math.IsInf(x, 1):
		return []byte(`"Infinity"`), nil
	case math.IsInf(x, -1):
		return []byte(`"-Infinity"`), nil
	default:
		return fmt.Appendf(nil, "%v", x), nil
	}
}

// UnmarshalJSON reads what MarshalJSON writes.
func (n *Number) UnmarshalJSON(data []byte) error {
	switch text := string(data); text {
	case "null":
		*n = Number(math.NaN())
	case `"Infinity"`:
		*n = Number(math.Inf(1))
	case `"-Infinity"`:
		*n = Number(math.Inf(-1))
	default:
		var x float64
		if _, err := fmt.Sscan(text, &x); err != nil {
			return fmt.Errorf("number %s: %w", text, err)
		}
		*n = Number(x)
	}
	return nil
}
