package study

import (
	"backchannel/scenarios"
	"backchannel/sim/record"
)

// SweepConfig says which points of a space Sweep plays, and how often.
type SweepConfig struct {
	Space   *Space
	Points  [][]float64 // values by factor
	Metrics []string    // as FindMetric knows them; at least one
	Seed    uint64
	Runs    int // of each point; at least 1
	// OwnLuck gives each point runs of numbers of its own. Without, every point
	// plays the same runs: common random numbers, under which a difference between
	// two points is theirs and not the luck's.
	OwnLuck bool
	// Luck, if given, has a number for each point instead: those of one number
	// play the same runs, and no others do.
	Luck    []int
	Workers int  // 0: as many as Go has processors
	Keep    bool // keep what every run came to, 8 bytes a run and metric

	// Store, if given, has runs that need not be played again, and takes those
	// that are played.
	Store CellStore
	// Progress, if given, is told how many of the runs that are to be played are
	// done, none at first, from the goroutine that called Sweep.
	Progress func(done, of int)
	// Abort, if given, ends the sweep at once when it is closed: Sweep then returns
	// ErrAborted. What was given to the store by then is there.
	Abort <-chan struct{}
}

// CellStore keeps the runs of a sweep. It is used by one goroutine.
type CellStore interface {
	// Read gives the runs of a scenario, by the SHA-256 of that resolved, from
	// first to first+runs-1, as far as they are there without a gap. The values are
	// by metric and run, NaN where a run has nothing to say.
	Read(sha256 string, first uint64, runs int) (values [][]float64, err error)
	// Append takes some more runs, which it has not.
	Append(c *record.Cell) error
}

// Swept is what the points of a space came to.
type Swept struct {
	Factors     []scenarios.Factor
	Metrics     []SweptMetric
	Points      []SweptPoint // in the order given
	Seed        uint64
	Runs        int // of each point, as asked for
	OwnLuck     bool
	LuckNumbers []int // by point, where Luck was asked for
	Interrupted bool  // some points have fewer
	Reused      int   // runs that the store had
}

// SweptMetric is a metric of a sweep.
type SweptMetric struct {
	Name    string `json:"name"` // in full, as of a Metric
	Meaning string `json:"meaning"`
	Unit    string `json:"unit"`
	Sample  string `json:"sample"` // what N of its figures counts
}

// SweptPoint is what one point came to.
type SweptPoint struct {
	Values  []float64 // by factor
	SHA256  string    // of the resolved scenario at the point; "": there is none
	Error   string    // why the point says nothing; "": it was played
	Runs    int       // that were played; 0 if there is an error
	Figures []Figure  // by metric; NaN where there is an error
	// Kept are the values of the runs, by metric and run, where they were to be
	// kept; NaN where the run has nothing to say.
	Kept [][]float64
}

// ownLuck is how far the run numbers of two points lie apart where each has luck
// of its own: more than the runs that a point may have.
const ownLuck = 1_000_000_000

// MostSweepRuns is how many runs a point of a sweep can have at most.
const MostSweepRuns = ownLuck

// First returns the number of the first run of a point.
func (c *SweepConfig) First(point int) uint64 { return firstRun(c.OwnLuck, c.Luck, point) }

func firstRun(own bool, luck []int, point int) uint64 {
	switch {
	case luck != nil:
		return uint64(luck[point]) * ownLuck
	case own:
		return uint64(point) * ownLuck
	}
	return 0
}
