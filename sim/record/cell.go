package record

import "slices"

// Cell is some consecutive runs of one scenario: what a sweep plays at a time.
type Cell struct {
	SHA256 string      // of the resolved scenario, hexadecimal
	First  uint64      // number of the first run
	Values [][]float64 // by metric and run; NaN where the run has nothing to say
}

// Runs returns how many they are.
func (c *Cell) Runs() int {
	if len(c.Values) == 0 {
		return 0
	}
	return len(c.Values[0])
}

// CellKey is what runs must have in common, beside scenario and number, to be the
// same runs.
type CellKey struct {
	Version string   `json:"version"`
	Commit  string   `json:"commit,omitempty"`
	Build   string   `json:"build,omitempty"`
	Arch    string   `json:"arch"`
	Seed    uint64   `json:"seed,string"`
	Metrics []string `json:"metrics"` // in the order of the values of a cell
}

// KeyOf is the key of the runs of a study with that manifest.
func KeyOf(m *Manifest, metrics []string) CellKey {
	return CellKey{Version: m.Version, Commit: m.Commit, Build: m.Build, Arch: m.Arch, Seed: m.Seed, Metrics: metrics}
}

// Differs says in what the keys differ, in words; "" where they are the same.
func (k *CellKey) Differs(other *CellKey) string {
	switch {
	case k.Version != other.Version, k.Commit != other.Commit, k.Build != other.Build:
		return "another version of the program"
	case k.Arch != other.Arch:
		return "another processor architecture"
	case k.Seed != other.Seed:
		return "another seed"
	case !slices.Equal(k.Metrics, other.Metrics):
		return "other metrics"
	}
	return ""
}
