package scenarios

// SweepPlan is how `backchannel sweep` plays a scenario unless told otherwise:
// table [sweep]. It changes no run and is no part of Hash.
type SweepPlan struct {
	Design  string   // one of Designs; "": not said
	Points  int      // 0: not said
	Runs    int      // of each point; 0: not said
	Metrics []string // as study.FindMetric takes them
	Vary    []string // as Scenario.Vary takes them
}

// Designs lists the designs of a sweep that a file can name.
func Designs() []string { return []string{"grid", "lhs", "sobol", "one-at-a-time"} }
