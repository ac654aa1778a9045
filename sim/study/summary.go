package study

// Summary is a batch in numbers and words. Its JSON has the fields in the
// order below; each Measures is an object by key, in order. It depends on the
// scenario, the seed and the runs and on nothing else.
type Summary struct {
	Scenario    Scenario  `json:"scenario"`
	Seed        uint64    `json:"seed,string"` // text: many JSON readers round numbers above 2^53
	FirstRun    uint64    `json:"first_run"`
	RunsAsked   int       `json:"runs_asked"`
	Runs        int       `json:"runs"`
	Interrupted bool      `json:"interrupted"`
	HorizonDays float64   `json:"horizon_days"`
	Level       float64   `json:"level"`    // confidence level of every interval
	InWords     []string  `json:"in_words"` // the whole in a sentence or two; then, if there are several, each talk
	All         Measures  `json:"all"`
	Talks       []Section `json:"talks"`
	Envoys      []Section `json:"envoys"` // those who held a seat at the start
	Sides       []Section `json:"sides"`

	// Expectations are what the scenario expects, and what came of it.
	Expectations []Expected `json:"expectations,omitempty"`

	// Precision says how surely one measure came to be known, in a batch that was
	// looked at while it went on; nil for any other.
	Precision *Precision `json:"precision,omitempty"`

	// Unknown says what the scenario does not know, of which each run or each few
	// had a draw; nil if it knows all.
	Unknown *Unknown `json:"unknown,omitempty"`

	// Forecasts score the optimism announced against what came of it.
	Forecasts []Forecast `json:"forecasts"`
}

// Scenario says what was played.
type Scenario struct {
	Name   string `json:"name"`
	Title  string `json:"title,omitempty"`
	SHA256 string `json:"sha256"` // of the resolved scenario, hexadecimal
}

// Section holds the measures of one talk, envoy or side.
type Section struct {
	Name     string   `json:"name"`
	Measures Measures `json:"measures"`
}

// Summarize says what a batch came to, with intervals at the given confidence
// level. what and c must be those that were played.
func Summarize(what Scenario, c Config, r *Result, level float64) *Summary {
	t, s := r.Tally, c.Model.Scenario()
	out := &Summary{
		Scenario: what, Seed: c.Seed, FirstRun: c.First,
		RunsAsked: c.Runs, Runs: r.Runs, Interrupted: r.Interrupted,
		HorizonDays: s.Clock.Horizon, Level: level,
		All: measured(allMeasures(), &t.all, level),
	}
	for i := range t.talks {
		out.Talks = append(out.Talks, Section{s.Talks[i].Name, measured(talkMeasures(), &t.talks[i], level)})
	}
	for i := range t.envoys {
		if t.envoys[i].fell.n == 0 {
			continue // he waits for another's fall
		}
		name := s.Envoys[i].Person
		if name == "" {
			name = s.Envoys[i].Name
		}
		out.Envoys = append(out.Envoys, Section{name, measured(envoyMeasures(), &t.envoys[i], level)})
	}
	for i := range t.sides {
		out.Sides = append(out.Sides, Section{s.Sides[i].Name, measured(sideMeasures(), &t.sides[i], level)})
	}
	out.Forecasts = t.told.summary(c.Model, level)
	out.Unknown = c.unknown(r, level)
	out.InWords = t.inWords()
	return out
}
