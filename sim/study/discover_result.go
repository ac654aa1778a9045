package study

import "backchannel/sim/stats"

// Discovery is under which conditions an outcome comes often: scenario discovery
// (Bryant & Lempert 2010) by the patient rule induction method (Friedman & Fisher
// 1999).
type Discovery struct {
	Metric  SweptMetric `json:"metric"`
	Above   *float64    `json:"above,omitempty"`
	Below   *float64    `json:"below,omitempty"`
	Outcome string      `json:"outcome"` // what is looked for: "first deals stood a year"
	Cases   string      `json:"cases"`   // the same as a thing: "first deals that stood a year"
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

	onlyTalk string // whose name goes without saying
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
	Path   string  `json:"path"`
	Above  Number  `json:"above"` // NaN: no such limit
	Below  Number  `json:"below"`
	QuasiP Number  `json:"quasi_p"`
	Again  float64 `json:"found_again"` // share of random halves of the points in which the search limits the input again
}
