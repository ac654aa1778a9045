package record

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
