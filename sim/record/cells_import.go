package record

import (
	"fmt"
	"path/filepath"
)

// imported is how many runs of a point are taken over at a time.
const imported = 1000

// Import keeps the runs of a finished sweep too, as far as they are not there
// yet. If they are not the same runs as those kept, it takes none over and says
// by what.
func (c *Cells) Import(results string) (other string, err error) { return c.ImportIn(results, "") }

// ImportIn is Import of a study that has its tables in folders within its results
// folder.
func (c *Cells) ImportIn(results string, dirs ...string) (other string, err error) {
	m, err := ReadManifest(results)
	if err != nil {
		return "", err
	}
	for _, dir := range dirs {
		if other, err = c.differs(m, filepath.Join(results, dir)); other != "" || err != nil {
			return other, err
		}
	}
	if err := m.Verify(results); err != nil {
		return "", err
	}
	for _, dir := range dirs {
		if err := c.importTables(filepath.Join(results, dir)); err != nil {
			return "", err
		}
	}
	return "", nil
}

// differs says by what the runs of the tables in a folder are not those kept.
func (c *Cells) differs(m *Manifest, folder string) (other string, err error) {
	more, err := WideColumns[PlayedRow](folder)
	if err != nil {
		return "", err
	}
	var metrics []string
	for _, column := range more {
		metrics = append(metrics, column.Name)
	}
	key := KeyOf(m, metrics)
	return c.key.Differs(&key), nil
}

// importTables takes over the runs of the tables in a folder.
func (c *Cells) importTables(results string) error {
	scenarios := map[int64]string{}
	for p, err := range ReadWide[PointRow](results) {
		if err != nil {
			return err
		}
		scenarios[p.Row.Point] = p.Row.SHA256
	}
	return c.importRuns(results, scenarios)
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
