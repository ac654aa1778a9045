package scenarios

import "backchannel/sim/uncertain"

// Role says who decides on the value of an input.
type Role string

// The roles.
const (
	Uncertainty Role = "uncertainty" // nobody does: it is what it is, and not known
	Lever       Role = "lever"       // it can be chosen
)

// Input is a number of a scenario that is not known, or that can be chosen.
type Input struct {
	Path    string         // as --set takes it
	Unit    string         // of its values: lengths of time in days, rates per year
	Meaning string         // in plain words
	Dist    uncertain.Dist // which values it may have
	Role    Role
	Follows []string // paths of the entries that have the same value, whatever it is
}

// Factor is an input that a study varies.
type Factor struct {
	Input
	Levels []float64 // the values that the study gives it; nil: any that Dist gives
}

// Correlation ties two inputs to each other.
type Correlation struct {
	Between [2]string // paths of the inputs
	Rho     float64   // of their normal scores; above -1, below 1
	Why     string    // in plain words; "": not said
}

// SweepPlan is how a scenario file says that it is to be swept.
type SweepPlan struct {
	Design  string // "": not said
	Points  int    // 0: not said
	Runs    int    // of each point; 0: not said
	Metrics []string
	Vary    []string // as Vary takes them
}
