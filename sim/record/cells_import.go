package record

import "fmt"

// imported is how many runs of a point are taken over at a time.
const imported = 1000

// Import keeps the runs of a finished sweep too, as far as they are not there
// yet. If they are not the same runs as those kept, it takes none over and says
// by what.
func (c *Cells) Import(results string) (other string, err error) {
	m, err := ReadManifest(results)
	if err != nil {
		return "", err
	}
	more, err := WideColumns[PlayedRow](results)
	if err != nil {
		return "", err
	}
	var metrics []string
	for _, column := range more {
		metrics = append(metrics, column.Name)
	}
	key := KeyOf(m, metrics)
	if other := c.key.Differs(&key); other != "" {
		return other, nil
	}
	if err := m.Verify(results); err != nil {
		return "", err
	}
	scenarios := map[int64]string{}
	for p, err := range ReadWide[PointRow](results) {
		if err != nil {
			return "", err
		}
		scenarios[p.Row.Point] = p.Row.SHA256
	}
	return "", c.importRuns(results, scenarios)
}

// importRuns takes over the runs, given the scenario of each point.
func (c *Cells) importRuns(results string, scenarios map[int64]string) error {
	cell, last := &Cell{}, int64(-1)
	for r, err := range ReadWide[PlayedRow](results) {
		if err != nil {
			return err
		}
		next := r.Row.Point == last && uint64(r.Row.Run) == cell.First+uint64(cell.Runs()) && cell.Runs() < imported
		if !next {
			if err := c.Append(cell); err != nil {
				return err
			}
			sha256, ok := scenarios[r.Row.Point]
			if !ok {
				return fmt.Errorf("%s has runs of a point %d that it has not", results, r.Row.Point)
			}
			cell = &Cell{SHA256: sha256, First: uint64(r.Row.Run), Values: make([][]float64, len(c.key.Metrics))}
			last = r.Row.Point
		}
		for i, x := range r.More {
			cell.Values[i] = append(cell.Values[i], x)
		}
	}
	if err := c.Append(cell); err != nil {
		return err
	}
	return c.Flush()
}
